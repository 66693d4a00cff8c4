package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ContentDigest;
import io.github.gdprkit.example.chat.store.Rows;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An organisation leaves a database that it shares, each step in a child with 64 MB of heap that is
 * killed by its process id and run again. What the other organisation has stays as it was. The
 * number of its messages is the system property {@code gdprkit.organisation.messages}.
 */
class KilledOrganisationIT {

  private static final int MESSAGES = Integer.getInteger("gdprkit.organisation.messages", 40_000);
  private static final String ACME = "--controller=acme";
  private static final Pattern SHARE = Pattern.compile("^ *([0-9]+) %");
  private static final Pattern ERASED =
      Pattern.compile("^Erasing messages-sent: ([0-9,]+) records so far");

  @TempDir private Path folder;

  @Test
  @GdprReference(article = "28(3)(g)", text = "deletes or returns all the personal data")
  void leavesWithEverythingOnceAndTakesNothingOfTheOthers() throws Exception {
    run("generate", "--users=60", "--messages=" + MESSAGES / 10, "--seed=2");
    String others = people();
    run("generate", "--users=200", "--messages=" + MESSAGES, "--seed=1", ACME);

    Path uninterrupted = folder.resolve("uninterrupted.zip");
    child(line -> false, "export-organisation", "--output=" + uninterrupted, ACME);
    assertThat(new Archive(uninterrupted).part("messages-sent").path("records").asInt())
        .isEqualTo(MESSAGES);
    assertThat(new Archive(uninterrupted).manifest().path("about").asText()).isEqualTo("everyone");

    Path exported = folder.resolve("exported.zip");
    for (int moment : List.of(25, 60)) {
      assertThat(
              child(
                  line -> hasReached(line, moment),
                  "export-organisation",
                  "--output=" + exported,
                  ACME))
          .anyMatch(line -> hasReached(line, moment));
      assertThat(exported).doesNotExist();
    }
    assertThat(child(line -> false, "export-organisation", "--output=" + exported, ACME))
        .anyMatch(line -> line.contains("Going on with an unfinished export"));
    assertSame(exported, uninterrupted);

    run("end-service", "begin", "gone", "--choice=return-and-erase", ACME);
    child(line -> hasReached(line, 40), "end-service", "return", "gone", ACME);
    child(line -> false, "end-service", "return", "gone", ACME);
    Path archives = folder.resolve("chat.db-gdpr/controllers/acme/archives");
    assertSame(files(archives).get(0), uninterrupted);
    run("end-service", "handed-over", "gone", ACME);

    List<String> killed =
        child(line -> hasErased(line, MESSAGES / 3), "end-service", "erase", "gone", ACME);
    assertThat(killed).anyMatch(line -> hasErased(line, MESSAGES / 3));
    assertThat(messagesOfAcme()).as("in the middle").isPositive().isLessThan(MESSAGES);
    assertThat(child(line -> false, "end-service", "erase", "gone", ACME))
        .anyMatch(line -> line.contains("Nothing is left that has to go"));

    assertThat(people()).as("what the others have").isEqualTo(others);
    assertThat(files(archives)).isEmpty();
    assertThat(run("evidence", "verify", ACME)).startsWith("SOUND");
    CommandRun again =
        CommandRun.of(with("export-organisation", "--output=" + folder.resolve("a.zip"), ACME));
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("has ended");
  }

  private static void assertSame(Path archive, Path expected) throws Exception {
    assertThat(new Archive(archive).digests()).isEqualTo(new Archive(expected).digests());
    assertThat(new Archive(archive).names()).doesNotHaveDuplicates();
    assertThat(CommandRun.of("verify", archive.toString()).exitCode()).isZero();
  }

  private String people() throws Exception {
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"))) {
      return ContentDigest.ofPeople(database);
    }
  }

  private long messagesOfAcme() throws Exception {
    try (ChatDatabase database = ChatDatabase.open(folder.resolve("chat.db"))) {
      return Rows.count(
          database,
          "posts JOIN users ON users.id = author_id JOIN organisations o ON o.id = organisation_id"
              + " WHERE o.name = 'acme'");
    }
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".zip")).toList();
    }
  }

  private String run(String... arguments) {
    CommandRun run = CommandRun.of(with(arguments));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  private String[] with(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--db=" + folder.resolve("chat.db"));
    return all.toArray(new String[0]);
  }

  /** Runs a command until a line says that the moment has come; returns the lines. */
  private List<String> child(Predicate<String> moment, String... arguments) throws Exception {
    Process command =
        ChildJvm.of(List.of("-Xmx64m"), ChatServer.class, with(arguments))
            .redirectErrorStream(true)
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(command.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        if (moment.test(line)) {
          ChildJvm.kill(command);
          return lines;
        }
      }
    }
    assertThat(command.waitFor()).as(() -> String.join("\n", lines)).isZero();
    return lines;
  }

  private static boolean hasReached(String line, int share) {
    Matcher found = SHARE.matcher(line);
    return found.find() && Integer.parseInt(found.group(1)) >= share;
  }

  private static boolean hasErased(String line, int records) {
    Matcher found = ERASED.matcher(line);
    return found.find() && Integer.parseInt(found.group(1).replace(",", "")) >= records;
  }
}
