package io.github.gdprkit.benchmark.jmh;

import io.github.gdprkit.deadline.FixedHolidays;
import io.github.gdprkit.deadline.Pause;
import io.github.gdprkit.deadline.PauseReason;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.ResponseDeadline;
import io.github.gdprkit.deadline.WorkingDays;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Last days a second, of requests that come in on every day of four years: with weekends only, with
 * a calendar of public holidays, and extended with two pauses.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DeadlineBenchmark {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  private static final int YEARS = 4;
  private static final int[][] HOLIDAYS = {{1, 1}, {1, 6}, {5, 1}, {10, 3}, {12, 25}, {12, 26}};

  private final ResponseClock weekends = ResponseClock.eu(ZONE, WorkingDays.weekendsOnly());
  private final ResponseClock holidays = ResponseClock.eu(ZONE, calendar());
  private final List<LocalDate> days = FIRST.datesUntil(FIRST.plusYears(YEARS)).toList();
  private final List<List<Pause>> pauses = days.stream().map(DeadlineBenchmark::pauses).toList();
  private int next;

  /** Saturdays and Sundays. */
  @Benchmark
  public ResponseDeadline weekends() {
    return weekends.answer(days.get(turn()), List.of());
  }

  /** Public holidays as well. */
  @Benchmark
  public ResponseDeadline holidays() {
    return holidays.answer(days.get(turn()), List.of());
  }

  /** Three months, and two questions that were answered. */
  @Benchmark
  public ResponseDeadline extendedWithPauses() {
    int turn = turn();
    return holidays.extended(days.get(turn), pauses.get(turn));
  }

  private int turn() {
    next = next + 1 == days.size() ? 0 : next + 1;
    return next;
  }

  private static List<Pause> pauses(LocalDate day) {
    return List.of(
        Pause.open(PauseReason.IDENTITY, day.plusDays(1)).answered(day.plusDays(5)),
        Pause.open(PauseReason.CLARIFICATION, day.plusDays(4)).answered(day.plusDays(11)));
  }

  private static WorkingDays calendar() {
    List<Year> years = new ArrayList<>();
    List<LocalDate> days = new ArrayList<>();
    for (int i = 0; i <= YEARS; i++) {
      Year year = Year.of(FIRST.getYear() + i);
      years.add(year);
      for (int[] day : HOLIDAYS) {
        days.add(LocalDate.of(year.getValue(), day[0], day[1]));
      }
    }
    return FixedHolidays.of("DE-BY", "2024-01", years, days);
  }
}
