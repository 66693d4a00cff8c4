package io.github.gdprkit.information;

import io.github.gdprkit.processing.PersonalDataCategory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What privacy notices say that only the controller knows.
 *
 * @param supervisoryAuthority the competent one, and where to reach it (Art. 13(2)(d))
 * @param howToAsk how a person makes use of a right, as a sentence; not blank (Art. 12(2))
 * @param sources for a category that was obtained elsewhere: from whom, and whether from publicly
 *     accessible sources (Art. 14(2)(f))
 */
public record NoticeWords(
    String supervisoryAuthority, String howToAsk, Map<PersonalDataCategory, String> sources) {

  /** Refuses blank words with {@link IllegalArgumentException}. */
  public NoticeWords {
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    if (supervisoryAuthority.isBlank()
        || howToAsk.isBlank()
        || sources.values().stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "A notice names the supervisory authority, says how a person makes use of a right, and"
              + " from whom data was obtained (Art. 13(2)(b), (d), 14(2)(f))");
    }
  }

  /** Words without sources. */
  public static NoticeWords of(String supervisoryAuthority, String howToAsk) {
    return new NoticeWords(supervisoryAuthority, howToAsk, Map.of());
  }

  /** The same, with where data of this category was obtained, and whether publicly. */
  public NoticeWords source(PersonalDataCategory category, String text) {
    Map<PersonalDataCategory, String> more = new LinkedHashMap<>(sources);
    more.put(category, text);
    return new NoticeWords(supervisoryAuthority, howToAsk, more);
  }
}
