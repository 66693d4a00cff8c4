package io.github.gdprkit.erasure;

import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the tests of this room put into ledgers. */
final class Entries {

  static final PartyId EXAMPLE = new PartyId("example");
  static final Instant AT = Instant.parse("2026-01-31T09:00:00.123456789Z");
  static final SubjectKeys KEYS = SubjectKeys.under(new byte[32]);
  static final DataSubject ANNA =
      DataSubject.ofAccount("anna-4711").alsoKnownAs(IdentifierType.EMAIL, "anna@example.org");

  private Entries() {}

  static LedgerDraft draft(
      LedgerKind kind, String reference, DataSubject subject, String... hooks) {
    List<HookId> ids = new ArrayList<>();
    for (String hook : hooks) {
      ids.add(new HookId(hook));
    }
    return new LedgerDraft(
        kind,
        AT,
        reference,
        LedgerSubject.of(subject, KEYS),
        new Tombstone("gone-" + reference),
        ids);
  }

  static LedgerDraft ofEveryone(LedgerKind kind, String reference, String... hooks) {
    LedgerDraft one = draft(kind, reference, ANNA, hooks);
    return new LedgerDraft(
        kind, AT, reference, LedgerScope.everyone(), one.tombstone(), one.hooks());
  }

  static LedgerDraft draft(int number) {
    return draft(
        number % 2 == 1 ? LedgerKind.INTENT : LedgerKind.COMPLETED,
        "r" + (number + 1) / 2,
        DataSubject.ofAccount("account-" + (number + 1) / 2)
            .alsoKnownAs(IdentifierType.EMAIL, (number + 1) / 2 + "@example.org"),
        "messages-sent",
        "profile");
  }

  static List<LedgerEntry> all(ErasureLedger ledger) {
    List<LedgerEntry> entries = new ArrayList<>();
    ledger.entriesAfter(0, entries::add);
    return entries;
  }
}
