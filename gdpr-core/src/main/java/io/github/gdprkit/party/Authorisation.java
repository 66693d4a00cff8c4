package io.github.gdprkit.party;

/** How a controller authorises that its processor engages others (Art. 28(2)). */
public enum Authorisation {
  /** Each one is authorised before it is engaged. */
  SPECIFIC,
  /** The controller is told of each change before it happens, and can object. */
  GENERAL
}
