package io.github.gdprkit.testkit.canary;

/**
 * Where a canary was found. It tells which one and never shows it, nor what stands around it.
 *
 * @param canary its label and number, such as {@code email-1}
 * @param place the file, the entry of an archive, the text or object that was searched
 * @param offset where it begins, in bytes; in texts, in bytes of UTF-8
 * @param encoding how it was written there, such as {@code base64} or {@code UTF-16LE, lower case}
 */
public record CanaryFinding(String canary, String place, long offset, String encoding) {

  @Override
  public String toString() {
    return canary + " in " + place + " at " + offset + " as " + encoding;
  }
}
