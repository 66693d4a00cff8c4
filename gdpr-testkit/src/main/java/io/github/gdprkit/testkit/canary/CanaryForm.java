package io.github.gdprkit.testkit.canary;

/** A canary's word as it looks in one encoding. */
record CanaryForm(String canary, String encoding, byte[] bytes) {

  boolean isAt(byte[] buffer, int start) {
    for (int i = 0; i < bytes.length; i++) {
      if (buffer[start + i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
