package io.github.gdprkit.jdbc;

import io.github.gdprkit.evidence.EvidenceStoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Opens SQLite files as the stores want them: nothing acknowledged is lost, and what is erased is
 * overwritten. Needs {@code org.xerial:sqlite-jdbc} on the class path; nothing else of this library
 * does.
 */
public final class GdprSqlite {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private GdprSqlite() {}

  /**
   * Connections to this file with write-ahead log, {@code synchronous = FULL}, {@code secure_delete
   * = ON} and {@code foreign_keys = ON}, which wait up to ten seconds for another writer. A file
   * that is not there is created, with its folders, so that only its owner can read it; the modes
   * of one that is there stay as they are.
   *
   * @throws EvidenceStoreException when the file cannot be created
   */
  public static DataSource dataSource(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    createOwnerOnly(absolute);
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) PATIENCE.toMillis());
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "ON");
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + absolute);
    return source;
  }

  private static void createOwnerOnly(Path file) {
    try {
      Path folder = file.getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder, attributes(file, "rwx------"));
      }
      if (Files.notExists(file)) {
        Files.createFile(file, attributes(file, "rw-------"));
      }
    } catch (FileAlreadyExistsException e) {
      // Another process created it in the same moment, the same way.
    } catch (IOException e) {
      throw new EvidenceStoreException(
          "The file of the database cannot be created; check its folder and who may write there",
          e);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
