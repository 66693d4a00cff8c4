package io.github.gdprkit.example.chat.desk;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.DirectoryArchiveStore;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceReport;
import io.github.gdprkit.evidence.EvidenceRolledBackException;
import io.github.gdprkit.evidence.EvidenceVerifier;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.example.chat.gdpr.ChatColumns;
import io.github.gdprkit.example.chat.gdpr.ChatHooks;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.OwnerOnly;
import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.fulfilment.EndOfServiceId;
import io.github.gdprkit.fulfilment.EndOfServiceOutcome;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.FulfilmentSettings;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.fulfilment.Restores;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.jdbc.GdprSchema;
import io.github.gdprkit.jdbc.JdbcRequestStore;
import io.github.gdprkit.jdbc.table.OnGaps;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.propagation.FollowUp;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.subject.SubjectKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * gdprkit for one organisation of a chat database. The requests and their evidence are tables in
 * the file of the chat, each controller's apart from the others', so that a restore of it takes
 * back both or neither; what a restore must not take back lies in the organisation's {@link
 * DeskFolder} beside it.
 */
public final class ChatDesk implements AutoCloseable {

  private static final int ATTEMPTS = 5;
  private static final Set<String> LIFTING = Set.of("lifting-announced", "restriction-lifted");

  private final ChatDatabase database;
  private final Organisation organisation;
  private final PartyId controller;
  private final DeskFolder folder;
  private final JdbcRequestStore store;
  private final FileCheckpointStore checkpoints;
  private final DirectoryArchiveStore archives;
  private final SubjectKeys subjectKeys;
  private final DeskSettings settings;
  private final Deployment deployment;
  private final GdprKit kit;
  private boolean isServing;

  private ChatDesk(
      ChatDatabase database,
      Organisation organisation,
      DeskFolder folder,
      FulfilmentSettings fulfilment,
      @Nullable Deployment elsewhere,
      Clock clock)
      throws SQLException, IOException {
    this.database = database;
    this.organisation = organisation;
    this.controller = DeskSettings.partyId(organisation);
    this.folder = folder;
    this.settings = DeskSettings.of(organisation, folder);
    this.checkpoints = new FileCheckpointStore(folder.checkpoints());
    this.archives = new DirectoryArchiveStore(folder.archives());
    GdprSchema.migrate(database.dataSource());
    this.store = JdbcRequestStore.open(database.dataSource());
    if (Files.notExists(folder.subjectSecret()) && store.head(controller).seq() > 0) {
      throw missing(folder.subjectSecret());
    }
    CheckpointSigner signer = CheckpointSigner.fromFile(folder.signingKey());
    if (Files.notExists(folder.verifyingKey())) {
      folder.write(folder.verifyingKey(), signer.key().pem());
    }
    this.subjectKeys = SubjectKeys.fromFile(folder.subjectSecret());
    this.deployment = elsewhere == null ? settings.where() : elsewhere;
    HookCatalog hooks = ChatHooks.over(database, organisation);
    ChatColumns.check(database, hooks, OnGaps.WARN);
    this.kit =
        GdprKit.builder()
            .controller(settings.party(organisation))
            .hooks(hooks)
            .activities(ChatRecords.activities(organisation, settings, deployment, store, clock))
            .archives(archives)
            .format(new JacksonArchiveFormat())
            .store(store)
            .subjectKeys(subjectKeys)
            .ledger(FileErasureLedger.open(folder.ledger(), controller))
            .responseClock(settings.responseClock())
            .breachClock(settings.breachClock())
            .checkpoints(signer, checkpoints)
            .answers(settings.words())
            .settings(fulfilment)
            .clock(clock)
            .build();
  }

  /** A new secret would know nobody again: no hold, no restriction and no erased person. */
  private static ChatException missing(Path path) {
    return new ChatException(
        ("%s is missing, and without it nobody is recognised of whom the database and the ledger of"
                + " erasures know. Put it back from its own backup")
            .formatted(path));
  }

  /** Whether anybody of this organisation ever asked for anything here. */
  public static boolean isUsed(ChatDatabase database, Organisation organisation)
      throws SQLException {
    return DeskFolder.of(database, organisation).isThere() || hasEvidence(database, organisation);
  }

