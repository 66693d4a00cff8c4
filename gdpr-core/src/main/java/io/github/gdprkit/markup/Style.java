package io.github.gdprkit.markup;

import io.github.gdprkit.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How every page looks, on a telephone, a screen and paper, in light and in dark. */
final class Style {

  static final String CSS =
      """
      :root{color-scheme:light dark;--ink:#1d2733;--soft:#566270;--line:#dde3ea;--page:#f6f8fa;\
      --card:#fff;--head:#eef2f6;--link:#0b5cad;--note:#fff6e0;--noteline:#e6c56a}
      @media screen and (prefers-color-scheme:dark){:root{--ink:#e6eaee;--soft:#9aa7b4;\
      --line:#313a44;--page:#12171c;--card:#1a2128;--head:#222b34;--link:#7ab8f5;--note:#2d2818;\
      --noteline:#7a6526}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--page);color:var(--ink);overflow-wrap:break-word;\
      font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
      main{max-width:54rem;margin:0 auto;padding:2rem 1.25rem 4rem}
      h1{font-size:1.7rem;line-height:1.25;margin:0 0 .35rem}
      h2{font-size:1.2rem;line-height:1.35;margin:2.2rem 0 .7rem}
      h3{font-size:1.05rem;margin:0}
      main>h3{margin:1.5rem 0 .4rem}
      p{margin:.45rem 0}
      ul{margin:.5rem 0;padding-left:1.3rem}
      li{margin:.2rem 0}
      a{color:var(--link)}
      bdi{white-space:pre-line}
      .soft{color:var(--soft)}
      .facts,.part,.note{background:var(--card);border:1px solid var(--line);border-radius:10px;\
      padding:1rem 1.15rem;margin:.8rem 0;overflow-wrap:anywhere}
      .note{background:var(--note);border-color:var(--noteline)}
      .head{display:flex;justify-content:space-between;gap:1rem;align-items:baseline}
      .count{white-space:nowrap;font-variant-numeric:tabular-nums;color:var(--soft)}
      dl{display:grid;grid-template-columns:minmax(7rem,max-content) minmax(0,1fr);\
      gap:.3rem 1rem;margin:0}
      dt{color:var(--soft)}
      dd{margin:0;grid-column:2}
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
      .cards{border-collapse:separate;border-spacing:0;background:var(--card);\
      border:1px solid var(--line);border-radius:10px;font-size:.94rem;line-height:1.45;\
      font-variant-numeric:tabular-nums}
      main:has(.cards){max-width:72rem}
      main:has(.cards)>p:not(.note),main:has(.cards)>ul{max-width:50rem}
      .cards th,.cards td{padding:.55rem .8rem;min-width:8.5rem;overflow-wrap:anywhere}
      .cards th{background:var(--head);font-size:.88rem;white-space:normal;vertical-align:bottom}
      .cards th:first-child{border-top-left-radius:9px}
      .cards th:last-child{border-top-right-radius:9px}
      .cards td:first-child{font-weight:600;min-width:11rem}
      .cards tbody tr:last-child td{border-bottom:0}
      @media(max-width:34rem){dl{grid-template-columns:minmax(0,1fr)}\
      dd{grid-column:1;margin-bottom:.4rem}}
      @media screen and (max-width:40rem){main{padding:1.5rem 1rem 3rem}\
      .cards,.cards tbody,.cards tr{display:block}\
      .cards{background:none;border:0;border-radius:0}\
      .cards thead{display:none}\
      .cards tr{background:var(--card);border:1px solid var(--line);border-radius:10px;\
      padding:.6rem .9rem;margin:0 0 .7rem}\
      .cards td,.cards td:first-child{display:grid;gap:.8rem;min-width:0;max-width:none;\
      grid-template-columns:minmax(0,7rem) minmax(0,1fr);padding:.2rem 0;border:0}\
      .cards td:empty{display:none}\
      .cards td::before{content:attr(data-column);color:var(--soft);font-weight:400;\
      overflow-wrap:break-word}}
      @media print{:root{color-scheme:light}body{background:none;font-size:10.5pt}\
      main,main:has(.cards){max-width:none;padding:0}.wide{overflow:visible}\
      .cards{font-size:8.5pt}.cards th{font-size:8pt}\
      .cards th,.cards td{min-width:0;padding:.3rem .45rem;overflow-wrap:break-word}\
      .cards td:first-child{min-width:5rem;overflow-wrap:anywhere}\
      .facts,.part,.note,.cards{break-inside:auto}tr,dt,dd,li{break-inside:avoid}\
      h1,h2,h3{break-after:avoid}a{color:inherit}}
      """;

  /** What the content security policy names, so that no other style is obeyed. */
  static final String HASH =
      Base64.getEncoder()
          .encodeToString(Sha256.digest().digest(CSS.getBytes(StandardCharsets.UTF_8)));

  private Style() {}
}
