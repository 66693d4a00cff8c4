package io.github.gdprkit.hook;

/**
 * How a record relates to the data subject, or how another person relates to a record. The {@link
 * ThirdPartyPolicy} decides by it what of shared content leaves the host (Art. 15(4), 20(4)).
 */
public enum Relation {
  /** The record describes the person: a profile, a preference, a session. */
  SUBJECT,
  /** The person wrote or made it. */
  AUTHOR,
  /** The person did something to something of somebody else, such as reacting to a message. */
  ACTOR,
  /** It was sent to the person, alone or in a group. */
  ADDRESSEE,
  /** It names the person. */
  MENTIONED,
  /** Something was done to the person or to something of theirs. */
  TARGET,
  /** The person could see it, and nothing more. */
  OBSERVER
}
