package io.github.gdprkit.testkit.propagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.erasure.ErasureReport;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RecipientResult;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.propagation.GatewayAnswer;
import io.github.gdprkit.propagation.InstructionId;
import io.github.gdprkit.propagation.InstructionState;
import io.github.gdprkit.propagation.InstructionStatus;
import io.github.gdprkit.propagation.Propagation;
import io.github.gdprkit.propagation.Settlement;
import io.github.gdprkit.request.Answer;
import io.github.gdprkit.request.AnswerKind;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.ToTell;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.canary.Canaries;
import io.github.gdprkit.testkit.canary.CanaryScan;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.log.CapturedLogs;
import io.github.gdprkit.testkit.memory.RecordingGateway;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two do it, one refuses, one is silent; and the person learns of all four. */
class FourRecipientsTest {

  private static final Recipient HOSTING = recipient("Quick Hosting", "quick");
  private static final Recipient MAIL = recipient("Slow Mail", "slow");
  private static final Recipient TAX = recipient("Strict Tax Advisers", "strict");
  private static final Recipient SILENT = recipient("Silent Analytics", "silent");

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock();
  private final RecordingGateway hosting = new RecordingGateway();
  private final RecordingGateway mail = new RecordingGateway();
  private final RecordingGateway tax = new RecordingGateway();
  private final RecordingGateway silent = new RecordingGateway();
  private final Canaries canaries = Canaries.of("FourRecipientsTest");
  private final String account = canaries.token("account");
  private final DataSubject person =
      DataSubject.ofAccount(account).alsoKnownAs(IdentifierType.EMAIL, canaries.email());
  private final Notes posts = new Notes("posts", HOSTING, MAIL).holding(person, canaries.text());
  private final Notes bills = new Notes("bills", TAX, SILENT, HOSTING).holding(person, "a bill");

  private static Recipient recipient(String name, String party) {
    return new Recipient(name, new PartyId(party));
  }

  private House house() {
    return new House(folder, "desk", clock, posts, bills)
        .telling("quick", hosting)
        .telling("slow", mail)
        .telling("strict", tax)
        .telling("silent", silent);
  }

