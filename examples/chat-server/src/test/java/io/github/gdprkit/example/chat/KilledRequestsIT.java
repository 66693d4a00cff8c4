package io.github.gdprkit.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceReport;
import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Rows;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the answering of access and erasure requests by process id at random moments, starts it
 * again, and looks from this process, which is another one, at what is there: every acknowledged
 * step once, sound evidence, and everybody else as they were. {@code -Dgdprkit.kills=600} kills
 * more often, {@code -Dgdprkit.seed=7} at other moments.
 */
class KilledRequestsIT {

  private static final int KILLS = Integer.getInteger("gdprkit.kills", 60);
  private static final long SEED = Long.getLong("gdprkit.seed", 20_260_131L);
  private static final int LONGEST_RUN_MILLIS = 2_500;
  private static final int BYSTANDERS = 15;

  private static final Set<String> ONCE =
      Set.of(
          "received",
          "identity-confirmed",
          "decided",
          "erasure-begun",
          "fulfilled",
          "papers-erased");

  @TempDir private static Path folder;
  private final Random random = new Random(SEED);
  private int longestRun = LONGEST_RUN_MILLIS;
  private final Path acknowledgements = folder.resolve("acknowledgements");
  private final Path childOutput = folder.resolve("child.log");
  private final String database = folder.resolve("chat.db").toString();

  @Test
  @GdprReference(
      article = "12(3)",
      text = "The controller shall provide information on action taken on a request")
  @GdprReference(article = "5(1)(f)", text = "against accidental loss, destruction or damage")
  void survivesKillsAtRandomMoments() throws Exception {
    int people = Math.max(60, KILLS * 2);
    CommandRun generated =
        CommandRun.of(
            "generate",
            "--users=" + (people + BYSTANDERS),
            "--messages=" + 50 * people,
            "--seed=5",
            "--db",
            database);
    assertThat(generated.exitCode()).as(generated.err()).isZero();
    List<String> names = names();
    List<String> bystanders = names.subList(0, BYSTANDERS);
    List<String> work = new ArrayList<>();
    for (String name : names.subList(BYSTANDERS, names.size())) {
      // Every fourth keeps their account, and their archive.
      work.add(work.size() % 4 == 3 ? name : name + "!");
    }
    List<String> before = rowsOf(bystanders);
    Map<String, String> emails = emails();
    Map<String, Integer> killedAt = new HashMap<>();
    int kills = 0;
    while (kills < KILLS) {
      String last = startAndKill(work);
      if (acknowledged("fulfilled").noneMatch(id -> id.startsWith("erase-"))) {
        // A busy machine gets no erasure done in the time that is enough for many on an idle one.
        longestRun += LONGEST_RUN_MILLIS / 5;
      }
      assertThat(last).as("there is work for more kills").isNotEqualTo("ended");
      killedAt.merge(last, 1, Integer::sum);
      kills++;
      requireSound();
      assertThat(rowsOf(bystanders)).as("after kill %s", kills).isEqualTo(before);
    }

    // The children ran by the system's clock, and this has to come after them.
    CommandRun end = CommandRun.at(Instant.now(), "fulfil", "--all", "--db", database);

    assertThat(end.exitCode()).as(end.err()).isZero();
    requireSound();
    requireEverythingDone();
    requireForgotten(emails);
    assertThat(rowsOf(bystanders)).isEqualTo(before);
    assertThat(killedAt.keySet()).contains("access", "erase");
    System.out.printf(
        "killed requests: survived %d kills by process id, %s, with %d requests fulfilled meanwhile"
            + " (seed %d)%n",
        kills, killedAt, acknowledged("fulfilled").count(), SEED);
  }

