package io.github.gdprkit.request;

import io.github.gdprkit.evidence.StreamId;
import java.util.UUID;

/**
 * The name of a request, in messages, logs, letters and evidence. Random; it says nothing about the
 * person.
 *
 * @param value 1 to 60 letters, digits and {@code . _ -}
 */
public record RequestId(String value) {

  private static final String STREAM = "request";

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public RequestId {
    if (!value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
      throw new IllegalArgumentException(
          "A request id is 1 to 60 letters, digits and . _ - and starts with a letter or digit");
    }
  }

  /** A new one. */
  public static RequestId random() {
    return new RequestId(UUID.randomUUID().toString());
  }

  /** The evidence of this request. */
  public StreamId stream() {
    return new StreamId(STREAM, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
