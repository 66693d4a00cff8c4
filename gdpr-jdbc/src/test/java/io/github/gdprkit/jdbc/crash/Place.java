package io.github.gdprkit.jdbc.crash;

import com.zaxxer.hikari.HikariDataSource;
import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.evidence.CheckpointPolicy;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.FulfilmentSettings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.jdbc.GdprSchema;
import io.github.gdprkit.jdbc.GdprSqlite;
import io.github.gdprkit.jdbc.JdbcArchiveStore;
import io.github.gdprkit.jdbc.JdbcRequestStore;
import io.github.gdprkit.jdbc.cluster.TaskQueueSchema;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.subject.SubjectKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.sql.DataSource;

/**
 * Where a host and its kit keep everything, as one process has it open: the database, and a folder
 * with what lies outside of it. Named by two texts, which another process can be given.
 */
final class Place implements AutoCloseable {

  static final Controller TOWN = Controller.of("town", "The Town");

  /** Pages and batches are small, so that there are many moments between them. */
  private static final int RECORDS = 4;

  private static final int OWNER_BYTES = 8;

  private static final CheckpointPolicy OFTEN = new CheckpointPolicy(25, Duration.ofMinutes(15));

  private final Path folder;
  private final String database;
  private DataSource source;
  private ArchiveStore archives;

  /**
   * A place. The database is opened when it is first needed: who has a SQLite file open changes
   * what the next one finds in it.
   *
   * @param database a JDBC address, or the file of a SQLite database
   */
  Place(Path folder, String database) {
    this.folder = folder;
    this.database = database;
  }

  synchronized DataSource source() {
    if (source == null) {
      source =
          database.startsWith("jdbc:")
              ? TestDatabase.pool(database)
              : GdprSqlite.dataSource(Path.of(database));
    }
    return source;
  }

  /** Makes the tables. */
  void migrate() {
    GdprSchema.migrate(source());
    TaskQueueSchema.migrate(source());
  }

  Path folder() {
    return folder;
  }

  HostDatabase host() {
    return new HostDatabase(source(), folder.resolve("uploads"));
  }

  Path journal() {
    return folder.resolve("journal.txt");
  }

  JdbcRequestStore store() {
    return JdbcRequestStore.open(source());
  }

  /** In the database if it is PostgreSQL, else in the folder. */
  synchronized ArchiveStore archives() {
    if (archives == null) {
      archives =
          database.startsWith("jdbc:postgresql:")
              ? JdbcArchiveStore.open(source())
              : new DirectoryArchiveStore(folder.resolve("archives"));
    }
    return archives;
  }

  /** The archive that answers a request. */
  ArchiveId archive(RequestId request) {
    try {
      byte[] owner = TOWN.id().value().getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(owner);
      String start = HexFormat.of().formatHex(hash, 0, OWNER_BYTES);
      return new ArchiveId("request-" + start + "-" + request.value());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  FileErasureLedger ledger() {
    return FileErasureLedger.open(folder.resolve("erasures.ledger"), TOWN.id());
  }

  SubjectKeys subjectKeys() throws IOException {
    return SubjectKeys.fromFile(folder.resolve("subject-keys.secret"));
  }

  CheckpointSigner signer() throws IOException {
    return CheckpointSigner.fromFile(folder.resolve("checkpoint.key"));
  }

  FileCheckpointStore checkpoints() {
    return new FileCheckpointStore(folder.resolve("evidence.checkpoints"));
  }

  /** A kit over all of it. */
  GdprKit kit(Journal journal) throws IOException {
    return GdprKit.builder()
        .controller(TOWN)
        .hooks(HookCatalog.builder().add(HostHook.all(host(), journal)).build())
        .archives(archives())
        .format(new JacksonArchiveFormat())
        .store(store())
        .subjectKeys(subjectKeys())
        .ledger(ledger())
        .checkpoints(signer(), checkpoints())
        .checkpointPolicy(OFTEN)
        .responseClock(ResponseClock.eu(ZoneOffset.UTC, WorkingDays.weekendsOnly()))
        .settings(
            FulfilmentSettings.defaults()
                .withBatchRecords(RECORDS)
                .withExports(ExportOptions.defaults().withThreads(1).withPageRecords(RECORDS)))
        .clock(Clock.systemUTC())
        .build();
  }

  @Override
  public synchronized void close() {
    if (source instanceof HikariDataSource pool) {
      pool.close();
    } else if (source instanceof GdprSqlite sqlite) {
      sqlite.close();
    }
  }
}
