package io.github.gdprkit.erasure;

/** What an entry of the ledger says of an erasure. */
public enum LedgerKind {
  /** It is about to begin: written before the first call that destroys anything. */
  INTENT,
  /** It has ended. */
  COMPLETED,
  /** It did not happen, or was taken back while it did: no replay repeats it. */
  ABANDONED
}
