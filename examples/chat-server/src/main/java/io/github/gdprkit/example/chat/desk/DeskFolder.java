package io.github.gdprkit.example.chat.desk;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * The folder {@code <db>-gdpr/} beside the database, readable by its owner only, with what a
 * restore of the database must not take back. Each further organisation has one of its own in it,
 * {@code <db>-gdpr/controllers/<name>/}, with its own keys and its own ledger. It does not go into
 * the backup of the database: the ledger says who was erased since, and would forget it together
 * with the database; and whoever had both the secret and the database could tell whose the
 * pseudonyms are. Back it up on its own.
 */
public final class DeskFolder {

  private static final String OF_OTHERS = "controllers";

  private final Path folder;

  private DeskFolder(Path folder) {
    this.folder = folder;
  }

  /** That of this organisation. It may not be there yet. */
  public static DeskFolder of(ChatDatabase database, Organisation organisation) {
    Path first = database.location().beside("-gdpr");
    return new DeskFolder(
        organisation.isDefault() ? first : first.resolve(OF_OTHERS).resolve(organisation.name()));
  }

  public Path path() {
    return folder;
  }

  /** The folder of the first organisation is also there when only those of others are in it. */
  boolean isThere() {
    return Files.exists(subjectSecret()) || Files.exists(settings()) || Files.exists(ledger());
  }

  /** What people's pseudonyms are made with. */
  public Path subjectSecret() {
    return folder.resolve("subject-keys.secret");
  }

  /** Who was erased. */
  public Path ledger() {
    return folder.resolve("erasures.ledger");
  }

  /** Where the evidence stood, signed. */
  public Path checkpoints() {
    return folder.resolve("evidence.checkpoints");
  }

  /** What signs the checkpoints. */
  public Path signingKey() {
    return folder.resolve("checkpoint-key");
  }

  /** What verifies them: the half of the key that may be given to anybody. */
  public Path verifyingKey() {
    return folder.resolve("checkpoint-key.pub");
  }

  /** The archives that answer requests. */
  public Path archives() {
    return folder.resolve("archives");
  }

  Path settings() {
    return folder.resolve("settings.properties");
  }

  private Path erasing() {
    return folder.resolve("erasing");
  }

  void create() throws IOException {
    Path parent = folder.getParent();
    if (parent != null && parent.endsWith(OF_OTHERS)) {
      OwnerOnly.folder(Objects.requireNonNull(parent.getParent()));
      OwnerOnly.folder(parent);
    }
    OwnerOnly.folder(folder);
  }

  /** Puts text in the place of a file, all of it or nothing. */
  void write(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    OwnerOnly.file(next);
    Files.writeString(next, text, StandardCharsets.UTF_8);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    OwnerOnly.force(folder);
  }

  /** From here on the files of the database may hold copies of what is erased. */
  void beginErasing() throws IOException {
    OwnerOnly.file(erasing());
    OwnerOnly.force(folder);
  }

  boolean isErasing() {
    return Files.exists(erasing());
  }

  /** The database was written anew without them. */
  void endErasing() throws IOException {
    Files.deleteIfExists(erasing());
  }
}
