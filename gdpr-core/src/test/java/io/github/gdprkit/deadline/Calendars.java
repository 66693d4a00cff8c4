package io.github.gdprkit.deadline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The calendars that the test vectors are counted with, and one in which nothing is closed. */
final class Calendars {

  private static final JsonNode FILE = read();

  private Calendars() {}

  /** The calendar of that id, as far as the file goes; {@code NONE} has weekends only. */
  static WorkingDays of(String id) {
    JsonNode years = FILE.path("calendars").path(id);
    if (years.isMissingNode()) {
      throw new IllegalArgumentException("There is no calendar " + id + " in calendars.json");
    }
    if (years.isEmpty()) {
      return WorkingDays.weekendsOnly();
    }
    List<Year> covered = new ArrayList<>();
    List<LocalDate> holidays = new ArrayList<>();
    years
        .properties()
        .forEach(
            year -> {
              covered.add(Year.parse(year.getKey()));
              year.getValue().forEach(day -> holidays.add(LocalDate.parse(day.asText())));
            });
    return FixedHolidays.of(id, "calendars.json", covered, holidays);
  }

  /** Every day is a working day, so nothing moves: gives the end before it is moved. */
  static WorkingDays alwaysOpen() {
    return new WorkingDays() {
      @Override
      public boolean isWorkingDay(LocalDate day) {
        return true;
      }

      @Override
      public String calendarId() {
        return "always-open";
      }

      @Override
      public String dataVersion() {
        return "1";
      }
    };
  }

  private static JsonNode read() {
    try (InputStream file = Calendars.class.getResourceAsStream("/deadline/calendars.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(file, "calendars.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
