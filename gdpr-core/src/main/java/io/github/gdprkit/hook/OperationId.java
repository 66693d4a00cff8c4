package io.github.gdprkit.hook;

import java.util.regex.Pattern;

/**
 * The name of one call that changes something: the same when the same batch is asked for again,
 * after a crash, after an exception or on another node, and another for every other batch. A host
 * that writes it down in the transaction of the batch, with what it answered, can answer a repeated
 * call from there; one that passes the work on to another service can use it as the key there.
 *
 * <p>It is a hash of the controller, the request, the piece of work and the cursor. Whoever knows
 * all four can compute it, so where cursors are personal data, keep it as long as the request's
 * papers and no longer.
 *
 * @param value 64 lower case hexadecimal digits
 */
public record OperationId(String value) {

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /** Refuses any other form with {@link IllegalArgumentException}. */
  public OperationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("An operation id is 64 lower case hexadecimal digits");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
