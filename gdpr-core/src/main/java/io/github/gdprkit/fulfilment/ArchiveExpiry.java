package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import java.time.LocalDate;

/** Erases the archives of requests when their time is over. */
final class ArchiveExpiry {

  private final Engine engine;
  private final ResponseClock clock;
  private final int days;

  ArchiveExpiry(Engine engine, ResponseClock clock, int days) {
    this.engine = engine;
    this.clock = clock;
    this.days = days;
  }

  int expire() {
    int[] erased = {0};
    engine
        .kept()
        .each(
            id -> {
              if (isOver(engine.cases().load(id)) && engine.kept().expire(id)) {
                erased[0]++;
              }
            });
    return erased[0];
  }

  private boolean isOver(DataSubjectRequest request) {
    if (request.status() == RequestStatus.WITHDRAWN) {
      // It was to go at once, and the store failed then.
      return true;
    }
    if (!request.status().isFinal() || request.hasOpenWork()) {
      return false;
    }
    LocalDate today = clock.dayOf(engine.cases().now());
    return request
            .closedAt()
            .map(closed -> clock.dayOf(closed).plusDays(days).isBefore(today))
            .orElse(false)
        && !isGranted(request.id());
  }

  private boolean isGranted(RequestId id) {
    ArchiveId archive = engine.archives().id(id);
    return engine
        .archives()
        .grantedUntil(archive)
        .map(until -> engine.cases().now().isBefore(until))
        .orElse(false);
  }
}
