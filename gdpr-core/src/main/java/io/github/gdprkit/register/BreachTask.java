package io.github.gdprkit.register;

/** What is still to be done about a breach before it can be closed. */
public enum BreachTask {
  /** Find out whether there was a breach; then confirm or dismiss it. */
  INVESTIGATE("find out whether there was a breach, and confirm or dismiss it"),
  /** Say what the effects are and what was done about it (Art. 33(5)). */
  DOCUMENT("say what its effects are and what was done about it (Art. 33(5))"),
  /** Tell each controller on whose behalf the data was processed (Art. 33(2)). */
  TELL_CONTROLLERS("tell each controller concerned without undue delay (Art. 33(2))"),
  /** Say what risk it is to people. */
  ASSESS("assess the risk to people (Art. 33(1), 34(1))"),
  /** Tell the authority, or decide with a reason not to (Art. 33(1)). */
  NOTIFY_AUTHORITY("notify the supervisory authority, or decide with a reason not to (Art. 33(1))"),
  /** Tell the authority the points that are missing (Art. 33(3) and (4)). */
  COMPLETE_NOTIFICATION("tell the supervisory authority what is missing (Art. 33(3) and (4))"),
  /** Decide whether the data subjects are told, because the risk is high (Art. 34(1) and (3)). */
  DECIDE_COMMUNICATION("decide on telling the data subjects (Art. 34(1) and (3))"),
  /** Tell the data subjects, or the public, as was decided (Art. 34). */
  COMMUNICATE("tell the data subjects, or the public, as was decided (Art. 34)");

  private final String text;

  BreachTask(String text) {
    this.text = text;
  }

  /** What to do, for people. */
  public String text() {
    return text;
  }
}
