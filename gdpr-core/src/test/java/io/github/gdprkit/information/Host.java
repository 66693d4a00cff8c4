package io.github.gdprkit.information;

import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.ProcessingActivity;
import io.github.gdprkit.processing.Purpose;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.util.List;

/** A small host for tests: notes and a log, an activity for each. */
final class Host {

  static final Organisation ACME =
      Organisation.of("acme", "Acme Ltd", Country.of("IE"))
          .at("1 Quay, Cork")
          .with(Contact.of(ContactKind.PRIVACY, "Privacy desk", "privacy@acme.example"));

  static final PersonalDataCategory NOTES = new PersonalDataCategory("notes", "Notes");
  static final PersonalDataCategory LOG = new PersonalDataCategory("log", "Log lines");

  private Host() {}

  static Declaration.Builder notes() {
    return Declaration.of("notes", "Your notes", NOTES)
        .text("What you noted.")
        .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
        .legalBases(LegalBasis.CONTRACT)
        .retention("Until you delete them")
        .storedIn("note");
  }

  static Declaration.Builder log() {
    return Declaration.of("log", "Log", LOG)
        .text("What the server wrote.")
        .sources(SourceOfData.OBSERVED)
        .legalBases(LegalBasis.LEGITIMATE_INTERESTS)
        .retention("14 days")
        .storedIn("server.log");
  }

  static ProcessingActivity.Builder noteTaking() {
    return ProcessingActivity.of("note-taking", "Note taking", ACME.id())
        .purpose(Purpose.of("To keep your notes", LegalBasis.CONTRACT))
        .dataSubjects("Users")
        .categories(NOTES)
        .measures("Encrypted at rest")
        .requirement("Nobody has to note anything.");
  }

  static ProcessingActivity.Builder operation() {
    return ProcessingActivity.of("operation", "Operation", ACME.id())
        .purpose(
            new Purpose("To find faults", LegalBasis.LEGITIMATE_INTERESTS, "a service that works"))
        .dataSubjects("Users")
        .categories(LOG)
        .measures("Only administrators read it")
        .requirement("It comes with the use.");
  }

  static DataHook hook(Declaration.Builder builder) {
    Declaration declaration =
        builder.byHand("An administrator does it.", DataSubjectRight.values()).build();
    return new DataHook() {
      @Override
      public Declaration declaration() {
        return declaration;
      }

      @Override
      public Findings locate(Scope scope) {
        return Findings.nothing();
      }
    };
  }

  static HookCatalog hooks(Declaration.Builder... builders) {
    return HookCatalog.builder().add(List.of(builders).stream().map(Host::hook).toList()).build();
  }

  /** Both activities and both hooks. */
  static JoinedActivities joined() {
    return ProcessingActivities.of(ACME, noteTaking().build(), operation().build())
        .joinedWith(hooks(notes(), log()));
  }
}
