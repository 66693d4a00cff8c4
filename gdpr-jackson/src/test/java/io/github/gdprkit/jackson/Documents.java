package io.github.gdprkit.jackson;

import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.deadline.BreachDeadline;
import io.github.gdprkit.deadline.DeadlineSource;
import io.github.gdprkit.deadline.RuleSet;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.fulfilment.EndOfServiceChoice;
import io.github.gdprkit.fulfilment.EndOfServiceReport;
import io.github.gdprkit.fulfilment.EndOfServiceStatus;
import io.github.gdprkit.fulfilment.EndOfServiceStep;
import io.github.gdprkit.fulfilment.EndingService;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.information.ActivitySheet;
import io.github.gdprkit.information.ControllerRecord;
import io.github.gdprkit.information.DriftFinding;
import io.github.gdprkit.information.InformationGap;
import io.github.gdprkit.information.JoinedActivity;
import io.github.gdprkit.information.JoinedCategory;
import io.github.gdprkit.information.JoinedProcessor;
import io.github.gdprkit.information.NoticeBlock;
import io.github.gdprkit.information.PrivacyNotice;
import io.github.gdprkit.information.ProcessorRecord;
import io.github.gdprkit.information.RecipientTransfer;
import io.github.gdprkit.information.RecordOfProcessing;
import io.github.gdprkit.information.Required;
import io.github.gdprkit.party.AdequacyDecision;
import io.github.gdprkit.party.AgreementPoint;
import io.github.gdprkit.party.Authorisation;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.EeaMembership;
import io.github.gdprkit.party.JointControllers;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.Processor;
import io.github.gdprkit.party.Service;
import io.github.gdprkit.party.Subprocessor;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferFinding;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.processing.ActivityId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.ProcessingActivity;
import io.github.gdprkit.processing.Purpose;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RecipientResult;
import io.github.gdprkit.processing.RecipientTold;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.processing.SpecialCategoryCondition;
import io.github.gdprkit.propagation.GatewayAnswer;
import io.github.gdprkit.propagation.Instruction;
import io.github.gdprkit.propagation.InstructionId;
import io.github.gdprkit.propagation.InstructionKind;
import io.github.gdprkit.propagation.InstructionState;
import io.github.gdprkit.propagation.InstructionStatus;
import io.github.gdprkit.register.Breach;
import io.github.gdprkit.register.BreachAmendment;
import io.github.gdprkit.register.BreachCommunication;
import io.github.gdprkit.register.BreachContent;
import io.github.gdprkit.register.BreachEvent;
import io.github.gdprkit.register.BreachExemption;
import io.github.gdprkit.register.BreachFacts;
import io.github.gdprkit.register.BreachId;
import io.github.gdprkit.register.BreachKind;
import io.github.gdprkit.register.BreachNotice;
import io.github.gdprkit.register.BreachNotification;
import io.github.gdprkit.register.BreachRisk;
import io.github.gdprkit.register.BreachStep;
import io.github.gdprkit.register.BreachWords;
import io.github.gdprkit.register.Consent;
import io.github.gdprkit.register.ConsentEnd;
import io.github.gdprkit.register.ConsentId;
import io.github.gdprkit.register.ConsentReceipt;
import io.github.gdprkit.register.ConsentText;
import io.github.gdprkit.register.ConsentTextId;
import io.github.gdprkit.register.SubprocessorDetails;
import io.github.gdprkit.register.SubprocessorDiligence;
import io.github.gdprkit.register.SubprocessorDiligence.Evaluation;
import io.github.gdprkit.register.SubprocessorEntry;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorList;
import io.github.gdprkit.register.SubprocessorNotice;
import io.github.gdprkit.register.SubprocessorReply;
import io.github.gdprkit.register.SubprocessorStatus;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.subject.DataSubject;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One of each document that is written as JSON, with the name of its golden file. */
final class Documents {

