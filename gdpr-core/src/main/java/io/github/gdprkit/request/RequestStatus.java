package io.github.gdprkit.request;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a request stands before the law. {@link #next()} is the whole workflow, in one place; how
 * far the work is says {@link TaskStatus}.
 */
public enum RequestStatus {
  /** Received, clock running (Art. 12(3)). */
  RECEIVED,
  /** Identity in reasonable doubt, more information asked for (Art. 12(6)). */
  AWAITING_IDENTITY,
  /** Asked which of a large quantity of data is meant (recital 63). */
  AWAITING_CLARIFICATION,
  /** The identity is verified; it is being decided on, or what was decided is being done. */
  IN_PROGRESS,
  /** Everything that was asked for was done (Art. 12(3)). */
  FULFILLED,
  /** A part was done, and the person told why not the rest (Art. 12(3) and (4)). */
  PARTLY_FULFILLED,
  /** Refused with reasons, and the person told how to complain (Art. 12(4) and (5)). */
  REFUSED,
  /** Taken back by the person. */
  WITHDRAWN;

  /** Where a request can go from here. */
  public Set<RequestStatus> next() {
    return Collections.unmodifiableSet(
        switch (this) {
          case RECEIVED -> EnumSet.of(AWAITING_IDENTITY, IN_PROGRESS, REFUSED, WITHDRAWN);
          case AWAITING_IDENTITY -> EnumSet.of(IN_PROGRESS, REFUSED, WITHDRAWN);
          case AWAITING_CLARIFICATION -> EnumSet.of(IN_PROGRESS, REFUSED, WITHDRAWN);
          case IN_PROGRESS ->
              EnumSet.of(AWAITING_CLARIFICATION, FULFILLED, PARTLY_FULFILLED, REFUSED, WITHDRAWN);
          case FULFILLED, PARTLY_FULFILLED, REFUSED, WITHDRAWN ->
              EnumSet.noneOf(RequestStatus.class);
        });
  }

  /** Whether nothing more can happen to a request that is here. */
  public boolean isFinal() {
    return next().isEmpty();
  }
}
