package io.github.gdprkit.calendar.jollyday;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.github.gdprkit.deadline.WorkingDays;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * The working days of a country or a part of it, from Jollyday's data: all days but Saturdays,
 * Sundays and public holidays. Observances and bank holidays that are not public holidays are
 * working days.
 *
 * <p>The data are a volunteer project's, not the lists of the Member States; single days can be
 * missing, and on some the sources disagree. Put them right with {@link #withHolidays} and {@link
 * #withoutHolidays}. It knows no institution of the Union: write those days down in a {@link
 * io.github.gdprkit.deadline.FixedHolidays}. Safe for use by many threads.
 *
 * <p>On the module path, Jollyday 2.19.0 needs {@code --add-exports
 * de.focus_shift.jollyday.jaxb/de.focus_shift.jollyday.jaxb=de.focus_shift.jollyday.core}.
 */
public final class JollydayWorkingDays implements WorkingDays {

  private static final String VERSION_FILE =
      "/META-INF/maven/de.focus-shift/jollyday-core/pom.properties";

  private static final int FIRST_YEAR_OF_THE_GDPR = 2018;

  private final String calendarId;
  private final String jollydayVersion;
  private final HolidayManager manager;
  private final String[] subdivision;
  private final Set<LocalDate> added;
  private final Set<LocalDate> removed;
  private final Map<Year, Set<LocalDate>> holidays = new ConcurrentHashMap<>();

  private JollydayWorkingDays(
      String calendarId,
      String jollydayVersion,
      HolidayManager manager,
      String[] subdivision,
      Set<LocalDate> added,
      Set<LocalDate> removed) {
    this.calendarId = calendarId;
    this.jollydayVersion = jollydayVersion;
    this.manager = manager;
    this.subdivision = subdivision;
    this.added = added;
    this.removed = removed;
  }

  /**
   * The calendar of a country, or of a subdivision of it. In Germany and the United Kingdom the
   * subdivision matters: without it there are only the holidays that all of them share. Refuses
   * with {@link IllegalArgumentException} what Jollyday does not know.
   *
   * @param calendarId an ISO 3166 code such as {@code DK}, {@code DE-BY} or {@code GB-ENG}
   */
  public static JollydayWorkingDays of(String calendarId) {
    String id = calendarId.toUpperCase(Locale.ROOT);
    String[] codes = calendarId.toLowerCase(Locale.ROOT).split("-", -1);
    if (!HolidayManager.getSupportedCalendarCodes().contains(codes[0].toUpperCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "Jollyday has no calendar %s; give a country such as DK, or write the days down in FixedHolidays"
              .formatted(id));
    }
    HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(codes[0]));
    String[] subdivision = Arrays.copyOfRange(codes, 1, codes.length);
    requireSubdivision(id, manager, subdivision);
    JollydayWorkingDays days =
        new JollydayWorkingDays(id, version(), manager, subdivision, Set.of(), Set.of());
    days.load(Year.of(FIRST_YEAR_OF_THE_GDPR)); // if its data cannot be read, fail here at start
    return days;
  }

  /**
   * The same calendar with these days as holidays too, such as one that was declared once. It
   * changes the data version.
   */
  public JollydayWorkingDays withHolidays(Collection<LocalDate> days) {
    Set<LocalDate> more = new TreeSet<>(added);
    more.addAll(days);
    Set<LocalDate> fewer = new TreeSet<>(removed);
    fewer.removeAll(Set.copyOf(days));
    return adjusted(more, fewer);
  }

  /**
   * The same calendar without these days as holidays, such as an eve that is none by law. It
   * changes the data version. Saturdays and Sundays stay days off.
   */
  public JollydayWorkingDays withoutHolidays(Collection<LocalDate> days) {
    Set<LocalDate> more = new TreeSet<>(added);
    more.removeAll(Set.copyOf(days));
    Set<LocalDate> fewer = new TreeSet<>(removed);
    fewer.addAll(days);
    return adjusted(more, fewer);
  }

  private JollydayWorkingDays adjusted(Set<LocalDate> more, Set<LocalDate> fewer) {
    return new JollydayWorkingDays(calendarId, jollydayVersion, manager, subdivision, more, fewer);
  }

  @Override
  public boolean isWorkingDay(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    if (weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY || added.contains(day)) {
      return false;
    }
    return removed.contains(day)
        || !holidays.computeIfAbsent(Year.from(day), this::load).contains(day);
  }

  /** The code that it was made with, in capitals. */
  @Override
  public String calendarId() {
    return calendarId;
  }

  /** Jollyday's version, and a check sum of the days added and removed if there are any. */
  @Override
  public String dataVersion() {
    String version = "jollyday-" + jollydayVersion;
    if (added.isEmpty() && removed.isEmpty()) {
      return version;
    }
    CRC32 sum = new CRC32();
    sum.update(("+" + added + "-" + removed).getBytes(StandardCharsets.UTF_8));
    return version + "+%08x".formatted(sum.getValue());
  }

  @Override
  public String toString() {
    return calendarId + " (" + dataVersion() + ")";
  }

  private Set<LocalDate> load(Year year) {
    return manager.getHolidays(year, HolidayType.PUBLIC_HOLIDAY, subdivision).stream()
        .map(holiday -> holiday.getDate())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Jollyday itself takes an unknown one for the whole country. */
  private static void requireSubdivision(String id, HolidayManager manager, String[] subdivision) {
    CalendarHierarchy place = manager.getCalendarHierarchy();
    for (String code : subdivision) {
      CalendarHierarchy within = place.getChildren().get(code);
      if (within == null) {
        throw new IllegalArgumentException(
            "Jollyday has no calendar %s; of %s it knows the subdivisions %s"
                .formatted(
                    id,
                    place.getId().toUpperCase(Locale.ROOT),
                    new TreeSet<>(place.getChildren().keySet())));
      }
      place = within;
    }
  }

  private static String version() {
    try (InputStream file = HolidayManager.class.getResourceAsStream(VERSION_FILE)) {
      Properties properties = new Properties();
      if (file != null) {
        properties.load(file);
      }
      String version = properties.getProperty("version");
      if (version == null) {
        throw new IllegalStateException(
            "Jollyday does not tell its version; keep %s when you repackage its JAR"
                .formatted(VERSION_FILE));
      }
      return version;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
