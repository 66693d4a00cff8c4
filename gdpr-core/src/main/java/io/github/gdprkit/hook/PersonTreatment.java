package io.github.gdprkit.hook;

/** What an archive tells of a person other than the data subject. */
public enum PersonTreatment {
  /** The host's key of the person and the label that people know. */
  NAMED,
  /**
   * A made-up name: the same for the same person within one archive, different in the next one, and
   * not to be computed from the person's key without the archive's own secret, which is discarded
   * when the archive is finished.
   */
  PSEUDONYMISED,
  /** That there was somebody else, and no more. */
  SOMEONE_ELSE,
  /** Nothing; the field is absent. */
  LEFT_OUT
}
