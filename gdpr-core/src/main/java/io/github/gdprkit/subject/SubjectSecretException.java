package io.github.gdprkit.subject;

import io.github.gdprkit.GdprException;
import java.nio.file.Path;

/**
 * The file is no secret of subject keys. Restore it from its backup; with another secret nobody in
 * evidence and in the ledger of erasures is found again.
 */
public final class SubjectSecretException extends GdprException {
  private static final long serialVersionUID = 1L;

  SubjectSecretException(Path file) {
    super(
        "The file "
            + file.getFileName()
            + " does not hold the 32 bytes of a secret of subject keys; restore it from its backup,"
            + " or, only if no keys were ever made with it, delete it and a new one is made",
        null);
  }
}
