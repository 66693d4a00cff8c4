package io.github.gdprkit.fulfilment;

/** What the controller chose for the end of a service (Art. 28(3)(g)). */
public enum EndOfServiceChoice {
  /** The controller gets everything back first; only then is it erased. */
  RETURN_AND_ERASE,
  /** Everything is erased, and nothing is returned. */
  ERASE
}
