package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.jdbc.GdprSqlite;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blocks of docs/schema-coverage.md, run; and a check that it shows just this. */
class SchemaCoverageGuideTest {

  private static final Pattern BLOCK =
      Pattern.compile("```(?:java|text) (\\w+)\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;
  private GdprSqlite database;
  private final HookCatalog hooks = HookCatalog.of(new Declared(declaration()));

  @BeforeEach
  void makeTables() throws SQLException {
    database = GdprSqlite.dataSource(folder.resolve("host.db"));
    execute(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT, password_hash TEXT,"
            + " theme TEXT)",
        "CREATE TABLE schema_migrations (version INTEGER)");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static Declaration declaration() {
    return
    // guide:declare
    Declaration.of("profile", "Profile", new PersonalDataCategory("profile", "Profile"))
        .storedInColumns("users", "id", "name", "email")
        .withheld("users", "password_hash", "Who has it can try passwords on it.")
        // guide:end
        .text("Who you are.")
        .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
        .legalBases(LegalBasis.CONTRACT)
        .retention("As long as the account.")
        .byHand("A person does it.", DataSubjectRight.values())
        .build();
  }

  // guide:test
  @Test
  void noColumnIsForgotten() {
    coverage(database).check(hooks).requireComplete();
  }

  static SchemaCoverage coverage(DataSource database) {
    return SchemaCoverage.of(database)
        .excluding("schema_migrations", "Numbers of migrations.")
        .excluding("users.theme", "Colours, which say nothing of a person.");
  }

  // guide:end

  @Test
  void refusesToStartWithAColumnThatNobodySpeaksFor() throws SQLException {
    start();
    execute("ALTER TABLE users ADD COLUMN phone TEXT");

    assertThatExceptionOfType(SchemaNotCoveredException.class)
        .isThrownBy(this::start)
        .withMessage(shown("report"));
  }

  private void start() {
    // guide:start
    coverage(database).onGaps(OnGaps.REFUSE).check(hooks); // and then GdprKit.builder()...
    // guide:end
  }

  @Test
  void isWhatTheGuideShows() throws IOException {
    String source =
        Files.readString(
            root()
                .resolve(
                    "gdpr-jdbc/src/test/java/io/github/gdprkit/jdbc/table/"
                        + "SchemaCoverageGuideTest.java"));
    Matcher blocks = BLOCK.matcher(guide());
    List<String> names = new ArrayList<>();
    while (blocks.find()) {
      names.add(blocks.group(1));
      if (!blocks.group(1).equals("report")) {
        assertThat(blocks.group(2)).isEqualTo(region(source, blocks.group(1)));
      }
    }

    assertThat(names).containsExactly("test", "report", "declare", "start");
  }

  private static String region(String source, String name) {
    Matcher region =
        Pattern.compile("// guide:" + name + "\n(.*?)\n *// guide:end", Pattern.DOTALL)
            .matcher(source);
    assertThat(region.find()).as("a region guide:%s", name).isTrue();
    return region.group(1).stripTrailing().stripIndent() + "\n";
  }

  private static String shown(String name) {
    Matcher blocks = BLOCK.matcher(guide());
    while (blocks.find()) {
      if (blocks.group(1).equals(name)) {
        // The page breaks lines that are long.
        return blocks.group(2).strip().replaceAll("\n {2,}", " ");
      }
    }
    throw new AssertionError("The guide has no block " + name);
  }

  private static String guide() {
    try {
      return Files.readString(root().resolve("docs/schema-coverage.md"));
    } catch (IOException e) {
      throw new AssertionError("The guide cannot be read", e);
    }
  }

  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("README.md"))) {
      root = root.getParent();
    }
    return root;
  }
}
