package io.github.gdprkit.party;

/** What a party is in one processing activity. */
public enum Role {
  /** Decides purposes and means alone (Art. 4(7)). */
  CONTROLLER,
  /** Decides them together with others (Art. 26). */
  JOINT_CONTROLLER,
  /** Processes on behalf of a controller (Art. 4(8), 28). */
  PROCESSOR,
  /** Engaged by a processor, at any depth (Art. 28(2) and (4)). */
  SUBPROCESSOR
}
