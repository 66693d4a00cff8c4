package io.github.gdprkit.register;

import java.util.EnumSet;
import java.util.Set;

/** Where a subprocessor stands. {@link #next} is the whole workflow (Art. 28(2) and (4)). */
public enum SubprocessorStatus {
  /** Somebody wants to engage it. */
  PROPOSED,
  /** It was looked at, and found fit. */
  ASSESSED,
  /** It was looked at, and found unfit. */
  REJECTED,
  /** The controllers were told, or asked, and can answer. */
  NOTIFIED,
  /** It processes. */
  ENGAGED,
  /** It does not process any more. */
  ENDED,
  /** It was given up before it began. */
  WITHDRAWN;

  /** Where it can go from here. */
  public Set<SubprocessorStatus> next() {
    return switch (this) {
      case PROPOSED -> EnumSet.of(ASSESSED, REJECTED, WITHDRAWN);
      case ASSESSED -> EnumSet.of(ASSESSED, REJECTED, NOTIFIED, WITHDRAWN);
      case REJECTED -> EnumSet.of(ASSESSED, WITHDRAWN);
      case NOTIFIED -> EnumSet.of(ENGAGED, REJECTED, WITHDRAWN);
      case ENGAGED -> EnumSet.of(ENDED);
      case ENDED, WITHDRAWN -> EnumSet.noneOf(SubprocessorStatus.class);
    };
  }
}
