package io.github.gdprkit.example.chat.store;

/**
 * Something that a person at the command line can put right. The message is shown to them as it is,
 * so it says what to do next, and it holds no personal data.
 */
public final class ChatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ChatException(String message) {
    super(message);
  }

  public ChatException(String message, Throwable cause) {
    super(message, cause);
  }
}