  /** That of an organisation whose folder is lost is still there. */
  private static boolean hasEvidence(ChatDatabase database, Organisation organisation)
      throws SQLException {
    try (Connection reader = database.newReader();
        Statements statements = new Statements(reader)) {
      String evidence = "SELECT 1 FROM gdpr_evidence_head WHERE controller = ? AND seq > 0";
      return database.tables().contains("gdpr_evidence_head")
          && statements.number(evidence, DeskSettings.partyId(organisation).value()).isPresent();
    }
  }

  /** Opens it, and makes its tables and its folder when they are not there yet. */
  public static ChatDesk open(
      ChatDatabase database, Organisation organisation, FulfilmentSettings settings, Clock clock)
      throws SQLException, IOException {
    return open(database, organisation, settings, null, clock);
  }

  /** The same as if the chat ran there; {@code null} is where the settings say. */
  public static ChatDesk open(
      ChatDatabase database,
      Organisation organisation,
      FulfilmentSettings settings,
      @Nullable Deployment elsewhere,
      Clock clock)
      throws SQLException, IOException {
    DeskFolder folder = DeskFolder.of(database, organisation);
    if (!folder.isThere() && hasEvidence(database, organisation)) {
      throw missing(folder.path());
    }
    folder.create();
    return new ChatDesk(database, organisation, folder, settings, elsewhere, clock);
  }

  /** The same with the usual settings. */
  public static ChatDesk open(ChatDatabase database, Organisation organisation, Clock clock)
      throws SQLException, IOException {
    return open(database, organisation, FulfilmentSettings.defaults(), clock);
  }

  public ChatDatabase database() {
    return database;
  }

  /** Whose desk it is. */
  public Organisation organisation() {
    return organisation;
  }

  /** Whose evidence it is, for whoever verifies it. */
  public PartyId controller() {
    return controller;
  }

  public DeskFolder folder() {
    return folder;
  }

  public DeskSettings settings() {
    return settings;
  }

  /** Where the chat runs for this desk. */
  public Deployment deployment() {
    return deployment;
  }

  /** Keeps other settings for the commands that follow. */
  public void keep(DeskSettings next) throws SQLException, IOException {
    database.organisations().rename(organisation, next.controller());
    next.keepIn(folder);
  }

  public GdprKit kit() {
    return kit;
  }

  public Requests requests() {
    return kit.requests();
  }

  /** Where a finished archive is. */
  public Path archive(ArchiveId archive) {
    return archives.file(archive);
  }

  /**
   * Refuses to serve from a database that was restored, or with a ledger that was lost: people who
   * were erased would be there again.
   *
   * @param replay the command that puts it right, for people to run
   * @param acceptLoss the command that says that the ledger is gone for good
   */
  public void requireServing(String replay, String acceptLoss) {
    RestoreState state;
    try {
      state = check();
    } catch (EvidenceRolledBackException e) {
      throw new ChatException(
          "this database is older than its evidence, so a backup of it was restored; or somebody"
              + " has rewritten it. Nothing is served until that is settled. If it was restored, run: "
              + replay,
          e);
    }
    if (state instanceof RestoreState.ReplayOutstanding) {
      throw new ChatException(
          "this database is older than the ledger of erasures, so a backup of it was restored, and"
              + " people who were erased are in it again. Nothing is served until they are erased once"
              + " more. Run: "
              + replay);
    }
    if (state instanceof RestoreState.LedgerLost) {
      throw new ChatException(
          ("the ledger of erasures %s was lost or exchanged. Nothing is served without it. Put it back"
                  + " from its own backup. If there is none, destroy the old backups of the database,"
                  + " which could bring erased people back unnoticed, and run: %s")
              .formatted(folder.ledger(), acceptLoss));
    }
    isServing = true;
  }

