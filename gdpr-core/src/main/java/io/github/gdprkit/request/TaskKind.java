package io.github.gdprkit.request;

/** What a piece of work does. The order of the constants is the order of the work. */
public enum TaskKind {
  /** Gives the data of one hook out, into the request's archive (Art. 15(3), 20). */
  EXPORT,
  /** Puts the data of one hook right (Art. 16). */
  RECTIFY,
  /** Marks the data of one hook (Art. 18). */
  RESTRICT,
  /** Stops what was objected to, in one hook (Art. 21). */
  STOP_PROCESSING,
  /** Erases the person's earlier archives (Art. 17). */
  ERASE_ARCHIVES,
  /** Erases the data of one hook, and verifies it (Art. 17). */
  ERASE,
  /** A person does by hand what the hook cannot. */
  BY_HAND,
  /** A recipient is told of a rectification, erasure or restriction (Art. 19). */
  TELL_RECIPIENT;

  /** Whether a person does it, and no hook. */
  public boolean isManual() {
    return this == BY_HAND || this == TELL_RECIPIENT;
  }
}
