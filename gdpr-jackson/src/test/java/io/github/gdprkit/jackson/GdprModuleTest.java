package io.github.gdprkit.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchivedFile;
import io.github.gdprkit.erasure.ErasureOutcome;
import io.github.gdprkit.erasure.ErasureReport;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RecipientResult;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.request.Answer;
import io.github.gdprkit.request.AnswerItem;
import io.github.gdprkit.request.AnswerKind;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.ToTell;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKey;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GdprModuleTest {

  private static final ErasureRule.Retention RETENTION =
      new ErasureRule.Retention(RetentionGround.LEGAL_CLAIMS, "invoices", "2036");

  private static final Instant APPROVED = Instant.parse("2026-03-01T09:30:00Z");

  private final ObjectMapper mapper = new ObjectMapper().registerModule(new GdprModule());

  static Stream<Arguments> modelAndJson() {
    return Stream.of(
        Arguments.of(new HookId("messages-sent"), HookId.class, "'messages-sent'"),
        Arguments.of(new ArchiveId("a-1"), ArchiveId.class, "'a-1'"),
        Arguments.of(
            Controller.of("acme", "Acme Ltd"), Controller.class, "{'id':'acme','name':'Acme Ltd'}"),
        Arguments.of(
            DataSubject.ofAccount("12").alsoKnownAs(IdentifierType.EMAIL, "anna@example.org"),
            DataSubject.class,
            "{'identifiers':[{'type':'account','value':'12'},"
                + "{'type':'email','value':'anna@example.org'}]}"),
        Arguments.of(
            Scope.of(DataSubject.ofAccount("12")),
            Scope.class,
            "{'kind':'one-data-subject','subject':{'identifiers':"
                + "[{'type':'account','value':'12'}]}}"),
        Arguments.of(
            Scope.everyoneOf(Controller.of("acme", "Acme Ltd")),
            Scope.class,
            "{'kind':'everyone','controller':{'id':'acme','name':'Acme Ltd'}}"),
        Arguments.of(
            new Approval("case-7", "the privacy desk", APPROVED),
            Approval.class,
            "{'reference':'case-7','approvedBy':'the privacy desk',"
                + "'approvedAt':'2026-03-01T09:30:00Z'}"),
        Arguments.of(
            Findings.of(3).withBytes(10).upTo("n3"),
            Findings.class,
            "{'records':3,'bytes':10,'upTo':'n3'}"),
        Arguments.of(new RetentionRule("one year"), RetentionRule.class, "'one year'"),
        Arguments.of(new Recipient("Mail Ltd"), Recipient.class, "{'name':'Mail Ltd'}"),
        Arguments.of(
            new PersonalDataCategory("profile", "Profile"),
            PersonalDataCategory.class,
            "{'id':'profile','title':'Profile'}"),
        Arguments.of(LegalBasis.LEGAL_OBLIGATION, LegalBasis.class, "'legal-obligation'"),
        Arguments.of(DataSubjectRight.HUMAN_REVIEW, DataSubjectRight.class, "'human-review'"),
        Arguments.of(
            new Disposition.ByHand("why"), Disposition.class, "{'kind':'by-hand','text':'why'}"),
        Arguments.of(
            new Disposition.Kept("why", RETENTION),
            Disposition.class,
            "{'kind':'kept','text':'why','retention':{'ground':'legal-claims','what':'invoices',"
                + "'until':'2036'}}"),
        Arguments.of(RequestStatus.AWAITING_IDENTITY, RequestStatus.class, "'awaiting-identity'"),
        Arguments.of(new RequestId("r-1"), RequestId.class, "'r-1'"),
        Arguments.of(
            new RequestHeader(
                new RequestId("r-1"),
                new PartyId("acme"),
                Claim.ERASURE,
                RequestStatus.IN_PROGRESS,
                4,
                LocalDate.parse("2026-03-01"),
                LocalDate.parse("2026-04-01"),
                new SubjectKey("A".repeat(43)),
                null),
            RequestHeader.class,
            "{'id':'r-1','controller':'acme','claim':'erasure','status':'in-progress','version':4,"
                + "'receivedOn':'2026-03-01','lastDay':'2026-04-01','subject':'"
                + "A".repeat(43)
                + "','duplicateOf':null}"),
        Arguments.of(
            new ErasureReport(
                "r-1",
                APPROVED,
                null,
                List.of(
                    new ErasureReport.Part(
                        new HookId("notes"),
                        "Notes",
                        "They go.",
                        List.of(
                            new ErasureOutcome.Erased(new HookId("notes"), 3),
                            new ErasureOutcome.Retained(new HookId("notes"), 1, RETENTION)))),
                List.of(
                    new RecipientTold(
                        "Acme", RecipientResult.NO_ANSWER, "It has left the market."))),
            ErasureReport.class,
            "{'reference':'r-1','at':'"
                + APPROVED
                + "','verifiedAt':null,'parts':[{'hook':'notes','title':'Notes','text':'They go.',"
                + "'outcomes':[{'outcome':'erased','hook':'notes','records':3},"
                + "{'outcome':'retained','hook':'notes','records':1,'retention':{"
                + "'ground':'legal-claims','what':'invoices','until':'2036'}}]}],'recipients':[{'name':'Acme','result':'no-answer',"
                + "'reason':'It has left the market.'}]}"),
        Arguments.of(
            new Answer(
                AnswerKind.WITHDRAWAL,
                Claim.ACCESS,
                List.of(new AnswerItem(ToTell.REQUEST_WITHDRAWN, "12(3)", "As you wish."))),
            Answer.class,
            "{'kind':'withdrawal','claim':'access','items':[{'what':'request-withdrawn',"
                + "'reference':'12(3)','text':'As you wish.'}]}"),
        Arguments.of(
            new ArchivedFile.Records("a/000001.jsonl", new HookId("a"), 2, 30, "ab"),
            ArchivedFile.class,
            "{'kind':'records','path':'a/000001.jsonl','part':'a','records':2,'bytes':30,"
                + "'sha256':'ab'}"),
        Arguments.of(
            new ArchivedFile.StoredAttachment("p", new HookId("a"), "9", "n", null, 3, "ab"),
            ArchivedFile.class,
            "{'kind':'attachment','path':'p','part':'a','id':'9','name':'n','mediaType':null,"
                + "'bytes':3,'sha256':'ab'}"),
        Arguments.of(
            new ArchivedFile.MissingAttachment("p", new HookId("a"), "9", "n", "gone"),
            ArchivedFile.class,
            "{'kind':'missing-attachment','path':'p','part':'a','id':'9','name':'n',"
                + "'reason':'gone'}"),
        Arguments.of(
            new ArchivedFile.Supplement("index.html", 5, "ab"),
            ArchivedFile.class,
            "{'kind':'supplement','path':'index.html','bytes':5,'sha256':'ab'}"));
  }

  @ParameterizedTest
  @MethodSource("modelAndJson")
  void writesAndReadsTheModel(Object value, Class<?> type, String json)
      throws JsonProcessingException {
    String literal = json.replace('\'', '"');

    assertThat(mapper.writerFor(type).writeValueAsString(value)).isEqualTo(literal);
    assertThat((Object) mapper.readValue(literal, type)).isEqualTo(value);
  }

  @Test
  void bringsAnOrderBackAsItWas() throws JsonProcessingException {
    ExportOrder order =
        ExportOrder.of(
            new ArchiveId("a-1"),
            DataSubject.ofAccount("12"),
            "Anna",
            ThirdPartyPolicy.OWN,
            new Approval("case-7", "the privacy desk", APPROVED));

    String json = mapper.writeValueAsString(order);

    assertThat(mapper.readValue(json, ExportOrder.class)).isEqualTo(order);
  }

  @Test
  void bringsADeclarationBackAsItWas() throws JsonProcessingException {
    Declaration declaration =
        Declaration.of("notes", "Notes", new PersonalDataCategory("notes", "Notes"))
            .text("What you noted.")
            .field("text", "The note")
            .relations(Relation.AUTHOR)
            .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
            .legalBases(LegalBasis.CONTRACT)
            .recipient("Mail Ltd")
            .retention("one year")
            .byHook("You get them.", DataSubjectRight.ACCESS)
            .notApplicable("No.", DataSubjectRight.HUMAN_REVIEW)
            .build();

    String json = mapper.writeValueAsString(declaration);

    assertThat(mapper.readValue(json, Declaration.class)).isEqualTo(declaration);
  }

  @Test
  void leavesOtherTypesOfTheMapperAlone() throws JsonProcessingException {
    assertThat(mapper.writeValueAsString(DayOfWeek.MONDAY)).isEqualTo("\"MONDAY\"");
    assertThatThrownBy(() -> mapper.writeValueAsString(APPROVED))
        .as("how instants are written stays the mapper's own choice")
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> mapper.writeValueAsString(new OfAHost(LocalDate.EPOCH, "x")))
        .isInstanceOf(JsonProcessingException.class);
    assertThat(mapper.writeValueAsString(new OfAHost(null, "x")))
        .isEqualTo("{\"day\":null,\"text\":\"x\",\"short\":true}");
  }

  private record OfAHost(@Nullable LocalDate day, String text) {
    public boolean isShort() {
      return text.length() < 2;
    }
  }

  @Test
  void namesThePossibleWordsWhenOneIsUnknown() {
    assertThatThrownBy(() -> mapper.readValue("\"by-magic\"", Relation.class))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessageContaining("author")
        .hasMessageContaining("observer");
  }

  @Test
  void refusesWhatTheModelRefuses() {
    assertThatThrownBy(() -> mapper.readValue("\"../etc\"", HookId.class))
        .hasMessageContaining("A hook id is");
  }
}
