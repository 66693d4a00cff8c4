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
import io.github.gdprkit.fulfilment.EndOfService;
import io.github.gdprkit.fulfilment.Exports;
import io.github.gdprkit.fulfilment.FulfilmentSettings;
import io.github.gdprkit.fulfilment.Housekeeping;
import io.github.gdprkit.fulfilment.HousekeepingSettings;
import io.github.gdprkit.fulfilment.RequestDesk;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.fulfilment.Restores;
import io.github.gdprkit.fulfilment.Restrictions;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.information.JoinedActivities;
import io.github.gdprkit.information.ProcessingActivities;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.propagation.Gateways;
import io.github.gdprkit.propagation.InProcessGateway;
import io.github.gdprkit.propagation.Instructions;
import io.github.gdprkit.propagation.ProcessorGateway;
import io.github.gdprkit.propagation.Propagation;
import io.github.gdprkit.propagation.PropagationSettings;
import io.github.gdprkit.register.BreachRegister;
import io.github.gdprkit.register.ConsentWithdrawalListener;
import io.github.gdprkit.register.Consents;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.subject.SubjectKeys;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The front door. An application makes one for each controller, from the hooks it implements and
 * the stores it chose, and answers people through it. Safe for use by many threads.
 *
 * <p>With hooks and archives alone it gives {@link #exports}. With a store of requests, keys and a
 * ledger of erasures as well it takes {@link #requests} from receipt to answer, and keeps the
 * controller's registers. The register of a processor's subprocessors is not the controller's:
 * {@link io.github.gdprkit.register.SubprocessorRegister} is made beside it.
 */
public final class GdprKit {

  private final Controller controller;
  private final HookCatalog hooks;
  private final @Nullable ProcessingActivities activities;
  private final Exports exports;
  private final @Nullable WithStore withStore;
  private final Clock clock;

  /** What needs a store. */
  private record WithStore(
      RequestDesk desk,
      Instructions instructions,
      Consents consents,
      @Nullable BreachRegister breaches) {}

  private GdprKit(
      Controller controller,
      HookCatalog hooks,
      @Nullable ProcessingActivities activities,
      Exports exports,
      @Nullable WithStore withStore,
      Clock clock) {
    this.controller = controller;
    this.hooks = hooks;
    this.activities = activities;
    this.exports = exports;
    this.withStore = withStore;
    this.clock = clock;
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

  /**
   * What the controller does with personal data, with what the hooks declare, as the registers are
   * now: for the record of processing, the notices and the drift check (Art. 13, 14, 30).
   *
   * @throws IllegalStateException when the kit was given no activities
   */
  public JoinedActivities activities() {
    if (activities == null) {
      throw new IllegalStateException("This kit has no activities; name them with activities(...)");
    }
    return activities.joinedWith(hooks);
  }

  /** Archives of personal data (Art. 15(3), 20). */
  public Exports exports() {
    return exports;
  }

  /** Data subjects' requests, from receipt to answer (Art. 12, 15 to 22). */
  public Requests requests() {
    return desk().requests();
  }

  /** What a recurring task calls: reminders of what is due, and the end of what is kept. */
  public Housekeeping housekeeping() {
    return desk().housekeeping();
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

  /** Return and erasure of everyone's data, when a processor's service ends (Art. 28(3)(g)). */
  public EndOfService endOfService() {
    return desk().endOfService();
  }

  /** Proof of what was done (Art. 5(2)). */
  public EvidenceLog evidence() {
    return desk().evidence();
  }

  /** What recipients and processors are told, and what they answer (Art. 19, 28(3)(e)). */
  public Propagation propagation() {
    return new Propagation(withStore().instructions(), requests());
  }

  /** This kit as the processor of another one in the same process (Art. 28). */
  public ProcessorGateway asProcessor() {
    return new InProcessGateway(requests(), propagation(), restrictions(), clock);
  }

  /** Links under which people fetch their archives. */
  public DownloadGrants downloads() {
    return desk().downloads();
  }

  /** Every breach of personal data, and what was told of it (Art. 33, 34). */
  public BreachRegister breaches() {
    BreachRegister breaches = withStore().breaches();
    if (breaches == null) {
      throw new IllegalStateException(
          "This kit counts no hours after a breach; give it a clock with breachClock(...)");
    }
    return breaches;
  }

  /** Who consented to what, and who withdrew (Art. 7). */
  public Consents consents() {
    return withStore().consents();
  }

  private RequestDesk desk() {
    return withStore().desk();
  }

  private WithStore withStore() {
    if (withStore == null) {
      throw new IllegalStateException(
          "This kit only exports; give it a store of requests with store(...)");
    }
    return withStore;
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
    private HousekeepingSettings housekeeping = HousekeepingSettings.defaults();
    private @Nullable ProcessingActivities activities;
    private @Nullable AnswerWords words;
    private Gateways gateways = Gateways.none();
    private PropagationSettings propagation = PropagationSettings.defaults();
    private @Nullable Function<HookId, List<Recipient>> moreRecipients;
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

    /**
     * When people are reminded, and how long archives and papers are kept; {@link
     * HousekeepingSettings#defaults} unless it is set.
     */
    public Builder housekeeping(HousekeepingSettings newSettings) {
      housekeeping = newSettings;
      return this;
    }

    /** What answers to people say that only the controller knows; needed for answers alone. */
    public Builder answers(AnswerWords newWords) {
      words = newWords;
      return this;
    }

    /**
     * What the controller does with personal data. Access answers and archives then tell it
     * completely (Art. 15(1)(a) to (h)); without it they tell what hooks declare and the purposes
     * of {@link #answers}.
     */
    public Builder activities(ProcessingActivities newActivities) {
      activities = newActivities;
      return this;
    }

    /** The ways to recipients and processors; people tell them unless it is set. */
    public Builder gateways(Gateways newGateways) {
      gateways = newGateways;
      return this;
    }

    /** How long recipients have; {@link PropagationSettings#defaults} unless it is set. */
    public Builder propagation(PropagationSettings newSettings) {
      propagation = newSettings;
      return this;
    }

    /**
     * Who gets the data of a hook beside the recipients that it declares; unless it is set, those
     * that the {@link #activities} name.
     */
    public Builder moreRecipients(Function<HookId, List<Recipient>> newRecipients) {
      moreRecipients = newRecipients;
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
     * @throws IllegalArgumentException when the activities are another controller's, when nobody
     *     says what the data is used for, or when archives are kept for less long than answers say
     */
    public GdprKit build() {
      Controller who = Objects.requireNonNull(controller, "set the controller");
      HookCatalog what = Objects.requireNonNull(hooks, "set the hooks");
      ArchiveStore where = Objects.requireNonNull(archives, "set the archives' store");
      ArchiveFormat how = Objects.requireNonNull(format, "set the archives' format");
      requireActivitiesOf(who);
      requirePurposes();
      requireArchivesAsLongAsAnswersSay();
      Exports exports = new Exports(who, what, where, how, activities, words, clock);
      if (store == null) {
        return new GdprKit(who, what, activities, exports, null, clock);
      }
      return new GdprKit(
          who, what, activities, exports, withStore(store, who, what, where, how, exports), clock);
    }

    private WithStore withStore(
        RequestStore requests,
        Controller who,
        HookCatalog what,
        ArchiveStore where,
        ArchiveFormat how,
        Exports exports) {
      ResponseClock days = Objects.requireNonNull(responseClock, "set the response clock");
      SubjectKeys keys = Objects.requireNonNull(subjectKeys, "set the subject keys");
      Instructions instructions =
          new Instructions(who, requests, gateways, propagation, days, clock);
      RequestDesk desk =
          new RequestDesk(
              new RequestDesk.Parts(
                  who,
                  what,
                  where,
                  how,
                  exports,
                  requests,
                  keys,
                  Objects.requireNonNull(ledger, "set the ledger of erasures"),
                  days,
                  Objects.requireNonNull(signer, "set the checkpoints of the evidence"),
                  Objects.requireNonNull(checkpoints, "set the checkpoints of the evidence"),
                  checkpointPolicy,
                  settings,
                  housekeeping,
                  words,
                  instructions,
                  recipients(what),
                  clock));
      Consents consents = new Consents(requests, who.id(), keys, clock, withdrawalListeners);
      BreachRegister breaches =
          breachClock == null ? null : new BreachRegister(requests, who.id(), breachClock, clock);
      return new WithStore(desk, instructions, consents, breaches);
    }

    private void requireActivitiesOf(Controller who) {
      if (activities != null && !activities.controller().id().equals(who.id())) {
        throw new IllegalArgumentException(
            "The activities are those of "
                + activities.controller().id().value()
                + " and this kit answers for "
                + who.id().value()
                + "; make a kit for each controller");
      }
    }

    private void requirePurposes() {
      boolean saysNoPurpose =
          words != null
              && words.purposes().isEmpty()
              && (activities == null || activities.all().isEmpty());
      if (saysNoPurpose) {
        throw new IllegalArgumentException(
            "Answers say what the data is used for (Art. 15(1)(a)); name activities(...), or the"
                + " purposes in answers(...)");
      }
    }

    private void requireArchivesAsLongAsAnswersSay() {
      if (words != null && words.collectDays() > housekeeping.archiveDays()) {
        throw new IllegalArgumentException(
            "Answers say that an archive can be collected for "
                + words.collectDays()
                + " days, and it is kept for "
                + housekeeping.archiveDays()
                + "; keep archives for as long with housekeeping(...)");
      }
    }

    private Function<HookId, List<Recipient>> recipients(HookCatalog catalog) {
      if (moreRecipients != null) {
        return moreRecipients;
      }
      ProcessingActivities known = activities;
      if (known == null) {
        return hook -> List.of();
      }
      return hook ->
          catalog
              .find(hook)
              .map(found -> known.recipientsOf(found.declaration().category()))
              .orElse(List.of());
    }
  }
}
