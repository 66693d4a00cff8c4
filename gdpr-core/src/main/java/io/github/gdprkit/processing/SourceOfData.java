package io.github.gdprkit.processing;

/**
 * Where the data came from (Art. 15(1)(g)). Portability covers what the data subject provided,
 * which includes what was observed of their use, and not what the controller derived (Art. 20(1)).
 */
public enum SourceOfData {
  /** Typed, uploaded or chosen by the data subject. */
  PROVIDED_BY_DATA_SUBJECT,
  /** Recorded while the data subject used the service. */
  OBSERVED,
  /** Worked out by the controller from other data. */
  DERIVED,
  /** Written by or collected from somebody else. */
  OBTAINED_ELSEWHERE
}
