package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.ErasureRule;

/** What becomes of the messages of a person who is erased: the operator's choice. */
public enum OwnMessages {
  /**
   * A mark that a message was removed stays in its place, with the tombstone as its author, so that
   * the threads of others stay readable.
   */
  PLACEHOLDER(
      ErasureRule.placeholder(),
      "The text of each message is erased. In its place stays a mark that a message was removed,"
          + " with its time and a made-up name that has nothing to do with yours, so that others can"
          + " still read what they answered. Reactions of others to it stay."),
  /** The message is deleted, with the reactions to it. Answers of others stay without it. */
  ERASE(
      ErasureRule.erase(),
      "Each message is deleted, with the reactions to it. What others answered stays, and answers"
          + " nothing any more.");

  private final ErasureRule rule;
  private final String text;

  OwnMessages(ErasureRule rule, String text) {
    this.rule = rule;
    this.text = text;
  }

  ErasureRule rule() {
    return rule;
  }

  /** What the person is told. */
  String text() {
    return text;
  }
}