  /**
   * Another process may be erasing somebody in this moment, which looks like a restore at first.
   */
  private RestoreState check() {
    for (int attempt = 1; ; attempt++) {
      try {
        RestoreState state = kit.restores().check();
        if (!(state instanceof RestoreState.ReplayOutstanding) || attempt == ATTEMPTS) {
          return state;
        }
      } catch (StaleRequestException | StaleStreamException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Does what was granted; after an erasure, the files of the database hold nothing of it. */
  public FulfilmentOutcome fulfil(RequestId id, ProgressListener listener)
      throws SQLException, IOException {
    return changing(id, requests -> requests.fulfil(id, listener));
  }

  /** Takes a step that may be the last one of an erasure. */
  public <T> T changing(RequestId id, Function<Requests, T> step) throws SQLException, IOException {
    DataSubjectRequest request = requests().get(id);
    if (request.claim() == Claim.ERASURE && request.isGranted() && !request.arePapersErased()) {
      folder.beginErasing();
    }
    T result = step.apply(requests());
    forgetErased();
    return result;
  }

  /** Erases everyone as far as it goes now; what is gone is in no file of the database either. */
  public EndOfServiceOutcome endService(EndOfServiceId id, ProgressListener listener)
      throws SQLException, IOException {
    folder.beginErasing();
    EndOfServiceOutcome outcome = kit.endOfService().erase(id, listener);
    forgetErased();
    return outcome;
  }

  /** Goes on with what recipients were told, which can be the last step of an erasure. */
  public FollowUp followRecipients() throws SQLException, IOException {
    if (!kit.propagation().open().isEmpty()) {
      folder.beginErasing();
    }
    FollowUp followed = kit.propagation().follow();
    forgetErased();
    return followed;
  }

  /** Erases papers and archives of requests that were closed before this instant. */
  public int tidy(Instant closedBefore) throws SQLException, IOException {
    folder.beginErasing();
    int erased = requests().erasePapersClosedBefore(closedBefore);
    forgetErased();
    return erased;
  }

  /** Erases again whoever was erased since the backup that is in use now. */
  public Restores.Outcome replay(Actor by) throws Exception {
    folder.beginErasing();
    Restores.Outcome outcome = kit.restores().replay(new ChatDirectory(database, organisation), by);
    forgetErased();
    return outcome;
  }

  /** Whether the files of the database may still hold something that was erased. */
  public boolean remembersErased() {
    return folder.isErasing();
  }

  /** Writes the database anew after an erasure, also one that was killed before it came to that. */
  public void forgetErased() throws SQLException, IOException {
    if (folder.isErasing()) {
      database.forgetDeleted();
      folder.endErasing();
    }
  }

  /**
   * What happened to a request, as it is kept, the lifting of its restriction included. That is
   * recorded about the person, so without papers it is not found.
   */
  public List<EvidenceEntry> events(RequestId id) {
    List<EvidenceEntry> events = new ArrayList<>(store.stream(controller, id.stream()));
    Set<List<Object>> seen = new HashSet<>();
    requests()
        .papers(id)
        .ifPresent(
            papers ->
                subjectKeys.allOf(papers.subject()).stream()
                    .map(key -> new StreamId("restriction", key.value()))
                    .flatMap(stream -> store.stream(controller, stream).stream())
                    .filter(entry -> LIFTING.contains(entry.type()))
                    .filter(entry -> id.value().equals(entry.details().get("request")))
                    // Each identifier of the person has its own.
                    .filter(entry -> seen.add(List.of(entry.type(), entry.at())))
                    .forEach(events::add));
    events.sort(Comparator.comparing(EvidenceEntry::at).thenComparing(EvidenceEntry::seq));
    return events;
  }

  /** Goes on without what the lost ledger said. */
  public void acceptLoss(Actor by) {
    kit.evidence().record(List.of(kit.ledger().acceptLoss(by)));
  }

  /** Holds the evidence in the database against its checkpoints. */
  public EvidenceReport verifyEvidence() {
    return verifier().verify(store);
  }

  private EvidenceVerifier verifier() {
    return EvidenceVerifier.of(
        controller, List.of(kit.evidence().key()), checkpoints.read(controller));
  }

  /** Writes all evidence, up to a fresh checkpoint, into a file that only its owner can read. */
  public void exportEvidence(Path file) throws IOException {
    kit.evidence().checkpoint();
    OwnerOnly.file(file.toAbsolutePath());
    try (OutputStream out = Files.newOutputStream(file)) {
      kit.evidence().export(out);
    }
  }

  /** Holds an export against the checkpoints. */
  public EvidenceReport verifyExport(InputStream export) throws IOException {
    return verifier().verify(export);
  }

  /** Pins what was recorded. */
  @Override
  public void close() {
    try {
      kit.evidence().checkpoint();
    } catch (EvidenceRolledBackException e) {
      // Who is about to settle it knows already.
      if (isServing) {
        throw e;
      }
    }
  }
}
