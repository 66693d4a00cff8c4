package io.github.gdprkit.jdbc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveVerifier;
import io.github.gdprkit.archive.VerificationReport;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceReport;
import io.github.gdprkit.evidence.EvidenceVerifier;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.jdbc.ChildJvm;
import io.github.gdprkit.jdbc.GdprSchema;
import io.github.gdprkit.jdbc.JdbcRequestStore;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.Verification;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several processes fulfil requests of different people over one PostgreSQL. In each round one of
 * them is stopped in the middle of a hook's call until another has taken its work over and ended
 * it, and woken again; and another one is killed. This process looks from outside, at the tables
 * and at the nodes' journals, whether each outcome and each effect is there once.
 *
 * <p>{@code -Dgdprkit.cluster.requests=200 -Dgdprkit.cluster.nodes=4 -Dgdprkit.cluster.rounds=10}
 * does more of it.
 */
@GdprReference(article = "17(1)", text = "the erasure of personal data concerning him or her")
@GdprReference(article = "15(3)", text = "a copy of the personal data undergoing processing")
class ClusterIT {

  private static final int REQUESTS = Integer.getInteger("gdprkit.cluster.requests", 30);
  private static final int NODES = Integer.getInteger("gdprkit.cluster.nodes", 2);
  private static final int ROUNDS = Integer.getInteger("gdprkit.cluster.rounds", 1);
  private static final long SEED = Long.getLong("gdprkit.seed", 20260302L);
  private static final int ROWS = 7;
  private static final Actor DPO = new Actor("dpo");

  @TempDir private Path folder;
  private final TestDatabase database = DatabaseServer.postgresql().newDatabase();
  private final DataSource source = database.dataSource();
  private final Map<String, Process> nodes = new LinkedHashMap<>();
  private final Map<String, DataSubject> accessed = new LinkedHashMap<>();
  private final Map<String, DataSubject> erased = new LinkedHashMap<>();
  private final Random random = new Random(SEED);
  private int started;
  private int refused;
  private int killed;

  @AfterEach
  void endAll() throws Exception {
    for (Process node : nodes.values()) {
      ChildJvm.kill(node);
    }
    database.close();
  }

  @Test
  void recordsEachOutcomeOnceWhoeverIsPausedOrKilled() throws Exception {
    GdprSchema.migrate(source);
    TaskQueueSchema.migrate(source);
    HostHook.createTables(source, ClusterNode.HOOKS);
    Path oracle = folder.resolve("oracle.journal");
    GdprKit kit = ClusterNode.kit(folder, source, new Journal(oracle), folder.resolve("none"));
    DbSchedulerTaskRunner submitting =
        DbSchedulerTaskRunner.fulfilling(kit.requests(), source).threads(0).start();
    for (int i = 0; i < NODES; i++) {
      start();
    }
    for (int round = 0; round < ROUNDS; round++) {
      disturb(kit.requests(), submitting, REQUESTS / ROUNDS);
    }
    Files.createFile(folder.resolve("stop"));
    for (Map.Entry<String, Process> node : nodes.entrySet()) {
      assertThat(node.getValue().waitFor()).as(() -> output(node.getKey())).isZero();
    }

    assertThat(count("gdpr_task_queue WHERE task_name = 'fulfil'")).isZero();
    checkEvidence();
    checkHost();
    checkJournals();
    checkArchives();
    System.out.printf(
        "%d requests on %d nodes: %d pauses, %d writes refused, %d kills, nothing twice%n",
        accessed.size() + erased.size(), NODES, ROUNDS, refused, killed);
  }

