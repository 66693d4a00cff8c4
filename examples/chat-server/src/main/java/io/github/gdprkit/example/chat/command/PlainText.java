package io.github.gdprkit.example.chat.command;

/** Text of unknown origin, made safe to print. */
final class PlainText {

  private PlainText() {}

  /**
   * Writes characters that would steer the terminal (escape sequences, line breaks, a change of the
   * direction of writing) as their code, so that nobody's nickname can forge what the operator
   * reads.
   */
  static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              if (steersTheTerminal(character)) {
                plain.append("\\u{").append(Integer.toHexString(character)).append('}');
              } else {
                plain.appendCodePoint(character);
              }
            });
    return plain.toString();
  }

  private static boolean steersTheTerminal(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
