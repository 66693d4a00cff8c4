package io.github.gdprkit.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveNotFoundException;
import io.github.gdprkit.archive.ArchiveVerifier;
import io.github.gdprkit.archive.VerificationReport;
import io.github.gdprkit.erasure.LedgerEntry;
import io.github.gdprkit.erasure.LedgerKind;
import io.github.gdprkit.erasure.LedgerSubject;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.CheckpointPolicy;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceLog;
import io.github.gdprkit.evidence.EvidenceReport;
import io.github.gdprkit.evidence.EvidenceVerifier;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.jdbc.JdbcRequestStore;
import io.github.gdprkit.jdbc.crash.Journal.Line;
import io.github.gdprkit.jdbc.crash.Resident.Ask;
import io.github.gdprkit.jdbc.crash.Resident.Kind;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.subject.SubjectKeys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Looks at everything that is there and compares it with what has to be there, which follows from
 * who the people are. As a program it does so in a process that has seen nothing before.
 *
 * <p>Arguments: the folder, the database, {@link Worker#STRICT} or {@link Worker#PATIENT}, how many
 * of each kind there are as in {@code ACCESS=9}, then {@code answered}, and for how many of each
 * kind all was done.
 */
final class Audit {

  private static final Set<String> ONCE =
      Set.of(
          "received",
          "identity-confirmed",
          "papers-bound",
          "decided",
          "erasure-begun",
          "fulfilled",
          "papers-erased");

  private static final int PAGE = 500;

  private final Place place;

  Audit(Place place) {
    this.place = place;
  }

  /** What was counted. */
  record Result(
      int requests,
      int events,
      int archives,
      int checkpoints,
      int ledgerEntries,
      int repeated,
      int recognised) {

    static Result of(String text) {
      List<Integer> numbers = Arrays.stream(text.trim().split(" ")).map(Integer::valueOf).toList();
      return new Result(
          numbers.get(0),
          numbers.get(1),
          numbers.get(2),
          numbers.get(3),
          numbers.get(4),
          numbers.get(5),
          numbers.get(6));
    }

    @Override
    public String toString() {
      return String.join(
          " ",
          Stream.of(requests, events, archives, checkpoints, ledgerEntries, repeated, recognised)
              .map(String::valueOf)
              .toList());
    }
  }

  /** Where the result of the program is. */
  static Path result(Path folder) {
    return folder.resolve("audit.txt");
  }

  public static void main(String[] arguments) throws Exception {
    List<String> all = List.of(arguments);
    int answered = all.indexOf("answered");
    try (Place place = new Place(Path.of(arguments[0]), arguments[1])) {
      boolean mayFail = !arguments[2].equals(Worker.STRICT);
      Result result =
          new Audit(place)
              .everything(
                  people(all.subList(3, answered)),
                  people(all.subList(answered + 1, all.size())),
                  mayFail);
      Files.writeString(result(place.folder()), result.toString());
    }
  }

  static List<Resident> people(Collection<String> counts) {
    List<Resident> people = new ArrayList<>();
    for (String count : counts) {
      String[] parts = count.split("=");
      for (int number = 0; number < Integer.parseInt(parts[1]); number++) {
        people.add(new Resident(Kind.valueOf(parts[0]), number));
      }
    }
    return people;
  }

  // In the middle of everything

  /** What has to be true at any moment: what was acknowledged is there, and nothing twice. */
  void atAnyMoment() throws IOException, SQLException {
    JdbcRequestStore store = place.store();
    Map<StreamId, List<EvidenceEntry>> streams = streams(store);
    requireSoundChain(store);
    requireRequests(store, streams);
    for (Line line : Journal.read(place.journal())) {
      if (line.what().equals(Journal.ACKNOWLEDGED)) {
        assertThat(types(streams, new RequestId(line.request())))
            .as("%s was acknowledged for %s", line.subject(), line.request())
            .contains(line.subject());
      }
    }
  }

  /** Nobody touched these people. */
  void untouched(Collection<Resident> people) throws SQLException, IOException {
    requireRows(people, Set.of(), Map.of());
  }

  // At the end

  /**
   * What has to be true when all is done.
   *
   * @param everybody all people of the host
   * @param answered those whose requests were all answered; nothing was done to the others
   * @param mayFail whether something can have failed and been done again
   */
  Result everything(Collection<Resident> everybody, Collection<Resident> answered, boolean mayFail)
      throws IOException, SQLException {
    atAnyMoment();
    JdbcRequestStore store = place.store();
    Map<StreamId, List<EvidenceEntry>> streams = streams(store);
    List<Ask> asks = answered.stream().flatMap(person -> person.allAsks().stream()).toList();
    Map<RequestId, RequestHeader> headers = headers(store);
    assertThat(headers.keySet()).isEqualTo(asks.stream().map(Ask::id).collect(Collectors.toSet()));
    assertThat(headers.values())
        .allSatisfy(header -> assertThat(header.status()).isEqualTo(RequestStatus.FULFILLED));
    Map<Resident, String> tombstones = new LinkedHashMap<>();
    for (Resident person : answered) {
      requireEvidence(person, streams, store);
      if (person.asksFor(Claim.ERASURE)) {
        tombstones.put(person, tombstone(person, streams));
      }
    }
    requireRows(everybody, new HashSet<>(answered), tombstones);
    requireEffects(answered, streams);
    int repeated = requireJournal(answered, mayFail);
    int ledgerEntries = requireLedger(tombstones);
    int archives = requireArchives(answered);
    requireForgotten(tombstones.keySet());
    int checkpoints = requireKit(answered);
    return new Result(
        asks.size(),
        streams.values().stream().mapToInt(List::size).sum(),
        archives,
        checkpoints,
        ledgerEntries,
        repeated,
        (int)
            Journal.read(place.journal()).stream()
                .filter(line -> line.what().equals(Journal.RECOGNISED))
                .count());
  }

  // Evidence

  private static Map<StreamId, List<EvidenceEntry>> streams(JdbcRequestStore store) {
    Map<StreamId, List<EvidenceEntry>> streams = new LinkedHashMap<>();
    long seq = 0;
    for (List<EvidenceEntry> page = store.read(Place.TOWN.id(), 0, PAGE);
        !page.isEmpty();
        page = store.read(Place.TOWN.id(), seq, PAGE)) {
      for (EvidenceEntry entry : page) {
        assertThat(entry.seq()).as("no gap in the chain").isEqualTo(++seq);
        List<EvidenceEntry> stream =
            streams.computeIfAbsent(entry.stream(), id -> new ArrayList<>());
        stream.add(entry);
        assertThat(entry.version()).as("no gap in %s", entry.stream()).isEqualTo(stream.size());
      }
    }
    assertThat(store.head(Place.TOWN.id()).seq()).isEqualTo(seq);
    return streams;
  }

  /** As somebody would who has the export, the checkpoints and the key, and no database. */
  private EvidenceReport requireSoundChain(JdbcRequestStore store) throws IOException {
    EvidenceLog log =
        EvidenceLog.open(
            Place.TOWN.id(),
            store,
            place.signer(),
            place.checkpoints(),
            CheckpointPolicy.USUAL,
            Clock.systemUTC());
    ByteArrayOutputStream export = new ByteArrayOutputStream();
    log.export(export);
    EvidenceReport report =
        EvidenceVerifier.of(
                Place.TOWN.id(),
                List.of(place.signer().key()),
                place.checkpoints().read(Place.TOWN.id()))
            .verify(new ByteArrayInputStream(export.toByteArray()));
    assertThat(report.isSound()).as(report.text()).isTrue();
    assertThat(report.confirmed()).isEqualTo(report.checkpoints());
    assertThat(report.restores()).isEmpty();
    return report;
  }

  private static Map<RequestId, RequestHeader> headers(JdbcRequestStore store) {
    return store.list(Place.TOWN.id(), null, Integer.MAX_VALUE).stream()
        .collect(Collectors.toMap(RequestHeader::id, header -> header));
  }

  private static void requireRequests(
      JdbcRequestStore store, Map<StreamId, List<EvidenceEntry>> streams) {
    Map<RequestId, RequestHeader> headers = headers(store);
    assertThat(headers.keySet().stream().map(RequestId::stream).collect(Collectors.toSet()))
        .isEqualTo(
            streams.keySet().stream()
                .filter(stream -> stream.kind().equals("request"))
                .collect(Collectors.toSet()));
    for (RequestHeader header : headers.values()) {
      List<EvidenceEntry> events = streams.get(header.id().stream());
      assertThat(header.version()).as("version of %s", header.id()).isEqualTo(events.size());
      assertThat(events.stream().filter(Audit::isOnce).map(Audit::text))
          .as("what happens once to %s", header.id())
          .doesNotHaveDuplicates();
    }
  }

  private static boolean isOnce(EvidenceEntry entry) {
    return ONCE.contains(entry.type())
        || entry.type().equals("task-done")
        || entry.type().equals("task-planned");
  }

  private static String text(EvidenceEntry entry) {
    return entry.type() + " " + entry.details().getOrDefault("task", "");
  }

  private static List<String> types(Map<StreamId, List<EvidenceEntry>> streams, RequestId id) {
    return streams.getOrDefault(id.stream(), List.of()).stream().map(EvidenceEntry::type).toList();
  }

  private static void requireEvidence(
      Resident person, Map<StreamId, List<EvidenceEntry>> streams, JdbcRequestStore store) {
    boolean isErased = person.asksFor(Claim.ERASURE);
    for (Ask ask : person.allAsks()) {
      List<String> types = types(streams, ask.id());
      assertThat(types)
          .as("events of %s", ask.id())
          .contains("received", "identity-confirmed", "decided", "task-done", "fulfilled");
      assertThat(count(types, "task-done")).isEqualTo(count(types, "task-planned"));
      assertThat(types.contains("papers-erased")).isEqualTo(isErased);
      assertThat(store.papers(ask.id()).isPresent()).isEqualTo(!isErased);
      assertThat(types.contains("erasure-begun")).isEqualTo(ask.claim() == Claim.ERASURE);
    }
  }

  private static long count(List<String> types, String type) {
    return types.stream().filter(type::equals).count();
  }

  private static String tombstone(Resident person, Map<StreamId, List<EvidenceEntry>> streams) {
    return streams.get(erasureOf(person).stream()).stream()
        .filter(entry -> entry.type().equals("erasure-begun"))
        .map(entry -> entry.detail("tombstone"))
        .findFirst()
        .orElseThrow();
  }

  private static RequestId erasureOf(Resident person) {
    return person.allAsks().stream()
        .filter(ask -> ask.claim() == Claim.ERASURE)
        .map(Ask::id)
        .findFirst()
        .orElseThrow();
  }

  // The host

  /** Every row and file of these people is as it has to be, and when it is everybody, no more. */
  private void requireRows(
      Collection<Resident> people, Set<Resident> answered, Map<Resident, String> tombstones)
      throws SQLException, IOException {
    List<List<String>> accounts = new ArrayList<>();
    Map<Long, List<String>> messages = new TreeMap<>();
    Map<Long, List<String>> subscriptions = new TreeMap<>();
    Map<Long, List<String>> uploads = new TreeMap<>();
    Set<String> files = new TreeSet<>();
    for (Resident one : people) {
      boolean isAnswered = answered.contains(one);
      String tombstone = tombstones.get(one);
      for (long id : one.messages()) {
        String text = tombstone == null ? one.text(id) : "";
        String author = tombstone == null ? one.account() : tombstone;
        messages.put(id, List.of(Long.toString(id), author, text));
      }
      if (tombstone != null) {
        continue;
      }
      boolean isRight = isAnswered && one.asksFor(Claim.RECTIFICATION);
      boolean isRestricted = isAnswered && one.asksFor(Claim.RESTRICTION);
      accounts.add(
          List.of(
              one.account(),
              Long.toString(one.id()),
              one.email(),
              isRight ? one.rightAbout() : one.about(),
              isRestricted ? "1" : "0"));
      for (long id : one.subscriptions()) {
        subscriptions.put(id, List.of(Long.toString(id), one.account()));
      }
      for (long id : one.uploads()) {
        uploads.put(id, List.of(Long.toString(id), one.account(), one.fileName(id)));
        files.add(one.fileName(id));
        assertThat(Files.readAllBytes(place.host().file(one.fileName(id))))
            .isEqualTo(one.content(id));
      }
    }
    boolean isEverybody = people.stream().anyMatch(one -> one.kind() != Kind.BYSTANDER);
    require(isEverybody, HostDatabase.PEOPLE, accounts);
    require(isEverybody, HostDatabase.MESSAGES, messages.values());
    require(isEverybody, HostDatabase.SUBSCRIPTIONS, subscriptions.values());
    require(isEverybody, HostDatabase.UPLOADS, uploads.values());
    if (isEverybody) {
      assertThat(place.host().fileNames()).isEqualTo(List.copyOf(files));
    }
  }

  private void require(boolean isEverybody, String sql, Collection<List<String>> expected)
      throws SQLException {
    List<List<String>> actual = place.host().rows(0, sql);
    if (isEverybody) {
      assertThat(new HashSet<>(actual)).as(sql).isEqualTo(new HashSet<>(expected));
      assertThat(actual).as(sql).hasSameSizeAs(expected);
    } else {
      assertThat(actual).as(sql).containsAll(expected);
    }
  }

  /**
   * By the host's own account each row was changed once, by a call that came under one name only
   * and for the request that asked for it; and evidence counts exactly that.
   */
  private void requireEffects(
      Collection<Resident> answered, Map<StreamId, List<EvidenceEntry>> streams)
      throws SQLException {
    Map<String, Long> expected = new TreeMap<>();
    for (Resident person : answered) {
      for (Ask ask : person.allAsks()) {
        String id = ask.id().value() + " ";
        switch (ask.claim()) {
          case ERASURE -> {
            expected.put(id + "erase.profile", 1L);
            expected.put(id + "erase.messages", (long) person.messages().size());
            expected.put(id + "erase.subscriptions", (long) person.subscriptions().size());
            expected.put(id + "erase.uploads", (long) person.uploads().size());
          }
          case RECTIFICATION -> expected.put(id + "rectify.profile", 1L);
          case RESTRICTION -> expected.put(id + "restrict.profile", 1L);
          default -> {
            // Nothing is changed.
          }
        }
      }
    }
    Map<String, Long> done = new TreeMap<>();
    Set<String> calls = new HashSet<>();
    for (List<String> row :
        place.host().rows(0, "SELECT request, act, cursor_key, changed FROM host_effects")) {
      assertThat(calls.add(String.join(" ", row.subList(0, 3))))
          .as("one name for each call: %s", row)
          .isTrue();
      String[] act = row.get(1).split("/");
      done.merge(row.get(0) + " " + act[1] + "." + act[0], Long.valueOf(row.get(3)), Long::sum);
    }
    Map<String, Long> counted = new TreeMap<>();
    for (Map.Entry<StreamId, List<EvidenceEntry>> stream : streams.entrySet()) {
      for (EvidenceEntry entry : stream.getValue()) {
        String task = entry.details().getOrDefault("task", "");
        if (entry.type().equals("task-done") && task.matches("(erase|rectify|restrict)\\..*")) {
          counted.put(stream.getKey().id() + " " + task, Long.parseLong(entry.detail("records")));
        }
      }
    }
    assertThat(counted).as("what evidence counts").isEqualTo(expected);
    expected.values().removeIf(count -> count == 0);
    assertThat(done).as("what the host counts").isEqualTo(expected);
  }

  // The journal

  /**
   * Hooks were called for requests that ask for it, by one process never twice for the same unless
   * something failed, and not at all for what was acknowledged as done.
   *
   * @return how many calls came again
   */
  private int requireJournal(Collection<Resident> answered, boolean mayFail) throws IOException {
    Map<String, Claim> claims = new HashMap<>();
    answered.forEach(
        person -> person.allAsks().forEach(ask -> claims.put(ask.id().value(), ask.claim())));
    Set<String> fulfilled = new HashSet<>();
    Set<String> calls = new HashSet<>();
    Map<String, Integer> times = new HashMap<>();
    for (Line line : Journal.read(place.journal())) {
      if (line.what().equals(Journal.ACKNOWLEDGED) && line.subject().equals("fulfilled")) {
        assertThat(fulfilled.add(line.request()) || mayFail).as(line.toString()).isTrue();
      } else if (line.what().equals(Journal.CALLED)) {
        assertThat(fulfilled)
            .as("called after it was done: %s", line)
            .doesNotContain(line.request());
        times.merge(line.request() + line.subject() + line.detail(), 1, Integer::sum);
        assertThat(calls.add(line.toString()) || mayFail).as("called twice: %s", line).isTrue();
        Claim claim = claims.get(line.request());
        String act =
            claim == Claim.ACCESS
                ? HostHook.EXPORT
                : claim == Claim.ERASURE
                    ? HostHook.ERASE
                    : claim == Claim.RECTIFICATION ? HostHook.RECTIFY : HostHook.RESTRICT;
        assertThat(line.subject()).as(line.toString()).endsWith("/" + act);
      } else if (line.what().equals(Journal.FAILED)) {
        assertThat(mayFail).as(line.toString()).isTrue();
      }
    }
    return times.values().stream().mapToInt(count -> count - 1).sum();
  }

  // The ledger of erasures

  private int requireLedger(Map<Resident, String> erased) throws IOException {
    Map<String, List<LedgerEntry>> entries = new LinkedHashMap<>();
    place
        .ledger()
        .entriesAfter(
            0,
            entry ->
                entries.computeIfAbsent(entry.reference(), id -> new ArrayList<>()).add(entry));
    assertThat(entries.keySet())
        .isEqualTo(
            erased.keySet().stream()
                .map(person -> erasureOf(person).value())
                .collect(Collectors.toSet()));
    SubjectKeys keys = place.subjectKeys();
    List<HookId> hooks =
        Stream.of("profile", "subscriptions", "messages", "uploads").map(HookId::new).toList();
    erased.forEach(
        (person, tombstone) -> {
          List<LedgerEntry> own = entries.get(erasureOf(person).value());
          assertThat(own.get(0).kind()).isEqualTo(LedgerKind.INTENT);
          assertThat(own.get(own.size() - 1).kind()).isEqualTo(LedgerKind.COMPLETED);
          assertThat(own)
              .allSatisfy(
                  entry -> {
                    assertThat(entry.subject()).isEqualTo(LedgerSubject.of(person.subject(), keys));
                    assertThat(entry.hooks()).containsExactlyInAnyOrderElementsOf(hooks);
                  });
          assertThat(own.get(own.size() - 1).tombstone().value()).isEqualTo(tombstone);
        });
    return entries.values().stream().mapToInt(List::size).sum();
  }

  // Archives

  private int requireArchives(Collection<Resident> answered) throws IOException {
    int archives = 0;
    for (Resident person : answered) {
      for (Ask ask : person.allAsks()) {
        boolean isThere = ask.claim() == Claim.ACCESS && !person.asksFor(Claim.ERASURE);
        assertThat(verified(ask.id())).as("archive of %s", ask.id()).isEqualTo(isThere);
        if (isThere) {
          requireRecords(person, ask.id());
          archives++;
        }
      }
    }
    return archives;
  }

  /**
   * Opens an archive as somebody would who downloads it; it has to be sound then.
   *
   * @return whether there is one
   */
  boolean verified(RequestId request) throws IOException {
    Path copy = copy(request);
    if (copy == null) {
      return false;
    }
    try {
      VerificationReport report = new ArchiveVerifier(new JacksonArchiveFormat()).verify(copy);
      assertThat(report.problems()).as("archive of %s", request).isEmpty();
      assertThat(report.manifest().approval().reference()).isEqualTo(request.value());
    } finally {
      Files.delete(copy);
    }
    return true;
  }

  private Path copy(RequestId request) throws IOException {
    try (SeekableByteChannel channel = place.archives().open(place.archive(request));
        InputStream in = Channels.newInputStream(channel)) {
      Path copy = Files.createTempFile(place.folder(), "copy", ".zip");
      try {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return copy;
      } catch (IOException | RuntimeException e) {
        Files.delete(copy);
        throw e;
      }
    } catch (ArchiveNotFoundException e) {
      return null;
    }
  }

  /** Each row of the person is in the archive once, with what it says, and each file. */
  private void requireRecords(Resident person, RequestId request) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    Map<String, List<Long>> ids = new TreeMap<>();
    Set<String> texts = new HashSet<>();
    List<String> files = new ArrayList<>();
    Path copy = copy(request);
    try (ZipFile zip = new ZipFile(copy.toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        String part = entry.getName().replaceAll("/.*", "");
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (part.equals("attachments")) {
          files.add(text);
        } else if (entry.getName().endsWith(".jsonl")) {
          for (String line : text.split("\n")) {
            JsonNode one = mapper.readTree(line);
            ids.computeIfAbsent(part, name -> new ArrayList<>()).add(one.get("id").asLong());
            texts.add(one.path("text").asText());
            texts.add(one.path("about").asText());
          }
        }
      }
    } finally {
      Files.delete(copy);
    }
    Map<String, List<Long>> expected = new TreeMap<>();
    expected.put("profile", List.of(person.id()));
    expected.put("messages", person.messages());
    expected.put("subscriptions", person.subscriptions());
    expected.put("uploads", person.uploads());
    expected.values().removeIf(List::isEmpty);
    assertThat(ids).as("records in the archive of %s", request).isEqualTo(expected);
    assertThat(texts)
        .containsAll(person.messages().stream().map(person::text).toList())
        .contains(person.asksFor(Claim.RECTIFICATION) ? person.rightAbout() : person.about());
    assertThat(files)
        .containsExactlyInAnyOrderElementsOf(
            person.uploads().stream()
                .map(person::content)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList());
  }

  // What is left

  /** No file outside of the database names somebody who was erased, the kit's own included. */
  private void requireForgotten(Collection<Resident> erased) throws IOException {
    try (Stream<Path> all = Files.walk(place.folder())) {
      for (Path file :
          all.filter(Files::isRegularFile)
              .filter(path -> !path.getFileName().toString().startsWith("host.db"))
              .toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (Resident person : erased) {
          assertThat(bytes.contains(person.email())).as("%s in %s", person, file).isFalse();
        }
        assertThat(file.toString()).doesNotEndWith(".part");
      }
    }
  }

  /** The kit itself finds nothing to do and nothing wrong. */
  private int requireKit(Collection<Resident> answered) throws IOException {
    try (Journal journal = Journal.append(place.folder().resolve("audit-journal.txt"))) {
      GdprKit kit = place.kit(journal);
      assertThat(kit.restores().check()).isInstanceOf(RestoreState.UpToDate.class);
      assertThat(kit.requests().unfinished()).isEmpty();
      for (Resident person : answered) {
        boolean isErased = person.asksFor(Claim.ERASURE);
        assertThat(kit.ledger().isErased(person.subject())).as("%s", person).isEqualTo(isErased);
        assertThat(kit.restrictions().isRestricted(person.subject()))
            .as("%s", person)
            .isEqualTo(person.asksFor(Claim.RESTRICTION));
      }
      kit.evidence().checkpoint();
    }
    return requireSoundChain(place.store()).checkpoints();
  }
}