  /** One round: a node is paused in a hook, another is killed, and all work ends. */
  private void disturb(Requests requests, DbSchedulerTaskRunner submitting, int count)
      throws Exception {
    List<String> names = List.copyOf(nodes.keySet());
    String paused = names.get(random.nextInt(names.size()));
    for (String name : names) {
      Files.createFile(ClusterNode.hold(folder, name));
    }
    Path journal = ClusterNode.journal(folder, paused);
    int before = Journal.read(journal, "HELD").size();
    Set<String> round = submitted(requests, submitting, count);
    // All of its threads: one that writes a file of an archive would keep that locked.
    Await.until(
        "calls on " + paused,
        () -> Journal.read(journal, "HELD").size() == before + ClusterNode.THREADS);
    signal("STOP", paused);
    Set<String> victims =
        Set.copyOf(Journal.read(journal, "HELD").subList(before, before + ClusterNode.THREADS));
    names.forEach(name -> unhold(name, paused));

    Await.until("the others' work", () -> count(round, RequestStatus.FULFILLED) > 0);
    killOneOf(names.stream().filter(name -> !name.equals(paused)).toList());
    Await.until(
        "the end of " + count + " requests while " + paused + " is paused", () -> isOver(round));
    List<List<String>> evidence = victims.stream().map(this::hashesOf).toList();
    int writes = Journal.read(journal, "REFUSED").size();
    Files.delete(ClusterNode.hold(folder, paused));
    signal("CONT", paused);

    Await.until(
        "the refusal of " + paused + "'s late writes",
        () ->
            requestsOf(Journal.read(journal, "REFUSED").stream().skip(writes), 0)
                .containsAll(victims));
    refused += Journal.read(journal, "REFUSED").size() - writes;
    assertThat(requestsOf(Journal.read(journal, "REPEATED").stream(), 1)).containsAll(victims);
    assertThat(victims.stream().map(this::hashesOf).toList()).isEqualTo(evidence);
  }

