package io.github.gdprkit.jdbc.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Something to do again and again, by one node at a time. */
record Recurring(String name, When when, DbSchedulerTaskRunner.Chore chore) {

  /** There is one of each; the table wants a name for it. */
  static final String INSTANCE = "recurring";

  Recurring {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,59}")) {
      throw new IllegalArgumentException(
          "A recurring task is named with 1 to 60 small letters, digits and hyphens");
    }
  }

  /** When it is done. */
  interface When {
    /** The first time, on the first start of the first node. */
    Instant first(Instant now);

    /** The time behind this one. */
    Instant next(Instant now);
  }

  static When every(Duration pause) {
    if (pause.isNegative() || pause.isZero()) {
      throw new IllegalArgumentException("A recurring task needs some time between two runs");
    }
    return new When() {
      @Override
      public Instant first(Instant now) {
        return now;
      }

      @Override
      public Instant next(Instant now) {
        return now.plus(pause);
      }
    };
  }

  static When daily(LocalTime at, ZoneId zone) {
    return new When() {
      @Override
      public Instant first(Instant now) {
        return next(now);
      }

      @Override
      public Instant next(Instant now) {
        ZonedDateTime today = now.atZone(zone).with(at);
        // A day on which the clock skips this time has it a little later.
        return today.toInstant().isAfter(now)
            ? today.toInstant()
            : now.atZone(zone).toLocalDate().plusDays(1).atTime(at).atZone(zone).toInstant();
      }
    };
  }
}
