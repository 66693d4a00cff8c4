package io.github.gdprkit.fulfilment;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.request.RequestId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The list of requests that have archives, or had one that nobody noted to be erased: a sheet each,
 * which says nothing but that. Written before the first byte of an archive, so that none is ever
 * forgotten.
 */
final class KeptArchives {

  private static final Logger LOG = LoggerFactory.getLogger(KeptArchives.class);

  private static final String KIND = "request-archive";
  private static final String BEGUN = "archive-begun";
  private static final String EXPIRED = "archive-expired";
  private static final String ERASED = "archive-erased";
  private static final String SHEET = "sheet";

  private final Cases cases;
  private final RequestArchives archives;

  KeptArchives(Cases cases, RequestArchives archives) {
    this.cases = cases;
    this.archives = archives;
  }

  /** Before an archive is begun. */
  void begin(RequestId id) {
    Sheet sheet = new Sheet(new SheetId(KIND, id.value()), Map.of());
    while (true) {
      // In this order: whoever writes the sheet between the two looks makes this one's step stale.
      long version = version(last(id));
      if (cases.store().sheet(cases.controller(), sheet.id()).isPresent()) {
        return;
      }
      try {
        cases.append(
            List.of(draft(id, version, BEGUN, Map.of(SHEET, sheet.fingerprint()))),
            List.of(new SheetChange.Put(sheet)));
        return;
      } catch (StaleStreamException e) {
        LOG.debug("Another node began the archive of request {} in this moment", id);
      }
    }
  }

  void each(Consumer<RequestId> use) {
    cases
        .store()
        .eachSheet(cases.controller(), KIND, sheet -> use.accept(new RequestId(sheet.id().id())));
  }

  /** Erases an archive whose time is over; tells whether nothing is left of it. */
  boolean expire(RequestId id) {
    try {
      Optional<EvidenceEntry> last = last(id);
      long version = version(last);
      if (last.isEmpty() || !last.get().type().equals(EXPIRED)) {
        cases.append(List.of(draft(id, version, EXPIRED, Map.of())));
        version++;
      }
      if (!archives.discard(id)) {
        return false;
      }
      cases.append(
          List.of(draft(id, version, ERASED, Map.of())),
          List.of(new SheetChange.Erase(new SheetId(KIND, id.value()))));
      return true;
    } catch (StaleStreamException e) {
      LOG.debug("Another node erases the archive of request {} in this moment", id);
      return false;
    }
  }

  private Optional<EvidenceEntry> last(RequestId id) {
    return cases.store().last(cases.controller(), new StreamId(KIND, id.value()));
  }

  private static long version(Optional<EvidenceEntry> last) {
    return last.map(EvidenceEntry::version).orElse(0L);
  }

  private EvidenceDraft draft(
      RequestId id, long version, String type, Map<String, String> details) {
    return new EvidenceDraft(new StreamId(KIND, id.value()), version, type, cases.now(), details);
  }
}
