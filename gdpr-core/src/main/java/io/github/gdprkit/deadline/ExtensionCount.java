package io.github.gdprkit.deadline;

/**
 * How the extension of Art. 12(3) is counted. The two differ at the ends of months only; which is
 * right for the EU is not settled.
 */
public enum ExtensionCount {
  /** Three months from receipt, as the ICO has it. The default. */
  FROM_RECEIPT,
  /** Two months from the end of the first. Never later than the other, so the safe choice. */
  CHAINED
}
