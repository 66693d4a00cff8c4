package io.github.gdprkit;

import io.github.gdprkit.archive.ArchiveFormat;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.DownloadGrants;
import io.github.gdprkit.deadline.BreachClock;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.erasure.ErasureLedger;
import io.github.gdprkit.erasure.LedgerGuard;
import io.github.gdprkit.erasure.LegalHolds;
import io.github.gdprkit.evidence.CheckpointPolicy;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.CheckpointStore;
import io.github.gdprkit.evidence.EvidenceLog;
import io.github.gdprkit.fulfilment.AnswerWords;
import io.github.gdprkit.fulfilment.Exports;
import io.github.gdprkit.fulfilment.FulfilmentSettings;
import io.github.gdprkit.fulfilment.RequestDesk;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.fulfilment.Restores;
import io.github.gdprkit.fulfilment.Restrictions;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.register.BreachRegister;
import io.github.gdprkit.register.ConsentWithdrawalListener;
import io.github.gdprkit.register.Consents;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.subject.SubjectKeys;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The front door. An application makes one for each controller, from the hooks it implements and
 * the stores it chose, and answers people through it. Safe for use by many threads.
 *
 * <p>With hooks and archives alone it gives {@link #exports}. With a store of requests, keys and a
 * ledger of erasures as well it takes {@link #requests} from receipt to answer.
 */
public final class GdprKit {

  private final Controller controller;
  private final HookCatalog hooks;
  private final Exports exports;
  private final @Nullable RequestDesk desk;
  private final @Nullable BreachRegister breaches;
  private final @Nullable Consents consents;

  private GdprKit(
      Controller controller,
      HookCatalog hooks,
      Exports exports,
      @Nullable RequestDesk desk,
      @Nullable BreachRegister breaches,
      @Nullable Consents consents) {
    this.controller = controller;
    this.hooks = hooks;
    this.exports = exports;
    this.desk = desk;
    this.breaches = breaches;
    this.consents = consents;
  }

  /** Begins a kit. */
  public static Builder builder() {
    return new Builder();
  }

  /** Who answers. */
  public Controller controller() {
    return controller;
  }

  /** What the application keeps about people. */
  public HookCatalog hooks() {
    return hooks;
  }

  /** Archives of personal data (Art. 15(3), 20). */
  public Exports exports() {
    return exports;
  }

  /** Data subjects' requests, from receipt to answer (Art. 12, 15 to 22). */
  public Requests requests() {
    return desk().requests();
  }

  /** Whose data may only be stored, and who objected to what (Art. 18, 21). */
  public Restrictions restrictions() {
    return desk().restrictions();
  }

  /** What must not be erased until somebody says so (Art. 17(3)). */
  public LegalHolds holds() {
    return desk().holds();
  }

  /** Who was erased: for writers that come late, from queues and caches. */
  public LedgerGuard ledger() {
    return desk().ledger();
  }

  /** What to do after a backup was restored. */
  public Restores restores() {
    return desk().restores();
  }

  /** Proof of what was done (Art. 5(2)). */
  public EvidenceLog evidence() {
    return desk().evidence();
  }

  /** Links under which people fetch their archives. */
  public DownloadGrants downloads() {
    return desk().downloads();
  }

  /** Every breach of personal data, and what was told of it (Art. 33, 34). */
  public BreachRegister breaches() {
    if (breaches == null) {
      throw new IllegalStateException(
          "This kit keeps no breaches; give it a store with store(...) and a breachClock(...)");
    }
    return breaches;
  }

  /** Who consented to what, and who withdrew (Art. 7). */
  public Consents consents() {
    if (consents == null) {
      throw new IllegalStateException(
          "This kit keeps no consents; give it a store with store(...) and subjectKeys(...)");
    }
    return consents;
  }

  private RequestDesk desk() {
    if (desk == null) {
      throw new IllegalStateException(
          "This kit only exports; give it a store of requests with store(...)");
    }
    return desk;
  }

  /** Collects what a kit needs. */
  public static final class Builder {

    private @Nullable Controller controller;
    private @Nullable HookCatalog hooks;
    private @Nullable ArchiveStore archives;
    private @Nullable ArchiveFormat format;
    private @Nullable RequestStore store;
    private @Nullable SubjectKeys subjectKeys;
    private @Nullable ErasureLedger ledger;
    private @Nullable ResponseClock responseClock;
    private @Nullable BreachClock breachClock;
    private List<ConsentWithdrawalListener> withdrawalListeners = List.of();
    private @Nullable CheckpointSigner signer;
    private @Nullable CheckpointStore checkpoints;
    private CheckpointPolicy checkpointPolicy = CheckpointPolicy.USUAL;
    private FulfilmentSettings settings = FulfilmentSettings.defaults();
    private @Nullable AnswerWords words;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /** Who answers to data subjects; required. */
    public Builder controller(Controller newController) {
      controller = newController;
      return this;
    }

    /** What the application keeps; required. */
    public Builder hooks(HookCatalog newHooks) {
      hooks = newHooks;
      return this;
    }

    /** Where archives are kept; required. */
    public Builder archives(ArchiveStore newArchives) {
      archives = newArchives;
      return this;
    }

    /** How records become bytes; required. gdpr-jackson has one. */
    public Builder format(ArchiveFormat newFormat) {
      format = newFormat;
      return this;
    }

    /** Where requests and their evidence are kept; required for requests. gdpr-jdbc has one. */
    public Builder store(RequestStore newStore) {
      store = newStore;
      return this;
    }

    /** Makes pseudonyms of people; required for requests. */
    public Builder subjectKeys(SubjectKeys newKeys) {
      subjectKeys = newKeys;
      return this;
    }

    /** What was erased, outside of the database; required for requests. */
    public Builder ledger(ErasureLedger newLedger) {
      ledger = newLedger;
      return this;
    }

    /** Counts the days to answer in, where the controller acts; required for requests. */
    public Builder responseClock(ResponseClock newClock) {
      responseClock = newClock;
      return this;
    }

    /** Counts the hours to notify a breach in; required for breaches. */
    public Builder breachClock(BreachClock newClock) {
      breachClock = newClock;
      return this;
    }

    /** Who stops what rests on a consent when it is withdrawn; nobody unless it is set. */
    public Builder withdrawalListeners(ConsentWithdrawalListener... newListeners) {
      withdrawalListeners = List.of(newListeners);
      return this;
    }

    /**
     * Signs the end of the evidence from time to time, and keeps that outside of the database;
     * required for requests.
     */
    public Builder checkpoints(CheckpointSigner newSigner, CheckpointStore newCheckpoints) {
      signer = newSigner;
      checkpoints = newCheckpoints;
      return this;
    }

    /** When it is signed; {@link CheckpointPolicy#USUAL} unless it is set. */
    public Builder checkpointPolicy(CheckpointPolicy newPolicy) {
      checkpointPolicy = newPolicy;
      return this;
    }

    /** How requests are fulfilled; {@link FulfilmentSettings#defaults} unless it is set. */
    public Builder settings(FulfilmentSettings newSettings) {
      settings = newSettings;
      return this;
    }

    /** What answers to people say that only the controller knows; needed for answers alone. */
    public Builder answers(AnswerWords newWords) {
      words = newWords;
      return this;
    }

    /** What time it is; the system's clock unless it is set. */
    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    /**
     * The kit. Does not look at the stores yet; call {@link Restores#check} once before serving.
     *
     * @throws NullPointerException naming what is missing
     */
    public GdprKit build() {
      Controller who = Objects.requireNonNull(controller, "set the controller");
      HookCatalog what = Objects.requireNonNull(hooks, "set the hooks");
      ArchiveStore where = Objects.requireNonNull(archives, "set the archives' store");
      ArchiveFormat how = Objects.requireNonNull(format, "set the archives' format");
      Exports exports = new Exports(who, what, where, how, clock);
      RequestDesk desk =
          store == null
              ? null
              : new RequestDesk(
                  new RequestDesk.Parts(
                      who,
                      what,
                      where,
                      how,
                      exports,
                      store,
                      Objects.requireNonNull(subjectKeys, "set the subject keys"),
                      Objects.requireNonNull(ledger, "set the ledger of erasures"),
                      Objects.requireNonNull(responseClock, "set the response clock"),
                      Objects.requireNonNull(signer, "set the checkpoints of the evidence"),
                      Objects.requireNonNull(checkpoints, "set the checkpoints of the evidence"),
                      checkpointPolicy,
                      settings,
                      words,
                      clock));
      BreachRegister breaches =
          store == null || breachClock == null
              ? null
              : new BreachRegister(store, who.id(), breachClock, clock);
      Consents consents =
          store == null || subjectKeys == null
              ? null
              : new Consents(store, who.id(), subjectKeys, clock, withdrawalListeners);
      return new GdprKit(who, what, exports, desk, breaches, consents);
    }
  }
}
