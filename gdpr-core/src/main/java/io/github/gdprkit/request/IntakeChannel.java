package io.github.gdprkit.request;

/** How a request reached the controller. Any of its official channels starts the clock. */
public enum IntakeChannel {
  /** From the person's own profile in the application. */
  IN_APP,
  /** By e-mail. */
  EMAIL,
  /** On a web form. */
  WEB_FORM,
  /** On paper. */
  LETTER,
  /** By telephone. */
  TELEPHONE,
  /** Face to face. */
  IN_PERSON,
  /** From a program, through the application's interface. */
  API,
  /** From the operator's command line. */
  COMMAND_LINE
}
