package io.github.gdprkit.fulfilment;

import io.github.gdprkit.evidence.StreamId;

/**
 * The controller's reference of its instruction to end a service, such as the number of the notice.
 * It stands in evidence and in the ledger of erasures, so it holds no personal data.
 *
 * @param value 1 to 60 letters, digits and {@code . _ -}
 */
public record EndOfServiceId(String value) {

  static final String STREAM = "end-of-service";

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public EndOfServiceId {
    if (!value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
      throw new IllegalArgumentException(
          "The reference of the end of a service is 1 to 60 letters, digits and . _ - and starts"
              + " with a letter or digit");
    }
  }

  /** The evidence of this end of a service. */
  public StreamId stream() {
    return new StreamId(STREAM, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