  private static InstructionState to(Recipient recipient, Propagation propagation, RequestId id) {
    return propagation.of(id).stream()
        .filter(state -> state.recipient().equals(recipient))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @GdprReference(
      article = "19",
      text = "The controller shall inform the data subject about those recipients")
  void tellsThePersonWhatEachOfFourRecipientsMadeOfIt() throws Exception {
    CapturedLogs.look();
    House house = house();
    GdprKit kit = house.kit();
    Requests requests = kit.requests();
    Propagation propagation = kit.propagation();
    hosting.answering(new GatewayAnswer.Done(3));
    mail.answering(new GatewayAnswer.Acknowledged());
    tax.answering(
        new GatewayAnswer.Refused("tax-law", "The law has us keep bills for seven years"));
    RequestId id = house.grantedErasure(requests, person);

    requests.fulfil(id);

    assertThat(posts.of(person)).isEmpty();
    assertThat(to(HOSTING, propagation, id).status()).isEqualTo(InstructionStatus.DONE);
    assertThat(to(HOSTING, propagation, id).records()).isEqualTo(3);
    assertThat(to(MAIL, propagation, id).status()).isEqualTo(InstructionStatus.ACKNOWLEDGED);
    assertThat(to(TAX, propagation, id).status()).isEqualTo(InstructionStatus.REFUSED);
    assertThat(to(SILENT, propagation, id).status()).isEqualTo(InstructionStatus.INSTRUCTED);
    assertThat(hosting.taken()).hasSize(1);
    assertThat(hosting.taken().get(0).subject()).isEqualTo(person);
    assertThat(hosting.taken().get(0).data())
        .containsExactlyInAnyOrder("Notes posts", "Notes bills");
    assertThat(mail.taken().get(0).data()).containsExactly("Notes posts");
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(requests.erasureReport(id).isComplete()).isFalse();
    assertThat(propagation.overdue(LocalDate.of(2026, 2, 14))).isEmpty();

    mail.answering(new GatewayAnswer.Done(1));
    propagation.follow();
    assertThat(to(MAIL, propagation, id).status()).isEqualTo(InstructionStatus.DONE);

    clock.advance(Duration.ofDays(15));
    assertThat(propagation.overdue(LocalDate.of(2026, 2, 15)))
        .extracting(InstructionState::recipient)
        .containsExactly(SILENT);
    propagation.follow();
    propagation.follow();
    assertThat(house.evidence("instruction"))
        .filteredOn(entry -> entry.type().equals("overdue"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.details()).containsEntry("on", "2026-02-15"));
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(requests.recipientsTold(id))
        .extracting(RecipientTold::name, RecipientTold::result)
        .contains(
            tuple("Strict Tax Advisers", RecipientResult.REFUSES),
            tuple("Silent Analytics", RecipientResult.WAITING));

    InstructionId toTax = to(TAX, propagation, id).id();
    InstructionId toSilent = to(SILENT, propagation, id).id();
    propagation.settle(
        toTax, Settlement.GIVEN_UP, "We give them no new bills any more.", House.DPO);
    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.IN_PROGRESS);
    propagation.settle(
        toSilent, Settlement.DISPROPORTIONATE_EFFORT, "It left the market years ago", House.DPO);

    assertThat(requests.get(id).status()).isEqualTo(RequestStatus.PARTLY_FULFILLED);
    assertThat(requests.papers(id)).isEmpty();
    ErasureReport report = requests.erasureReport(id);
    assertThat(report.isComplete()).isTrue();
    assertThat(report.recipients()).isEqualTo(propagation.recipientsTold(id));
    assertThat(report.recipients())
        .extracting(RecipientTold::text)
        .containsExactlyInAnyOrder(
            "Quick Hosting: it did the same.",
            "Slow Mail: it did the same.",
            "Strict Tax Advisers: we told it, and it refused. The reason: The law has us keep bills"
                + " for seven years. We give them no new bills any more.",
            "Silent Analytics: it was not told, because that would have been a disproportionate"
                + " effort. The reason: It left the market years ago.");
    Answer answer = requests.answer(id);
    assertThat(answer.kind()).isEqualTo(AnswerKind.PARTIAL);
    assertThat(answer.texts(ToTell.RECIPIENTS_TOLD))
        .singleElement()
        .satisfies(
            text ->
                assertThat(text)
                    .contains("Quick Hosting: it did the same.")
                    .contains("The law has us keep bills"));
    assertThat(answer.texts(ToTell.REFUSAL_REASON))
        .singleElement()
        .satisfies(text -> assertThat(text).startsWith("Strict Tax Advisers may still have data"));
    assertThat(answer.texts(ToTell.COMPLAINT)).isNotEmpty();

    // Nothing that outlives the request says whose it was.
    ByteArrayOutputStream evidence = new ByteArrayOutputStream();
    kit.evidence().export(evidence);
    List<Object> seen = new ArrayList<>(propagation.of(id));
    seen.addAll(List.of(answer, report, tax, propagation.follow()));
    seen.addAll(hosting.taken());
    seen.addAll(house.store.sheets(house.controller.id(), "instruction", null, 10));
    CanaryScan.of(canaries)
        .withoutControl()
        .inText("evidence", evidence.toString(StandardCharsets.UTF_8))
        .inTexts(
            "sheets",
            house.store.sheets(house.controller.id(), "instruction", null, 10).stream()
                .map(sheet -> sheet.fields().toString())
                .toList())
        .inTexts("words", List.of(propagation.words(toTax)))
        .inTexts("log", CapturedLogs.lines())
        .inObjects(seen.toArray())
        .assertNone();
    assertThat(evidence.toString(StandardCharsets.UTF_8))
        .contains("tax-law")
        .doesNotContain("Strict Tax Advisers")
        .doesNotContain("seven years");
  }

  @Test
  @GdprReference(article = "5(1)(e)", text = "for no longer than is necessary")
  void erasesTheWordsAboutRecipientsWithThePapers() {
    House house = house();
    GdprKit kit = house.kit();
    hosting.answering(new GatewayAnswer.Done(3));
    mail.answering(new GatewayAnswer.Done(1));
    silent.answering(new GatewayAnswer.Done(0));
    tax.answering(new GatewayAnswer.Refused("tax-law", "The law has us keep bills"));
    RequestId id = house.grantedErasure(kit.requests(), person);
    kit.requests().fulfil(id);
    kit.propagation()
        .settle(
            to(TAX, kit.propagation(), id).id(), Settlement.GIVEN_UP, "It is the law.", House.DPO);
    assertThat(kit.requests().get(id).status().isFinal()).isTrue();
    assertThat(house.store.sheets(house.controller.id(), "instruction", null, 10)).hasSize(4);

    kit.requests().erasePapersClosedBefore(clock.instant());
    assertThat(house.store.sheets(house.controller.id(), "instruction", null, 10)).hasSize(4);
    clock.advance(Duration.ofDays(30));
    kit.requests().erasePapersClosedBefore(clock.instant());
    kit.requests().erasePapersClosedBefore(clock.instant());

    assertThat(house.store.sheets(house.controller.id(), "instruction", null, 10)).isEmpty();
    assertThat(house.evidence("instruction"))
        .filteredOn(entry -> entry.type().equals("words-erased"))
        .hasSize(4);
    assertThat(kit.propagation().recipientsTold(id))
        .extracting(RecipientTold::text)
        .contains("Strict Tax Advisers: we told it, and it refused.");
    assertThat(kit.propagation().follow().open()).isEmpty();
  }
}
