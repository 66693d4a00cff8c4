package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveFormat;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.archive.DownloadGrants;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.erasure.ErasureLedger;
import io.github.gdprkit.erasure.LedgerGuard;
import io.github.gdprkit.erasure.LegalHolds;
import io.github.gdprkit.evidence.CheckpointPolicy;
import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.CheckpointStore;
import io.github.gdprkit.evidence.EvidenceLog;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.subject.SubjectKeys;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything that deals with requests, put together once. {@code GdprKit} makes it. */
public final class RequestDesk {

  private final Requests requests;
  private final Housekeeping housekeeping;
  private final Restrictions restrictions;
  private final LegalHolds holds;
  private final LedgerGuard ledger;
  private final Restores restores;
  private final EndOfService endOfService;
  private final EvidenceLog evidence;
  private final DownloadGrants downloads;

  /**
   * What it is made of.
   *
   * @param words what answers say, or {@code null} when nobody asks for answers
   * @param notices tells recipients
   * @param moreRecipients who gets the data of a hook beside those that it declares
   */
  public record Parts(
      Controller controller,
      HookCatalog hooks,
      ArchiveStore archives,
      ArchiveFormat format,
      Exports exports,
      RequestStore store,
      SubjectKeys keys,
      ErasureLedger ledger,
      ResponseClock responseClock,
      CheckpointSigner signer,
      CheckpointStore checkpoints,
      CheckpointPolicy checkpointPolicy,
      FulfilmentSettings settings,
      HousekeepingSettings housekeeping,
      @Nullable AnswerWords words,
      RecipientNotices notices,
      Function<HookId, List<Recipient>> moreRecipients,
      Clock clock) {}

  /**
   * The desk of one controller.
   *
   * @throws IllegalArgumentException when the ledger of erasures is another controller's
   */
  public RequestDesk(Parts parts) {
    if (!parts.ledger().controller().equals(parts.controller().id())) {
      throw new IllegalArgumentException(
          "The ledger of erasures is that of the controller "
              + parts.ledger().controller().value()
              + ", and the kit that of "
              + parts.controller().id().value()
              + "; give each controller a ledger of its own");
    }
    evidence =
        EvidenceLog.open(
            parts.controller().id(),
            parts.store(),
            parts.signer(),
            parts.checkpoints(),
            parts.checkpointPolicy(),
            parts.clock());
    restrictions = new Restrictions(parts.store(), parts.controller().id(), parts.keys());
    holds = new LegalHolds(parts.store(), parts.controller().id(), parts.keys(), parts.clock());
    ledger = new LedgerGuard(parts.ledger(), parts.store(), parts.keys(), parts.clock());
    downloads =
        new DownloadGrants(
            parts.controller().id(),
            parts.store(),
            new OwnArchives(parts.controller().id(), parts.archives(), parts.format()),
            parts.clock());
    Cases cases = new Cases(parts.store(), parts.controller(), evidence, parts.clock());
    Engine engine =
        new Engine(
            cases,
            parts.hooks(),
            parts.keys(),
            restrictions,
            holds,
            ledger,
            parts.exports(),
            new RequestArchives(
                parts.controller().id(), parts.archives(), parts.format(), downloads),
            parts.settings(),
            parts.notices(),
            parts.moreRecipients());
    endOfService = new EndOfService(engine);
    requests =
        new Requests(engine, parts.responseClock(), parts.exports().information(), parts.words());
    housekeeping = new Housekeeping(engine, requests, parts.responseClock(), parts.housekeeping());
    restores = new Restores(engine, parts.ledger(), evidence, endOfService);
  }

  /** Data subjects' requests. */
  public Requests requests() {
    return requests;
  }

  /** What is to be done again and again. */
  public Housekeeping housekeeping() {
    return housekeeping;
  }

  /** Whose data may only be stored. */
  public Restrictions restrictions() {
    return restrictions;
  }

  /** What must not be erased for now. */
  public LegalHolds holds() {
    return holds;
  }

  /** Who was erased. */
  public LedgerGuard ledger() {
    return ledger;
  }

  /** Return and erasure of everyone, when the service ends. */
  public EndOfService endOfService() {
    return endOfService;
  }

  /** What to do after a backup was restored. */
  public Restores restores() {
    return restores;
  }

  /** Proof of what was done. */
  public EvidenceLog evidence() {
    return evidence;
  }

  /** Links under which people fetch their archives. */
  public DownloadGrants downloads() {
    return downloads;
  }
}
