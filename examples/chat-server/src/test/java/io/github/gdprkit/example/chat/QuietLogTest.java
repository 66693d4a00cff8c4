package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whatever goes well or wrong, the log never tells about whom. */
class QuietLogTest {

  private static final List<String> PERSONAL =
      List.of(
          "Lindqvist",
          "anna@choir.example",
          "192.0.2.17",
          "poster",
          "Bar 32 is an F sharp",
          "Boris",
          "555 0134");

  private final Logger library = (Logger) LoggerFactory.getLogger("io.github.gdprkit");
  private final Logger fulfilment =
      (Logger) LoggerFactory.getLogger("io.github.gdprkit.fulfilment");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Level level = fulfilment.getLevel();
  @TempDir private Path folder;

  @BeforeEach
  void listen() {
    library.setLevel(Level.TRACE);
    fulfilment.setLevel(Level.TRACE);
    library.setAdditive(false);
    log.start();
    library.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    library.detachAppender(log);
    library.setLevel(null);
    library.setAdditive(true);
    fulfilment.setLevel(level);
  }

  @Test
  @GdprReference(
      article = "5(1)(f)",
      text = "processed in a manner that ensures appropriate security of the personal data")
  void holdsNoPersonalDataOfAnExportThatFailsAndIsGoneOnWith() throws Exception {
    assertThat(CommandRun.of("demo", "--folder", folder.toString()).exitCode()).isZero();
    change("ALTER TABLE drafts RENAME TO gone");
    CommandRun failed = export();
    change("ALTER TABLE gone RENAME TO drafts");
    CommandRun completed = export();

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(completed.exitCode()).as(completed.err()).isZero();
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(message -> message.contains("Hook drafts failed"))
        .anyMatch(message -> message.contains("goes on"))
        .anyMatch(message -> message.contains("is complete"))
        .allSatisfy(message -> assertThat(message).doesNotContain(PERSONAL));
    assertThat(log.list).allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
  }

  private CommandRun export() {
    return CommandRun.of(
        "export-user",
        "anna",
        "--policy=visible",
        "--db",
        folder.resolve("chat.db").toString(),
        "--output",
        folder.resolve("again.zip").toString());
  }

  private void change(String sql) throws Exception {
    try (ChatDatabase chat = ChatDatabase.open(folder.resolve("chat.db"));
        Statement statement = chat.writer().createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