  static final PartyId CHOIR = new PartyId("choir");
  static final PartyId CHAT = new PartyId("chat");
  static final PartyId MAIL = new PartyId("mail");

  static final Country GERMANY = new Country("DE", "Germany");
  static final Country UNITED_STATES = new Country("US", "United States");

  static final Organisation CHAT_COMPANY =
      new Organisation(
          CHAT,
          "Example Chat GmbH",
          "Beispielstraße 1, 10115 Berlin",
          GERMANY,
          List.of(
              new Contact(
                  ContactKind.DATA_PROTECTION_OFFICER,
                  "Dr. Ada Muster",
                  "external officer",
                  "dpo@chat.example"),
              Contact.of(ContactKind.SECURITY, "On-call", "+49 30 000000")),
          URI.create("https://chat.example/privacy"));

  static final ProcessingAgreement AGREEMENT =
      new ProcessingAgreement(
          "DPA-2026-17",
          LocalDate.of(2026, 1, 15),
          LocalDate.of(2028, 1, 14),
          "Hosting of the choir's team chat",
          EnumSet.allOf(AgreementPoint.class),
          Authorisation.GENERAL,
          30);

  static final Transfer TRANSFER =
      new Transfer(
          UNITED_STATES,
          TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES,
          "Texts are encrypted before they leave.",
          URI.create("https://mail.example/clauses"));

  static final JointControllers JOINT = joint();

  static final ProcessingActivity ACTIVITY =
      ProcessingActivity.of("team-chat", "Team chat", CHOIR)
          .jointly(JOINT)
          .processedBy(MAIL)
          .processedBy(CHAT)
          .purpose(Purpose.of("Talk about rehearsals", LegalBasis.CONTRACT))
          .purpose(
              new Purpose(
                  "Find out who disturbs",
                  LegalBasis.LEGITIMATE_INTERESTS,
                  "That everybody can use the chat undisturbed"))
          .specialCategories(SpecialCategoryCondition.EXPLICIT_CONSENT)
          .dataSubjects("Members", "Guests")
          .categories(
              new PersonalDataCategory("messages-sent", "Messages sent"),
              new PersonalDataCategory("profile", "Profile"))
          .recipient(new Recipient("Mail Inc.", MAIL))
          .recipient(new Recipient("The printer of the programme"))
          .transfer(TRANSFER)
          .measures("Encryption in transit", "Access by role")
          .requirement("You need an account to take part; without one we call you.")
          .automatedDecision("A filter hides what it takes for spam; a moderator looks at it.")
          .kept(new PersonalDataCategory("profile", "Profile"), "until you leave the choir")
          .withoutHook("Voting slips are on paper.")
          .build();

  /** A document: what it is called, what it is, and its type. */
  record Document<T>(String name, T value, Class<T> type) {}

  private Documents() {}

