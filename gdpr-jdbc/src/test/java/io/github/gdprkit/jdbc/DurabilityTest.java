package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteDataSource;

@GdprReference(
    article = "5(1)(f)",
    text = "protection against unauthorised or unlawful processing and against accidental loss")
class DurabilityTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void createTables() {
    file = folder.resolve("gdpr.db");
    try (GdprSqlite source = GdprSqlite.dataSource(file)) {
      GdprSchema.migrate(source);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "JOURNAL_MODE, DELETE, journal_mode",
    "JOURNAL_MODE, MEMORY, journal_mode",
    "SYNCHRONOUS, NORMAL, synchronous",
    "SYNCHRONOUS, OFF, synchronous",
    "SECURE_DELETE, OFF, secure_delete",
    "SECURE_DELETE, FAST, secure_delete",
    "FOREIGN_KEYS, OFF, foreign_keys"
  })
  void refusesADatabaseWhoseSettingIs(Pragma pragma, String value, String named) {
    DataSource unsafe = with(pragma, value);

    assertThatExceptionOfType(UnsafeDurabilityException.class)
        .isThrownBy(() -> JdbcRequestStore.open(unsafe))
        .withMessageContaining(named)
        .withMessageContaining("GdprSqlite.dataSource");
    assertThatCode(() -> JdbcRequestStore.allowUnsafeDurabilityForTests(unsafe))
        .doesNotThrowAnyException();
  }

  @Test
  void takesADataSourceOfTheApplicationThatIsSafe() {
    assertThatCode(() -> JdbcRequestStore.open(with(Pragma.SYNCHRONOUS, "EXTRA")))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAPathThatTheDriverWouldCutOff() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GdprSqlite.dataSource(folder.resolve("what?.db")))
        .withMessageContaining("question mark");
  }

  @Test
  void opensNoFileThatIsNoDatabase() throws Exception {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear Anna, ".repeat(99));

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> GdprSqlite.dataSource(letter))
        .withMessageContaining("cannot be opened");
  }

  @Test
  void takesConnectionsThatDoNotCommitByThemselves() {
    try (GdprSqlite source = GdprSqlite.dataSource(file)) {
      DataSource pool =
          new FakeDataSource(
              () -> {
                Connection connection = source.getConnection();
                connection.setAutoCommit(false);
                return connection;
              });

      JdbcRequestStore.open(pool).append(Requests.CHOIR, List.of(draft()));

      assertThat(JdbcRequestStore.open(source).head(Requests.CHOIR).seq()).isOne();
    }
  }

  @Test
  void asksEachConnectionAndNotOnlyTheFirst() {
    try (GdprSqlite source = GdprSqlite.dataSource(file)) {
      AtomicReference<DataSource> current = new AtomicReference<>(source);
      JdbcRequestStore store =
          JdbcRequestStore.open(new FakeDataSource(() -> current.get().getConnection()));
      current.set(with(Pragma.SYNCHRONOUS, "OFF"));

      assertThatExceptionOfType(UnsafeDurabilityException.class)
          .isThrownBy(() -> store.append(Requests.CHOIR, List.of(draft())));
    }
  }

  @Test
  void letsOnlyTheOwnerReadTheFilesThatItCreates() throws Exception {
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    Path nested = folder.resolve("new/deep/gdpr.db");

    try (GdprSqlite source = GdprSqlite.dataSource(nested)) {
      GdprSchema.migrate(source);
      JdbcRequestStore.open(source).append(Requests.CHOIR, List.of(draft()));

      for (String name : List.of("gdpr.db", "gdpr.db-wal", "gdpr.db-shm")) {
        assertThat(permissions(nested.resolveSibling(name))).as(name).isEqualTo("rw-------");
      }
    }
    assertThat(permissions(nested.getParent())).isEqualTo("rwx------");
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static EvidenceDraft draft() {
    return Requests.draft(Requests.header("r-1", 1), 0);
  }

  private DataSource with(Pragma pragma, String value) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setPragma(Pragma.SECURE_DELETE, "ON");
    config.enforceForeignKeys(true);
    config.setPragma(pragma, value);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
