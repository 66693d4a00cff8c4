package io.github.gdprkit.markup;

import io.github.gdprkit.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How every page looks, on a telephone, a screen and paper, in light and in dark. */
final class Style {

  static final String CSS =
      """
      :root{color-scheme:light dark;--ink:#1d2733;--soft:#566270;--line:#dde3ea;--page:#f6f8fa;\
      --card:#fff;--link:#0b5cad;--note:#fff6e0;--noteline:#e6c56a}
      @media(prefers-color-scheme:dark){:root{--ink:#e6eaee;--soft:#9aa7b4;--line:#313a44;\
      --page:#12171c;--card:#1a2128;--link:#7ab8f5;--note:#2d2818;--noteline:#7a6526}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--page);color:var(--ink);\
      font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
      main{max-width:54rem;margin:0 auto;padding:2rem 1.25rem 4rem}
      h1{font-size:1.7rem;line-height:1.25;margin:0 0 .35rem}
      h2{font-size:1.2rem;margin:2.2rem 0 .7rem}
      h3{font-size:1.05rem;margin:0}
      p{margin:.45rem 0}
      a{color:var(--link)}
      .soft{color:var(--soft)}
      .facts,.part,.note{background:var(--card);border:1px solid var(--line);border-radius:10px;\
      padding:1rem 1.15rem;margin:.8rem 0;overflow-wrap:anywhere}
      .note{background:var(--note);border-color:var(--noteline)}
      .head{display:flex;justify-content:space-between;gap:1rem;align-items:baseline}
      .count{white-space:nowrap;font-variant-numeric:tabular-nums;color:var(--soft)}
      dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.3rem 1rem;margin:0}
      dt{color:var(--soft)}
      dd{margin:0}
      table{border-collapse:collapse;width:100%;margin:.4rem 0}
      th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;\
      border-bottom:1px solid var(--line)}
      th{font-weight:600;color:var(--soft)}
      code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.92em}
      .wide{overflow-x:auto;overflow-wrap:break-word}
      .wide th{white-space:nowrap}
      .wide td{max-width:24rem}
      .record{margin:.5rem 0}
      .files a{display:inline-block;margin:.1rem .7rem .1rem 0}
      summary{cursor:pointer;color:var(--link)}
      @media(max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
      """;

  /** What the content security policy names, so that no other style is obeyed. */
  static final String HASH =
      Base64.getEncoder()
          .encodeToString(Sha256.digest().digest(CSS.getBytes(StandardCharsets.UTF_8)));

  private Style() {}
}