  static List<Document<?>> all() {
    return Stream.of(
            parties(),
            Records.documents(),
            Subprocessors.documents(),
            Recipients.documents(),
            Cases.documents())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Document<?>> parties() {
    return List.of(
        new Document<>("organisation", CHAT_COMPANY, Organisation.class),
        new Document<>("processing-agreement", AGREEMENT, ProcessingAgreement.class),
        new Document<>("processor", new Processor(CHAT, CHOIR, AGREEMENT), Processor.class),
        new Document<>(
            "subprocessor",
            new Subprocessor(
                MAIL,
                CHAT,
                ProcessingAgreement.specific("M-4", LocalDate.of(2026, 2, 1), "Notifications")),
            Subprocessor.class),
        new Document<>("joint-controllers", JOINT, JointControllers.class),
        new Document<>("transfer", TRANSFER, Transfer.class),
        new Document<>(
            "adequacy-decision",
            new AdequacyDecision(
                UNITED_STATES,
                "Organisations on the Data Privacy Framework list",
                true,
                LocalDate.of(2023, 7, 10),
                null,
                "(EU) 2023/1795"),
            AdequacyDecision.class),
        new Document<>(
            "eea-membership",
            new EeaMembership(
                new Country("GB", "United Kingdom"),
                LocalDate.of(1994, 1, 1),
                LocalDate.of(2020, 12, 31)),
            EeaMembership.class),
        new Document<>(
            "transfer-finding",
            new TransferFinding(
                TransferFinding.Kind.IMPACT_ASSESSMENT,
                UNITED_STATES,
                TRANSFER,
                "Say what the law there makes of the clauses."),
            TransferFinding.class),
        new Document<>(
            "deployment",
            Deployment.cloud(new Service("team-chat", "Example Chat", CHAT_COMPANY)),
            Deployment.class),
        new Document<>("processing-activity", ACTIVITY, ProcessingActivity.class),
        new Document<>(
            "sheet",
            new Sheet(
                new SheetId("subprocessor", "mail"),
                Map.of("name", "Mail Inc.", "reason", "It sends “You have a message”.")),
            Sheet.class));
  }

  private static JointControllers joint() {
    Map<PartyId, String> responsibilities = new LinkedHashMap<>();
    responsibilities.put(CHOIR, "Answers data subjects and invites guests");
    responsibilities.put(new PartyId("church"), "Runs the rooms");
    return new JointControllers(
        responsibilities,
        CHOIR,
        "The choir runs the chat, the church its rooms; ask either.",
        URI.create("https://choir.example/together"));
  }

  /** Records of processing and notices. */
  private static final class Records {

    private static List<Document<?>> documents() {
      PersonalDataCategory messages = new PersonalDataCategory("messages-sent", "Messages sent");
      JoinedActivity joined =
          new JoinedActivity(
              ACTIVITY,
              List.of(Organisation.of("church", "Parish of St. Example", GERMANY)),
              List.of(
                  new JoinedCategory(
                      messages,
                      List.of(new HookId("messages-sent")),
                      EnumSet.of(SourceOfData.PROVIDED_BY_DATA_SUBJECT),
                      EnumSet.of(LegalBasis.CONTRACT),
                      List.of(new Recipient("Mail Inc.", MAIL)),
                      List.of(new RetentionRule("until the account is erased")),
                      orderly("message", "attachment"))),
              List.of(new Recipient("Mail Inc.", MAIL)),
              List.of(
                  new JoinedProcessor(
                      new Recipient("Example Chat GmbH", CHAT),
                      true,
                      List.of(new Recipient("Mail Inc.", MAIL)))),
              List.of(Organisation.of("mail", "Mail Inc.", UNITED_STATES)),
              List.of(new RecipientTransfer(new Recipient("Mail Inc.", MAIL), TRANSFER)));
      return List.of(
          new Document<>(
              "controller-record",
              new ControllerRecord(
                  Organisation.of("choir", "Example Choir", GERMANY),
                  LocalDate.of(2026, 3, 1),
                  List.of(
                      new ActivitySheet(
                          joined,
                          List.of("Example Chat 4"),
                          LocalDate.of(2025, 9, 1),
                          LocalDate.of(2026, 2, 1))),
                  List.of(
                      new InformationGap(
                          "46",
                          Required.WHERE_APPLICABLE,
                          "Team chat",
                          "nobody says what the law there makes of the clauses"))),
              RecordOfProcessing.class),
          new Document<>(
              "processor-record",
              new ProcessorRecord(
                  CHAT_COMPANY,
                  null,
                  List.of(
                      new ProcessorRecord.ForController(
                          Organisation.of("choir", "Example Choir", GERMANY),
                          List.of(
                              new ProcessorRecord.Processing(
                                  new ActivityId("team-chat"),
                                  "Team chat",
                                  List.of(messages),
                                  List.of("Members"),
                                  List.of(new Recipient("Mail Inc.", MAIL)))),
                          List.of(new RecipientTransfer(null, TRANSFER)))),
                  List.of("Encryption in transit")),
              RecordOfProcessing.class),
          new Document<>(
              "privacy-notice",
              new PrivacyNotice(
                  PrivacyNotice.Kind.COLLECTED_FROM_DATA_SUBJECT,
                  "Example Choir",
                  List.of(
                      new NoticeBlock(
                          "13(1)(c)",
                          "What for",
                          Required.ALWAYS,
                          List.of("Talk about rehearsals (contract)"))),
                  List.of(
                      new InformationGap(
                          "13(1)(b)",
                          Required.WHERE_APPLICABLE,
                          "Example Choir",
                          "no data protection officer is named"))),
              PrivacyNotice.class),
          new Document<>(
              "drift-finding",
              new DriftFinding(
                  DriftFinding.Kind.HOOK_WITHOUT_ACTIVITY,
                  "reactions",
                  "No activity covers what it stores; add its category to one."),
              DriftFinding.class));
    }

    private static Set<String> orderly(String... names) {
      return new LinkedHashSet<>(List.of(names));
    }
  }

  /** The register of subprocessors. */
  private static final class Subprocessors {

    private static final Organisation MAIL_COMPANY =
        Organisation.of("mail", "Mail Inc.", UNITED_STATES);

    private static List<Document<?>> documents() {
      SubprocessorId id = new SubprocessorId("mail");
      SubprocessorList.Listing listing =
          new SubprocessorList.Listing(
              id,
              MAIL_COMPANY,
              "email delivery",
              "Sends notifications of unread messages",
              List.of("team-chat"),
              List.of(TRANSFER),
              1,
              CHAT,
              "Example Chat GmbH");
      SubprocessorNotice notice =
          new SubprocessorNotice(
              id,
              Controller.of("choir", "Example Choir"),
              CHAT_COMPANY,
              MAIL_COMPANY,
              "email delivery",
              "Sends notifications of unread messages",
              List.of("team-chat"),
              List.of(TRANSFER),
              null,
              "Post AG",
              LocalDate.of(2026, 3, 2),
              Authorisation.GENERAL,
              LocalDate.of(2026, 4, 1));
      SubprocessorEntry entry =
          new SubprocessorEntry(
              id,
              SubprocessorStatus.NOTIFIED,
              new SubprocessorDetails(
                  MAIL_COMPANY,
                  "email delivery",
                  "Sends notifications of unread messages",
                  List.of("team-chat"),
                  List.of(TRANSFER),
                  AGREEMENT,
                  null,
                  new SubprocessorId("post")),
              LocalDate.of(2026, 2, 1),
              List.of(
                  SubprocessorDiligence.of(
                      new Actor("dpo"),
                      LocalDate.of(2026, 2, 10),
                      Evaluation.positive("Report of 2025"),
                      Evaluation.positive(""),
                      Evaluation.positive(""))),
              LocalDate.of(2026, 3, 2),
              List.of(
                  new SubprocessorReply(
                      notice,
                      SubprocessorReply.Standing.SETTLED,
                      LocalDate.of(2026, 3, 9),
                      "We want no provider outside of the Union.",
                      SubprocessorReply.Settlement.NOT_ENGAGED_FOR_IT,
                      "The choir gets its notifications from the old one.")),
              List.of(),
              null,
              null,
              "",
              null,
              List.of());
      return List.of(
          new Document<>(
              "subprocessor-list",
              new SubprocessorList(
                  CHAT_COMPANY,
                  LocalDate.of(2026, 3, 2),
                  Deployment.Kind.CLOUD,
                  List.of(new SubprocessorList.Served("team-chat", "Example Chat")),
                  List.of(new SubprocessorList.Engaged(listing, LocalDate.of(2025, 1, 1))),
                  List.of(
                      new SubprocessorList.Upcoming(
                          listing,
                          SubprocessorList.Change.ENDS,
                          LocalDate.of(2026, 6, 1),
                          null,
                          null))),
              SubprocessorList.class),
          new Document<>("subprocessor-notice", notice, SubprocessorNotice.class),
          new Document<>("subprocessor-entry", entry, SubprocessorEntry.class));
    }
  }

  /** What recipients are told. */
  private static final class Recipients {

    private static List<Document<?>> documents() {
      return List.of(
          new Document<>(
              "instruction",
              new Instruction(
                  new InstructionId("tell-1"),
                  InstructionKind.ERASURE,
                  Controller.of("choir", "Example Choir"),
                  new Recipient("Example Chat GmbH", CHAT),
                  DataSubject.ofAccount("12"),
                  List.of("Messages sent"),
                  List.of(),
                  Set.of(Condition.UNLAWFULLY_PROCESSED, Condition.CONSENT_WITHDRAWN),
                  LocalDate.of(2026, 3, 16),
                  null),
              Instruction.class),
          new Document<>(
              "gateway-answer",
              new GatewayAnswer.Refused(
                  "legal-obligation",
                  "Invoices are kept for ten years.",
                  List.of(new GatewayAnswer.Kept("invoices", "legal-obligation")),
                  7),
              GatewayAnswer.class),
          new Document<>(
              "instruction-state",
              new InstructionState(
                  new InstructionId("tell-1"),
                  InstructionKind.ERASURE,
                  new RequestId("r-1"),
                  new TaskId("erase.messages"),
                  new Recipient("Example Chat GmbH", CHAT),
                  InstructionStatus.REFUSED,
                  LocalDate.of(2026, 3, 16),
                  true,
                  2,
                  "timeout",
                  Instant.parse("2026-03-03T08:00:00Z"),
                  LocalDate.of(2026, 3, 17),
                  new GatewayAnswer.Refused("legal-obligation", "Invoices are kept."),
                  0,
                  null,
                  "",
                  Actor.SYSTEM,
                  4),
              InstructionState.class),
          new Document<>(
              "recipient-told",
              new RecipientTold(
                  "Mail Inc.", RecipientResult.REFUSED, "Invoices are kept for ten years."),
              RecipientTold.class));
    }
  }

  /** Breaches and consents. */
  private static final class Cases {

    private static final Instant DETECTED = Instant.parse("2026-03-02T08:15:00Z");

    private static final BreachContent CONTENT =
        BreachContent.of("A list of members was sent to a wrong address")
            .withSubjects(120L, "Members")
            .withContact(Contact.of(ContactKind.PRIVACY, "Privacy desk", "privacy@choir.example"))
            .withMeasures("The addressee deleted the list.");

    private static final BreachNotice NOTICE =
        new BreachNotice(
            "B-7",
            1,
            CHAT,
            CHOIR,
            EnumSet.of(BreachKind.CONFIDENTIALITY),
            DETECTED,
            DETECTED.minusSeconds(900),
            null,
            DETECTED.plusSeconds(3600),
            CONTENT);

    private static List<Document<?>> documents() {
      return List.of(
          new Document<>(
              "breach", new Breach(new BreachId("2026-1"), CHOIR, steps()), Breach.class),
          new Document<>("breach-notice", NOTICE, BreachNotice.class),
          new Document<>(
              "consent-receipt",
              new ConsentReceipt(
                  CHOIR,
                  new Consent(
                      new ConsentId("c-1"),
                      ConsentTextId.of("newsletter", "2", "en"),
                      "0123456789abcdef".repeat(4),
                      "web-form",
                      DETECTED,
                      new ConsentEnd(
                          ConsentEnd.Kind.WITHDRAWN, DETECTED.plusSeconds(7200), "link")),
                  new ConsentText(
                      ConsentTextId.of("newsletter", "2", "en"),
                      "Send me the programme of each season by e-mail.")),
              ConsentReceipt.class),
          new Document<>("end-of-service-report", endOfService(), EndOfServiceReport.class));
    }

    private static EndOfServiceReport endOfService() {
      HookId invoices = new HookId("invoices");
      return new EndOfServiceReport(
          "N-2026-4",
          Controller.of("choir", "Example Choir"),
          EndOfServiceChoice.RETURN_AND_ERASE,
          new Actor("dpo"),
          DETECTED,
          EndOfServiceStatus.ENDED,
          new EndingService.Returned(
              new ArchiveId("end-4"),
              DETECTED.plusSeconds(60),
              "0123456789abcdef".repeat(4),
              4096,
              7,
              1),
          DETECTED.plusSeconds(120),
          DETECTED.plusSeconds(180),
          1,
          2,
          List.of(
              new EndOfServiceReport.Part(
                  invoices,
                  "Invoices",
                  7,
                  new EndOfServiceStep(
                      invoices,
                      EndOfServiceStep.State.RETAINED,
                      3,
                      4,
                      0,
                      RetentionGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK,
                      null,
                      null),
                  "Invoices of the last ten years",
                  "2036")));
    }

    private static List<BreachStep> steps() {
      List<BreachEvent> events =
          List.of(
              new BreachEvent.Recorded(
                  new BreachFacts(
                      EnumSet.of(BreachKind.CONFIDENTIALITY, BreachKind.AVAILABILITY),
                      DETECTED,
                      null,
                      null,
                      List.of(),
                      "A list of members was sent to a wrong address.",
                      "",
                      ""),
                  null,
                  null),
              new BreachEvent.ToldByProcessor(NOTICE, DETECTED.plusSeconds(3660)),
              new BreachEvent.Confirmed(
                  DETECTED.plusSeconds(3660),
                  new BreachDeadline(
                      DETECTED.plusSeconds(3660),
                      DETECTED.plusSeconds(262860),
                      DETECTED.plusSeconds(265500),
                      new DeadlineSource(RuleSet.EU, "DE-BE", "2026-01"))),
              new BreachEvent.AwarenessCorrected(
                  DETECTED.plusSeconds(3600),
                  null,
                  "The clock of the mail server was a minute ahead."),
              new BreachEvent.Amended(BreachAmendment.effects("One stranger saw 120 names.")),
              new BreachEvent.Assessed(BreachRisk.HIGH_RISK, "Home addresses are in the list."),
              new BreachEvent.AuthorityNotified(
                  BreachNotification.of(DETECTED.plusSeconds(86400), "BlnBDI", CONTENT)),
              new BreachEvent.CommunicationDecided(
                  new BreachCommunication.Exempt(
                      BreachExemption.DISPROPORTIONATE_EFFORT,
                      "Many addresses are out of date.",
                      "On the notice board, from today.")),
              new BreachEvent.CommunicationDecided(
                  new BreachCommunication.ToSubjects(
                      "Your name and address were sent to a stranger.",
                      Contact.of(ContactKind.PRIVACY, "Privacy desk", "privacy@choir.example"),
                      "You may get letters that you did not ask for.",
                      "The stranger has deleted the list.")),
              new BreachEvent.Communicated(DETECTED.plusSeconds(90000), 118L, "letter"),
              new BreachEvent.Closed(),
              new BreachEvent.Reopened("A second list turned up."),
              new BreachEvent.NotNotified("The authority knows of it."),
              new BreachEvent.ControllerNotified(NOTICE),
              new BreachEvent.Dismissed("The second list was a test."));
      List<BreachStep> steps = new ArrayList<>();
      for (BreachEvent event : events) {
        long number = steps.size() + 1L;
        steps.add(
            new BreachStep(
                number,
                DETECTED.plusSeconds(60 * number),
                new Actor("dpo"),
                event,
                event instanceof BreachEvent.Closed ? BreachWords.NONE : BreachWords.INTACT));
      }
      return steps;
    }
  }
}