  /** Returns what the child was at when it was killed, or that it had nothing left to do. */
  private String startAndKill(List<String> work) throws Exception {
    long started = acknowledged("started").count();
    List<String> arguments = new ArrayList<>(List.of(database, acknowledgements.toString()));
    arguments.addAll(work);
    Process child =
        ChildJvm.of(
                List.of("-Xmx96m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                RequestLoop.class,
                arguments.toArray(new String[0]))
            .redirectErrorStream(true)
            .redirectOutput(childOutput.toFile())
            .start();
    while (acknowledged("started").count() == started) {
      assertThat(child.isAlive()).as(() -> log()).isTrue();
      child.waitFor(5, TimeUnit.MILLISECONDS);
    }
    boolean hasEnded = child.waitFor(random.nextInt(longestRun), TimeUnit.MILLISECONDS);
    if (hasEnded) {
      assertThat(child.exitValue()).as(() -> log()).isZero();
      return "ended";
    }
    ChildJvm.kill(child);
    List<String> lines = Files.readAllLines(acknowledgements);
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i);
      if (line.contains(" ")) {
        return line.replaceAll("^[a-z]+ ([a-z]+)-.*", "$1");
      }
    }
    return "start";
  }

  private Stream<String> acknowledged(String word) throws Exception {
    return Files.exists(acknowledgements)
        ? Files.readAllLines(acknowledgements).stream()
            .filter(line -> line.equals(word) || line.startsWith(word + " "))
            .map(line -> line.substring(Math.min(line.length(), word.length() + 1)))
        : Stream.empty();
  }

  private String log() {
    try {
      return Files.readString(childOutput);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** What was acknowledged is there, and nothing is there twice. */
  private void requireSound() throws Exception {
    try (ChatDatabase chat = ChatDatabase.open(Path.of(database));
        ChatDesk desk = ChatDesk.open(chat, Organisation.DEFAULT, Clock.systemUTC())) {
      desk.requireServing("-", "-");
      EvidenceReport report = desk.verifyEvidence();
      assertThat(report.isSound()).as(report.text()).isTrue();
      assertThat(report.restores()).isEmpty();
      Map<String, List<String>> events = new HashMap<>();
      RequestId after = null;
      for (List<RequestHeader> page = desk.requests().list(null, 500);
          !page.isEmpty();
          page = desk.requests().list(after, 500)) {
        for (RequestHeader header : page) {
          after = header.id();
          List<String> happened = desk.events(after).stream().map(KilledRequestsIT::text).toList();
          assertThat(header.version()).isEqualTo(happened.size());
          assertThat(happened.stream().filter(KilledRequestsIT::isOnce)).doesNotHaveDuplicates();
          events.put(after.value(), happened);
        }
      }
      for (String[] step :
          List.of(
              new String[] {"received", "identity-confirmed"},
              new String[] {"decided", "decided"},
              new String[] {"fulfilled", "fulfilled"})) {
        for (String id : acknowledged(step[0]).toList()) {
          assertThat(events.get(id))
              .as("%s was acknowledged for %s", step[0], id)
              .contains(step[1]);
        }
      }
    }
  }

  private static String text(EvidenceEntry entry) {
    String task = entry.details().get("task");
    return task == null ? entry.type() : entry.type() + " " + task;
  }

  private static boolean isOnce(String event) {
    return ONCE.contains(event)
        || event.startsWith("task-done ")
        || event.startsWith("task-planned ");
  }

  private void requireEverythingDone() throws Exception {
    try (ChatDatabase chat = ChatDatabase.open(Path.of(database));
        ChatDesk desk = ChatDesk.open(chat, Organisation.DEFAULT, Clock.systemUTC())) {
      assertThat(desk.requests().unfinished()).isEmpty();
      int erased = 0;
      for (String id : acknowledged("fulfilled").toList()) {
        String person = id.substring(id.indexOf('-') + 1);
        if (id.startsWith("erase-")) {
          erased++;
          assertThat(chat.findUser(Organisation.DEFAULT, person)).isEmpty();
          assertThat(Rows.count(chat, "posts WHERE instr(text, '@" + person + " ') > 0")).isZero();
        }
      }
      assertThat(erased).isPositive();
      assertThat(Rows.count(chat, "uploads WHERE owner_id NOT IN (SELECT id FROM users)")).isZero();
      List<Path> archives;
      try (Stream<Path> files = Files.list(desk.folder().archives())) {
        archives = files.filter(file -> file.toString().endsWith(".zip")).toList();
      }
      assertThat(archives).isNotEmpty();
      for (Path archive : archives) {
        CommandRun verified = CommandRun.of("verify", archive.toString());
        assertThat(verified.exitCode()).as(verified.err()).isZero();
        String person =
            archive
                .getFileName()
                .toString()
                .replaceAll("^request-[0-9a-f]{16}-access-|\\.zip$", "");
        assertThat(new Archive(archive).part("messages-sent").path("records").asLong())
            .as(person)
            .isEqualTo(
                Rows.count(
                    chat,
                    "posts JOIN users ON users.id = author_id WHERE username = '" + person + "'"));
      }
    }
  }

  /** Not even a copy in an unused part of a page is left of whom a killed run had erased. */
  private void requireForgotten(Map<String, String> emails) throws Exception {
    String bytes = new String(Files.readAllBytes(Path.of(database)), StandardCharsets.ISO_8859_1);
    for (String id : acknowledged("fulfilled").toList()) {
      String person = id.substring(id.indexOf('-') + 1);
      if (id.startsWith("erase-")) {
        assertThat(bytes.contains(emails.get(person))).as("bytes of " + person).isFalse();
      }
    }
    assertThat(Path.of(database + "-wal")).doesNotExist();
  }

  private Map<String, String> emails() throws Exception {
    Map<String, String> emails = new HashMap<>();
    try (ChatDatabase chat = ChatDatabase.open(Path.of(database))) {
      for (String row : Rows.of(chat, "SELECT username, email FROM users")) {
        emails.put(row.split("\\|")[0], row.split("\\|")[1]);
      }
    }
    return emails;
  }

  private List<String> names() throws Exception {
    try (ChatDatabase chat = ChatDatabase.open(Path.of(database))) {
      return Rows.of(chat, "SELECT username FROM users ORDER BY id");
    }
  }

  /** Everything of these people; where they mention somebody, the name may have gone. */
  private List<String> rowsOf(List<String> people) throws Exception {
    String ids =
        "(SELECT id FROM users WHERE username IN ('%s'))".formatted(String.join("','", people));
    List<String> rows = new ArrayList<>();
    try (ChatDatabase chat = ChatDatabase.open(Path.of(database))) {
      for (String table :
          List.of(
              "users WHERE id IN ",
              "preferences WHERE user_id IN ",
              "team_members WHERE user_id IN ",
              "memberships WHERE user_id IN ",
              "sessions WHERE user_id IN ",
              "drafts WHERE user_id IN ",
              "reactions WHERE user_id IN ",
              "mentions WHERE user_id IN ",
              "uploads WHERE owner_id IN ")) {
        Rows.of(chat, "SELECT * FROM " + table + ids + " ORDER BY 1, 2")
            .forEach(row -> rows.add(table + row));
      }
      Rows.of(
              chat,
              "SELECT id, channel_id, created_at, edited_at, root_id, text FROM posts WHERE author_id"
                  + " IN "
                  + ids
                  + " ORDER BY id")
          .forEach(row -> rows.add(row.replaceAll("@[a-z0-9._-]+", "@somebody")));
      for (String file :
          Rows.of(
              chat,
              "SELECT stored_name FROM uploads WHERE stored_name IS NOT NULL AND owner_id IN "
                  + ids)) {
        rows.add(file + new String(Files.readAllBytes(chat.uploads().path(file)), "ISO-8859-1"));
      }
    }
    return rows;
  }
}
