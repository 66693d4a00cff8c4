package io.github.gdprkit.markup;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of text in a document, with a link where it has one. Only links to the web and to
 * mailboxes are followed; of any other the address is shown as text.
 *
 * @param text what people read; line breaks are kept in HTML, and spaces in Markdown
 * @param link where it leads, or {@code null}
 */
public record Cell(String text, @Nullable URI link) {

  private static final String MAIL = "mailto";
  private static final Set<String> WEB = Set.of("http", "https");

  /** Refuses {@code null}. */
  public Cell {
    Objects.requireNonNull(text, "text");
    if (link != null && !isFollowed(link)) {
      text = text.equals(link.toString()) ? text : text + " (" + link + ")";
      link = null;
    }
  }

  /** Text. */
  public static Cell of(String text) {
    return new Cell(text, null);
  }

  private static boolean isFollowed(URI link) {
    String scheme = link.getScheme() == null ? "" : link.getScheme().toLowerCase(Locale.ROOT);
    return scheme.equals(MAIL)
        ? link.isOpaque()
        : WEB.contains(scheme) && link.getRawAuthority() != null;
  }
}
