package io.github.gdprkit.hook;

/**
 * When in an erasure a kind of data goes. The order of the constants is the order of the work: what
 * is needed to find the rest goes last, so that a crash in the middle leaves a person whose
 * remaining data can still be found.
 */
public enum ErasureStage {
  /** What the person wrote, sent, uploaded. */
  CONTENT,
  /** What the person belongs to, and settings: channels, teams, sessions. */
  MEMBERSHIPS,
  /** The account itself. */
  IDENTITY
}
