package io.github.gdprkit.information;

import java.util.List;
import java.util.Objects;

/**
 * One thing that a privacy notice tells.
 *
 * @param provision where the Regulation asks for it, such as {@code 13(1)(c)}
 * @param title for people
 * @param required how far it is asked for
 * @param lines what is told; empty where the case does not have it, or where it is missing
 */
public record NoticeBlock(String provision, String title, Required required, List<String> lines) {

  /** Copies the list. */
  public NoticeBlock {
    Objects.requireNonNull(provision, "provision");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(required, "required");
    lines = lines.stream().distinct().toList();
  }
}
