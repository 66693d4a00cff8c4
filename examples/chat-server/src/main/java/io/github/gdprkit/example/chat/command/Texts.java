package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.deadline.DeadlineSource;
import io.github.gdprkit.deadline.ResponseDeadline;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.RequestId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** How things of the law are written at the command line, both ways. */
final class Texts {

  private static final int SHORT_ID = 8;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private Texts() {}

  /** Lower case words joined by hyphens. */
  static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The value of this name, however it is written. */
  static <E extends Enum<E>> E parse(Class<E> type, String text) {
    return parse(type, text, value -> true);
  }

  /** The same; who mistypes it is told of those that fit here. */
  static <E extends Enum<E>> E parse(Class<E> type, String text, Predicate<E> fits) {
    String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no %s; it is one of %s".formatted(text, codes(type, fits))));
  }

  private static <E extends Enum<E>> String codes(Class<E> type, Predicate<E> fits) {
    return Arrays.stream(type.getEnumConstants())
        .filter(fits)
        .map(Texts::code)
        .collect(Collectors.joining(", "));
  }

  /** A number of records, in words. */
  static String records(long records) {
    return String.format(Locale.ROOT, records == 1 ? "%,d record" : "%,d records", records);
  }

  /** A day as it is typed. */
  static LocalDate day(String text) {
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException e) {
      throw new TypeConversionException("a day is written like 2026-03-02, and exists");
    }
  }

  /** A time as it is typed: with its offset from UTC, or as clocks show it in this zone. */
  static Instant instant(String text, String zone) {
    String typed = text.strip().replace(' ', 'T');
    try {
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              typed, ZonedDateTime::from, LocalDateTime::from);
      return parsed instanceof LocalDateTime local
          ? local.atZone(ZoneId.of(zone)).toInstant()
          : Instant.from(parsed);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "a time is written like 2026-03-02T14:30, in %s, or like 2026-03-02T13:30Z"
              .formatted(zone));
    }
  }

  static String article(Claim claim) {
    return switch (claim) {
      case ACCESS -> "Art. 15";
      case RECTIFICATION -> "Art. 16";
      case ERASURE -> "Art. 17";
      case RESTRICTION -> "Art. 18";
      case PORTABILITY -> "Art. 20";
      case OBJECTION -> "Art. 21(1)";
      case OBJECTION_TO_DIRECT_MARKETING -> "Art. 21(2)";
      case HUMAN_REVIEW -> "Art. 22(3)";
    };
  }

  /** By when, and by whose rules and holidays. */
  static String due(ResponseDeadline deadline) {
    DeadlineSource source = deadline.source();
    String counted =
        "%s rules, calendar %s %s"
            .formatted(source.ruleSet(), source.calendarId(), source.dataVersion());
    return deadline.lastDay() == null
        ? "the clock stands until the person has answered (" + counted + ")"
        : deadline.lastDay() + " (" + counted + ")";
  }

  /** As much of an id as is unique in practice; the commands take it for the whole. */
  static String brief(RequestId id) {
    return id.value().substring(0, Math.min(SHORT_ID, id.value().length()));
  }

  static String time(Instant instant, String zone) {
    return TIME.format(instant.atZone(ZoneId.of(zone)));
  }
}