  /** Half of them are submitted; the others the nodes have to find by themselves. */
  private Set<String> submitted(Requests requests, DbSchedulerTaskRunner submitting, int count)
      throws Exception {
    Set<String> round = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      RequestId id = granted(requests, i % 2 == 0 ? Claim.ERASURE : Claim.ACCESS);
      round.add(id.value());
      if (i % 4 < 2) {
        submitting.submit(id);
      }
    }
    return round;
  }

  private static Set<String> requestsOf(Stream<String> lines, int word) {
    return lines.map(line -> line.split(" ")[word]).collect(Collectors.toSet());
  }

  private void killOneOf(List<String> names) throws Exception {
    ChildJvm.kill(nodes.remove(names.get(random.nextInt(names.size()))));
    killed++;
    start();
  }

  private void unhold(String name, String except) {
    if (!name.equals(except)) {
      try {
        Files.delete(ClusterNode.hold(folder, name));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void start() throws Exception {
    String name = "node-" + ++started;
    nodes.put(
        name,
        ChildJvm.start(
            folder.resolve(name + ".txt"),
            ClusterNode.class,
            folder.toString(),
            database.url(),
            name));
    Await.until(
        "start of " + name,
        () -> {
          assertThat(nodes.get(name).isAlive()).as(() -> output(name)).isTrue();
          return !Journal.read(ClusterNode.journal(folder, name), "STARTED").isEmpty();
        });
  }

  private void signal(String signal, String node) throws Exception {
    String pid = Long.toString(nodes.get(node).pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
  }

  private String output(String node) {
    try {
      return Files.readString(folder.resolve(node + ".txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Takes in a request of somebody new, and grants it. */
  private RequestId granted(Requests requests, Claim claim) throws Exception {
    Clock clock = Clock.systemUTC();
    DataSubject person = Subjects.person("person-" + (accessed.size() + erased.size()));
    for (String hook : ClusterNode.HOOKS) {
      HostHook.plant(source, hook, person, ROWS);
    }
    RequestId id =
        requests
            .receive(Intake.of(claim, person, "N. N.", IntakeChannel.IN_APP, clock.instant()), DPO)
            .id();
    requests.confirmIdentity(
        id,
        new Verification(IdentityLevel.SIGNED_IN, "session", DPO, clock.instant()),
        person,
        DPO);
    Condition[] conditions =
        claim == Claim.ERASURE ? new Condition[] {Condition.NO_LONGER_NECESSARY} : new Condition[0];
    requests.decide(
        id, Decision.grant().onEach(requests.basesConcerned(id), conditions).build(), DPO);
    (claim == Claim.ERASURE ? erased : accessed).put(id.value(), person);
    return id;
  }

  private boolean isOver(Set<String> round) {
    return count(round, RequestStatus.FULFILLED) == round.size();
  }

  private long count(Set<String> round, RequestStatus status) {
    JdbcRequestStore store = JdbcRequestStore.open(source);
    return round.stream()
        .map(id -> store.find(new RequestId(id)).map(RequestHeader::status))
        .filter(found -> found.orElseThrow() == status)
        .count();
  }

  private long count(String tableAndCondition) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + tableAndCondition)) {
      row.next();
      return row.getLong(1);
    }
  }

  // What there is in the end

  private List<EvidenceEntry> evidence() {
    return JdbcRequestStore.open(source).read(ClusterNode.CHOIR.id(), 0, Integer.MAX_VALUE);
  }

  private List<String> hashesOf(String request) {
    return evidence().stream()
        .filter(entry -> entry.stream().equals(new RequestId(request).stream()))
        .map(EvidenceEntry::hash)
        .toList();
  }

  /** Each task of each request is done once, each request is fulfilled once, the chain is whole. */
  private void checkEvidence() throws Exception {
    Map<String, List<String>> planned = new HashMap<>();
    Map<String, List<String>> done = new HashMap<>();
    Map<String, Integer> fulfilled = new HashMap<>();
    for (EvidenceEntry entry : evidence()) {
      String request = entry.stream().id();
      String task = entry.details().getOrDefault("task", "");
      switch (entry.type()) {
        case "task-planned" -> planned.computeIfAbsent(request, id -> new ArrayList<>()).add(task);
        case "task-done" -> done.computeIfAbsent(request, id -> new ArrayList<>()).add(task);
        case "fulfilled" -> fulfilled.merge(request, 1, Integer::sum);
        default -> {}
      }
    }
    Set<String> all = new TreeSet<>(accessed.keySet());
    all.addAll(erased.keySet());
    assertThat(all).hasSize(REQUESTS / ROUNDS * ROUNDS);
    assertThat(fulfilled.keySet()).containsExactlyInAnyOrderElementsOf(all);
    assertThat(fulfilled.values()).containsOnly(1);
    for (String request : all) {
      assertThat(done.get(request)).containsExactlyInAnyOrderElementsOf(planned.get(request));
    }
    CheckpointSigner signer = CheckpointSigner.fromFile(folder.resolve("checkpoint.key"));
    EvidenceReport report =
        EvidenceVerifier.of(
                ClusterNode.CHOIR.id(),
                List.of(signer.key()),
                new FileCheckpointStore(folder.resolve("checkpoints")).read(ClusterNode.CHOIR.id()))
            .verify(JdbcRequestStore.open(source));
    assertThat(report.isSound()).as(report.text()).isTrue();
  }

  /** Each row was erased once, in batches that have the same size however often asked for. */
  private void checkHost() throws Exception {
    for (String hook : ClusterNode.HOOKS) {
      assertThat(count("host_" + hook)).isEqualTo((long) ROWS * accessed.size());
    }
    long batches = (long) ClusterNode.HOOKS.size() * (ROWS / ClusterNode.BATCH + 1);
    assertThat(count("host_effect")).isEqualTo(batches * erased.size());
    assertThat(count("host_count WHERE erased = " + ROWS))
        .isEqualTo((long) ClusterNode.HOOKS.size() * erased.size());
    assertThat(count("host_count WHERE erased = 0"))
        .isEqualTo((long) ClusterNode.HOOKS.size() * accessed.size());
  }

  /** No node took the effect of a batch that another had taken, whatever it believed. */
  private void checkJournals() throws Exception {
    List<String> effects = new ArrayList<>();
    for (int i = 1; i <= started; i++) {
      Path journal = ClusterNode.journal(folder, "node-" + i);
      for (String line : Journal.read(journal, "EFFECT")) {
        effects.add(line.substring(0, line.indexOf(' ')));
      }
      Journal.read(journal, "REFUSED")
          .forEach(line -> assertThat(line).endsWith("LostClaimException"));
    }
    assertThat(effects).doesNotHaveDuplicates();
  }

  private void checkArchives() throws Exception {
    ArchiveVerifier verifier = new ArchiveVerifier(new JacksonArchiveFormat());
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder.resolve("archives"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".zip")).toList()) {
        VerificationReport report = verifier.verify(file);
        assertThat(report.isSound()).as(file.getFileName() + ": " + report.problems()).isTrue();
        assertThat(report.manifest().parts())
            .allSatisfy(part -> assertThat(part.records()).isEqualTo(ROWS));
        accessed.keySet().stream()
            .filter(id -> file.getFileName().toString().endsWith(id + ".zip"))
            .forEach(found::add);
      }
    }
    assertThat(found).isEqualTo(new TreeSet<>(accessed.keySet()));
  }
}
