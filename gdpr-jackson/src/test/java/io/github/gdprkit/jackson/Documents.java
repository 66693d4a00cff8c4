package io.github.gdprkit.jackson;

import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.party.AdequacyDecision;
import io.github.gdprkit.party.AgreementPoint;
import io.github.gdprkit.party.Authorisation;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.JointControllers;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.Processor;
import io.github.gdprkit.party.Service;
import io.github.gdprkit.party.Subprocessor;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.ProcessingActivity;
import io.github.gdprkit.processing.Purpose;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.SpecialCategoryCondition;
import java.net.URI;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
          .withoutHook("Voting slips are on paper.")
          .build();

  /** A document: what it is called, what it is, and its type. */
  record Document<T>(String name, T value, Class<T> type) {}

  private Documents() {}

  static List<Document<?>> all() {
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
}
