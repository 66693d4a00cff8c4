package io.github.gdprkit.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only shows when the drawn code is known beforehand; the rest is tested in the test kit. */
class ConfirmationChecksTest {

  private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");
  private static final DataSubject PERSON = DataSubject.ofAccount("anna");
  private static final RequestId REQUEST = new RequestId("one");

  @Test
  void confirmsTheDrawnCodeOfAPersonOnFile() {
    ConfirmationChannel channel = new ConfirmationChannel("email", "anna@example.org", NOW);
    ConfirmationChecks checks = checks(List.of(channel));
    checks.ask(REQUEST, PERSON);

    assertThat(checks.answer(REQUEST, PERSON, "00000042"))
        .isInstanceOf(IdentityAnswer.Confirmed.class);
  }

  @Test
  void confirmsNoCodeAtAllOfAPersonWhoIsNotKnownNotEvenTheOneThatWasDrawn() {
    ConfirmationChecks checks = checks(List.of());
    checks.ask(REQUEST, PERSON);

    assertThat(checks.answer(REQUEST, PERSON, "00000042"))
        .isEqualTo(new IdentityAnswer.NotConfirmed());
  }

  private static ConfirmationChecks checks(List<ConfirmationChannel> onFile) {
    SecureRandom always42 =
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public int nextInt(int bound) {
            return 42;
          }
        };
    ConfirmationChannels channels =
        new ConfirmationChannels() {
          @Override
          public List<ConfirmationChannel> onFile(DataSubject claimed) {
            return onFile;
          }

          @Override
          public void deliver(ConfirmationMessage message) {
            assertThat(message.secret()).isEqualTo("00000042");
          }
        };
    ConfirmationRules strict = ConfirmationRules.ofCodes();
    return new ConfirmationChecks(
        ConfirmationSecret.CODE,
        new ConfirmationRules(strict.life(), strict.attempts(), strict.perDay(), Duration.ZERO),
        new PartyId("here"),
        new OneChain(),
        SubjectKeys.under(new byte[32]),
        channels,
        Runnable::run,
        Clock.fixed(NOW, ZoneOffset.UTC),
        always42);
  }

  /** For one writer. */
  private static final class OneChain implements EvidenceStore {
    private final List<EvidenceEntry> entries = new ArrayList<>();

    @Override
    public List<EvidenceEntry> append(PartyId controller, List<EvidenceDraft> drafts) {
      drafts.forEach(draft -> entries.add(EvidenceEntry.after(head(controller), draft)));
      return entries.subList(entries.size() - drafts.size(), entries.size());
    }

    @Override
    public EvidenceHead head(PartyId controller) {
      return entries.isEmpty()
          ? EvidenceHead.none(controller)
          : entries.get(entries.size() - 1).head();
    }

    @Override
    public List<EvidenceEntry> stream(PartyId controller, StreamId stream) {
      return entries.stream().filter(entry -> entry.stream().equals(stream)).toList();
    }

    @Override
    public List<EvidenceEntry> read(PartyId controller, long afterSeq, int limit) {
      return entries.stream().filter(entry -> entry.seq() > afterSeq).limit(limit).toList();
    }
  }
}
