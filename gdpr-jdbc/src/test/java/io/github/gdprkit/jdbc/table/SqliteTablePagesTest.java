package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.hook.Attachment;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fixture.Orders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTablePagesTest extends TablePages {

  @TempDir static Path folder;

  @Override
  Site newSite() {
    return Sites.sqlite(folder);
  }

  @Override
  String laxText() {
    return "TEXT COLLATE NOCASE";
  }

  @Test
  void givesOutColumnsOfEachKind() throws Exception {
    site.run(
        """
        CREATE TABLE kinds (
          id TEXT PRIMARY KEY, owner INTEGER, n INTEGER, d REAL, f BOOLEAN, ms INTEGER, s INTEGER,
          t TIMESTAMP, iso TEXT, day DATE, b BLOB, j TEXT)
        """);
    site.change(
        "INSERT INTO kinds VALUES ('1', 7, -5, 0.1, 1, 1700000000123, 1700000000,"
            + " '2026-01-02 03:04:05.678', '2026-01-02T03:04:05+02:00', '2026-01-02', x'00ff',"
            + " '{\"a\": 1}')");
    site.change("INSERT INTO kinds (id, owner, iso) VALUES ('2', 7, 'yesterday')");

    List<String> lines =
        Reading.of(
                TableHook.of(Words.of("kinds"))
                    .table("main.kinds")
                    .key("id")
                    .subject("owner", IdentifierType.ACCOUNT, Relation.SUBJECT)
                    .everyoneOf(Orders.CONTROLLER)
                    .number("n", "n", "n")
                    .decimal("d", "d", "d")
                    .flag("f", "f", "f")
                    .timeMillis("ms", "ms", "ms")
                    .timeSeconds("s", "s", "s")
                    .time("t", "t", "t")
                    .timeText("iso", "iso", "iso")
                    .date("day", "day", "day")
                    .bytes("b", "b", "b")
                    .text("j", "j", "j")
                    .over(site.source()),
                Scope.of(DataSubject.ofAccount("7")),
                10)
            .lines();

    assertThat(lines)
        .containsExactly(
            "n=-5, d=0.1, f=true, ms=2023-11-14T22:13:20.123Z, s=2023-11-14T22:13:20Z,"
                + " t=2026-01-02T03:04:05.678Z, iso=2026-01-02T01:04:05Z, day=2026-01-02, b=00ff,"
                + " j={\"a\": 1}",
            "n=null, d=null, f=null, ms=null, s=null, t=null, iso=yesterday, day=null, b=null,"
                + " j=null");
  }

  @Test
  void refusesToCountRowsThatHaveNoKey() throws Exception {
    site.run("CREATE TABLE keyless (id TEXT PRIMARY KEY, owner INTEGER)");
    site.change("INSERT INTO keyless VALUES (NULL, 7)");
    TableHook hook =
        TableHook.of(Words.of("keyless"))
            .table("keyless")
            .key("id")
            .subject("owner", IdentifierType.ACCOUNT, Relation.SUBJECT)
            .everyoneOf(Orders.CONTROLLER)
            .text("id", "id", "id")
            .over(site.source());

    assertThatThrownBy(() -> hook.locate(Scope.of(DataSubject.ofAccount("7"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("forbid NULL");
    assertThat(hook.locate(Scope.of(DataSubject.ofAccount("8"))).records()).isZero();
  }

  @Test
  void keepsToTheFolderOfItsFiles(@TempDir Path place) throws Exception {
    Path files = Files.createDirectories(place.resolve("files/sub")).getParent();
    Path secret = Files.writeString(place.resolve("secret"), "secret");
    Files.writeString(files.resolve("sub/good"), "good");
    Files.createSymbolicLink(files.resolve("link"), secret);
    Files.createSymbolicLink(files.resolve("out"), place);
    site.run("CREATE TABLE kept (id INTEGER PRIMARY KEY, owner INTEGER, path TEXT)");
    List<String> paths =
        List.of(
            "sub/good",
            "../secret",
            secret.toString(),
            "link",
            "out/secret",
            "sub/../../secret",
            "",
            ".",
            "missing");
    for (String path : paths) {
      site.change("INSERT INTO kept (owner, path) VALUES (7, ?)", path);
    }
    site.change("INSERT INTO kept (owner, path) VALUES (7, NULL)");
    TableErasureHook hook =
        TableHook.of(Words.of("kept"))
            .table("kept")
            .key("id")
            .subject("owner", IdentifierType.ACCOUNT, Relation.SUBJECT)
            .everyoneOf(Orders.CONTROLLER)
            .attachment(StoredFile.at("path", StoredFiles.in(files)), "file", "The file")
            .erasing(RowErasure.deletes("They are deleted."))
            .over(site.source());
    Scope scope = Scope.of(DataSubject.ofAccount("7"));

    List<Attachment> attachments = Reading.of(hook, scope, 3).attachments();

    assertThat(attachments).hasSize(10);
    assertThat(
            new String(attachments.get(0).content().open().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("good");
    for (Attachment attachment : attachments.subList(1, 10)) {
      assertThatThrownBy(() -> attachment.content().open()).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> Reading.erase(hook, scope, 2)).isInstanceOf(IOException.class);
    assertThat(hook.remaining(scope)).as("rows of files that could not be deleted").isEqualTo(10);
    site.change("DELETE FROM kept WHERE id IN (2, 3, 5, 6, 7, 8)");
    assertThat(Reading.erase(hook, scope, 2)).isEqualTo(4);
    assertThat(secret).hasContent("secret");
    assertThat(files.resolve("sub/good")).doesNotExist();
    assertThat(Files.isSymbolicLink(files.resolve("link"))).as("the link itself").isFalse();
  }
}
