package io.github.gdprkit.information;

import java.util.Objects;

/**
 * Something that the Regulation wants told and that nobody has said yet.
 *
 * @param provision where it asks for it, such as {@code 30(1)(a)}
 * @param required how far
 * @param about the organisation, activity or category, by name
 * @param text what is missing and what to do about it
 */
public record InformationGap(String provision, Required required, String about, String text) {

  /** Refuses {@code null}. */
  public InformationGap {
    Objects.requireNonNull(provision, "provision");
    Objects.requireNonNull(required, "required");
    Objects.requireNonNull(about, "about");
    Objects.requireNonNull(text, "text");
  }
}
