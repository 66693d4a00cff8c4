package io.github.gdprkit.example.chat.gdpr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.example.chat.importer.ImportListener;
import io.github.gdprkit.example.chat.importer.MattermostImport;
import io.github.gdprkit.example.chat.sample.Sample;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same hooks give back a whole organisation, each row once. */
class EveryoneExportTest {

  private static final Controller CHOIR = Controller.of("operator", "Lindenhof Choir");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 10_000})
  @GdprReference(article = "28(3)(g)", text = "deletes or returns all the personal data")
  void holdsEveryRowOnceWhateverThePages(int pageRecords) throws Exception {
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"))) {
      importSample(database);

      Manifest manifest = export(database, pageRecords);

      Map<String, Long> records = new LinkedHashMap<>();
      for (Manifest.Part part : manifest.parts()) {
        if (part.records() > 0) {
          records.put(part.id().value(), part.records());
        }
      }
      assertThat(manifest.about()).isEqualTo(Manifest.About.EVERYONE);
      assertThat(records)
          .containsOnly(
              Map.entry("profile", count(database, "users")),
              Map.entry("preferences", count(database, "preferences")),
              Map.entry("teams", count(database, "team_members")),
              Map.entry("subscriptions", count(database, "memberships", "kind IN ('O', 'P')")),
              // Two pairs, a group of three, and notes to oneself.
              Map.entry("conversations", 2L * 2 + 3 * 2 + 1),
              Map.entry("messages-sent", count(database, "posts")),
              Map.entry("reactions", count(database, "reactions")),
              Map.entry("uploads", count(database, "uploads")),
              Map.entry("sessions", count(database, "sessions")),
              Map.entry("drafts", count(database, "drafts")));
    }
  }

  private Manifest export(ChatDatabase database, int pageRecords) {
    SettableClock clock = new SettableClock();
    GdprKit kit =
        GdprKit.builder()
            .controller(CHOIR)
            .hooks(ChatHooks.over(database, Organisation.DEFAULT))
            .archives(new DirectoryArchiveStore(folder.resolve("archives")))
            .format(new JacksonArchiveFormat())
            .clock(clock)
            .build();
    ExportOrder order =
        new ExportOrder(
            new ArchiveId("everyone"),
            Scope.everyoneOf(CHOIR),
            "Everyone",
            ThirdPartyPolicy.WHOLE,
            new Approval("end-of-service", "the controller", clock.instant()));
    ExportOutcome outcome =
        kit.exports()
            .run(
                order,
                ExportOptions.defaults().withPageRecords(pageRecords),
                ProgressListener.none());
    assertThat(outcome).isInstanceOf(ExportOutcome.Completed.class);
    return ((ExportOutcome.Completed) outcome).manifest();
  }

  private void importSample(ChatDatabase database) throws Exception {
    Sample sample = Sample.unpackTo(folder.resolve("sample"));
    ImportListener silent =
        new ImportListener() {
          @Override
          public void rejected(long lineNumber, String reason) {
            throw new AssertionError("the sample has no broken line");
          }

          @Override
          public void missingAttachment(long lineNumber, String path, String reason) {}
        };
    new MattermostImport(database, Organisation.DEFAULT, silent)
        .run(sample.export(), sample.attachments());
  }

  private static long count(ChatDatabase database, String table) throws Exception {
    return count(database, table, "TRUE");
  }

  private static long count(ChatDatabase database, String table, String condition)
      throws Exception {
    String from =
        table.equals("memberships") ? "memberships JOIN channels ON id = channel_id" : table;
    try (Statement statement = database.writer().createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*) FROM " + from + " WHERE " + condition)) {
      return row.getLong(1);
    }
  }
}
