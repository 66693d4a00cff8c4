package io.github.gdprkit.example.chat.importer;

/**
 * One line cannot be taken. The reason names fields and types of JSON, and quotes nothing from the
 * line, because it is printed and the line is about people.
 */
final class InvalidLineException extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidLineException(String reason) {
    super(reason);
  }
}
