package io.github.gdprkit.request;

import io.github.gdprkit.code.Codes;

/** Why two more months can be taken (Art. 12(3)). */
public enum ExtensionReason {
  /** The complexity of the request. */
  COMPLEXITY("your request is complex"),
  /** The number of requests. */
  NUMBER_OF_REQUESTS("there are many requests to answer");

  private final String text;

  ExtensionReason(String text) {
    this.text = text;
  }

  /** In the middle of a sentence, for the person. */
  public String text() {
    return text;
  }

  /** How it is written in evidence. */
  public String code() {
    return Codes.of(this);
  }
}
