package io.github.gdprkit.register;

/** What was breached of personal data (Art. 4(12)); several at once are common. */
public enum BreachKind {
  /** Somebody saw, or was given, what they should not have. */
  CONFIDENTIALITY("confidentiality: unauthorised disclosure or access"),
  /** Data was altered that should not have been. */
  INTEGRITY("integrity: unauthorised or accidental alteration"),
  /** Data was lost or destroyed, or could not be reached. */
  AVAILABILITY("availability: loss of access or destruction");

  private final String text;

  BreachKind(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }
}
