package io.github.gdprkit.request;

/** What became of sending a portable copy to another controller (Art. 20(2)). */
public enum DirectTransmission {
  /** The person did not ask for it. */
  NOT_ASKED_FOR(
      "If you would like us to send it to another service directly, tell us which; we do it where"
          + " that is technically feasible."),
  /** It was sent. */
  DONE("We sent it to the other service directly, as you asked."),
  /** There is no technical way. */
  NOT_FEASIBLE(
      "You asked us to send it to another service directly. That is not technically feasible; you"
          + " can pass your copy on yourself, and nothing in it hinders that.");

  private final String text;

  DirectTransmission(String text) {
    this.text = text;
  }

  /** For the person. */
  public String text() {
    return text;
  }
}
