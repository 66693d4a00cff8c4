package io.github.gdprkit.information;

import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.Purpose;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.processing.SpecialCategoryCondition;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Codes in words for people. */
final class Texts {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private Texts() {}

  static String of(LegalBasis basis) {
    return switch (basis) {
      case CONSENT -> "consent (Art. 6(1)(a))";
      case CONTRACT -> "contract (Art. 6(1)(b))";
      case LEGAL_OBLIGATION -> "legal obligation (Art. 6(1)(c))";
      case VITAL_INTERESTS -> "vital interests (Art. 6(1)(d))";
      case PUBLIC_TASK -> "public task (Art. 6(1)(e))";
      case LEGITIMATE_INTERESTS -> "legitimate interests (Art. 6(1)(f))";
    };
  }

  static String of(SpecialCategoryCondition condition) {
    return switch (condition) {
      case EXPLICIT_CONSENT -> "explicit consent (Art. 9(2)(a))";
      case EMPLOYMENT_AND_SOCIAL_LAW -> "employment and social law (Art. 9(2)(b))";
      case VITAL_INTERESTS -> "vital interests (Art. 9(2)(c))";
      case MEMBERS_OF_NON_PROFIT_BODY -> "members of a not-for-profit body (Art. 9(2)(d))";
      case MADE_PUBLIC_BY_DATA_SUBJECT -> "made public by the data subject (Art. 9(2)(e))";
      case LEGAL_CLAIMS -> "legal claims (Art. 9(2)(f))";
      case SUBSTANTIAL_PUBLIC_INTEREST -> "substantial public interest (Art. 9(2)(g))";
      case HEALTH_CARE -> "health care (Art. 9(2)(h))";
      case PUBLIC_HEALTH -> "public health (Art. 9(2)(i))";
      case ARCHIVING_AND_RESEARCH -> "archiving, research or statistics (Art. 9(2)(j))";
    };
  }

  static String of(SourceOfData source) {
    return switch (source) {
      case PROVIDED_BY_DATA_SUBJECT -> "provided by the data subject";
      case OBSERVED -> "observed while the service was used";
      case DERIVED -> "derived from other data";
      case OBTAINED_ELSEWHERE -> "written by or collected from somebody else";
    };
  }

  /** A purpose with its basis, and the law or interests behind it. */
  static String of(Purpose purpose) {
    String text = withoutStop(purpose.text()) + ": " + of(purpose.basis());
    return purpose.grounds().isBlank() ? text : text + ", " + withoutStop(purpose.grounds());
  }

  static String of(LocalDate date) {
    return DATE.format(date);
  }

  /** Texts in one cell of a table; each once. */
  static <T> String joined(Collection<T> all, Function<T, String> text) {
    return all.stream().map(text).distinct().collect(Collectors.joining("; "));
  }

  static List<String> each(Collection<String> all) {
    return all.stream().distinct().toList();
  }

  static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
