package io.github.gdprkit.testkit.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.information.ControllerRecord;
import io.github.gdprkit.information.DriftCheck;
import io.github.gdprkit.information.DriftException;
import io.github.gdprkit.information.InformationGap;
import io.github.gdprkit.information.JoinedActivities;
import io.github.gdprkit.information.PrivacyNotice;
import io.github.gdprkit.information.ProcessorRecord;
import io.github.gdprkit.information.RecordOfProcessing;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.processing.ActivityId;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.testkit.contract.RecordOfProcessingContract;
import io.github.gdprkit.testkit.fixture.FixtureActivities;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The record of the fixture chat follows its hooks, and says so when it does not. */
class RecordOfFixtureChatTest {

  private final FixtureChat chat = new FixtureChat();

  @Test
  @GdprReference(article = "30(1)", text = "maintain a record of processing activities under its")
  void namesTheHookWhoseActivityWasTakenOut() {
    JoinedActivities drifted =
        FixtureActivities.all().without(new ActivityId("operation")).joinedWith(chat.catalog());

    assertThatThrownBy(() -> DriftCheck.of(drifted).check())
        .isInstanceOf(DriftException.class)
        .hasMessageContaining(FixtureChat.SERVER_LOG.value());
  }

  @Test
  void namesTheTableThatWasAddedAndTheOneThatIsGone() {
    Set<String> stores = new HashSet<>(FixtureActivities.stores());
    stores.remove("uploads");
    stores.add("stickers");
    DriftCheck check = DriftCheck.of(FixtureActivities.joinedWith(chat)).stores(stores);

    assertThatThrownBy(check::check)
        .isInstanceOf(DriftException.class)
        .hasMessageContaining("UNDECLARED_STORE stickers")
        .hasMessageContaining("MISSING_STORE uploads");
  }

  @Test
  void failsTheContractOfAHostThatHasDrifted() {
    RecordOfProcessingContract drifted =
        new RecordOfProcessingContract() {
          @Override
          public JoinedActivities activities() {
            return FixtureActivities.all()
                .without(new ActivityId("suggestions"))
                .joinedWith(chat.catalog());
          }

          @Override
          public Collection<String> stores() {
            return FixtureActivities.stores();
          }
        };

    assertThatThrownBy(drifted::agreesWithWhatIsStored)
        .isInstanceOf(DriftException.class)
        .hasMessageContaining(FixtureChat.ACTIVITY.value());
  }

  @Test
  @GdprReference(
      article = "30(1)(f)",
      text = "the envisaged time limits for erasure of the different categories of data")
  void changesTheRecordWhenADeclarationChanges() {
    RecordOfProcessing before = record(FixtureActivities.joinedWith(chat));
    RecordOfProcessing after =
        record(FixtureActivities.all().joinedWith(chat.catalog(keptForAYear())));

    assertThat(before.markdown()).contains("14 days").doesNotContain("366 days");
    assertThat(after.markdown()).contains("366 days").doesNotContain("14 days");
    assertThat(after.csv()).contains("366 days").doesNotContain("14 days");
    assertThat(after.html()).contains("366 days").doesNotContain("14 days");
  }

  @Test
  @GdprReference(
      article = "30(2)(a)",
      text = "the name and contact details of the processor or processors and of each controller")
  void showsOneOfAHundredControllersNothingOfTheOthers() {
    List<JoinedActivities> all = new ArrayList<>();
    for (int i = 100; i < 200; i++) {
      all.add(FixtureActivities.of(customer(i)).joinedWith(chat.catalog()));
    }
    ProcessorRecord whole = ProcessorRecord.of(FixtureActivities.CLOUD, all, List.of("Two locks"));

    assertThat(whole.controllers()).hasSize(100);
    assertThat(whole.gaps()).isEmpty();
    for (int i = 100; i < 200; i++) {
      assertThat(whole.markdown()).contains("Customer " + i);
      ProcessorRecord own = whole.forController(customer(i).id());
      for (String document : List.of(own.html(), own.markdown(), own.csv(), own.toString())) {
        assertThat(document.split("Customer ", -1))
            .filteredOn(rest -> rest.matches("(?s)\\d{3}.*"))
            .isNotEmpty()
            .allMatch(rest -> rest.startsWith(Integer.toString(numberOf(own))));
      }
    }
  }

  @Test
  @GdprReference(article = "13(1)", text = "at the time when personal data are obtained")
  @GdprReference(article = "14(2)(f)", text = "from which source the personal data originate")
  void makesNoticesWithoutGaps() {
    JoinedActivities activities = FixtureActivities.joinedWith(chat);

    PrivacyNotice collected = PrivacyNotice.whenCollected(activities, FixtureActivities.words());
    PrivacyNotice elsewhere =
        PrivacyNotice.whenObtainedElsewhere(activities, FixtureActivities.words());

    assertThat(collected.gaps()).isEmpty();
    assertThat(elsewhere.gaps()).extracting(InformationGap::text).isEmpty();
    assertThat(collected.html()).contains("Pigeon Mail Ltd", "Harbour Cloud GmbH");
    assertThat(elsewhere.markdown()).contains("from the members who wrote to you");
  }

  private static int numberOf(ProcessorRecord own) {
    return Integer.parseInt(own.controllers().get(0).controller().name().substring(9));
  }

  private static Organisation customer(int number) {
    String name = "Customer " + number;
    return Organisation.of("customer-" + number, name, Country.of("FR"))
        .at(name + " Street")
        .with(Contact.of(ContactKind.PRIVACY, name + " desk", "desk@example.org"));
  }

  private static RecordOfProcessing record(JoinedActivities activities) {
    return ControllerRecord.of(activities).build();
  }

  private DataHook keptForAYear() {
    DataHook log = chat.catalog().find(FixtureChat.SERVER_LOG).orElseThrow();
    Declaration old = log.declaration();
    Declaration changed =
        new Declaration(
            old.id(),
            old.title(),
            old.text(),
            old.category(),
            old.holdsNothing(),
            old.fields(),
            old.relations(),
            old.sources(),
            old.legalBases(),
            old.recipients(),
            new RetentionRule("366 days"),
            old.stores(),
            old.columns(),
            old.erasure(),
            old.stage(),
            old.dispositions());
    return new DataHook() {
      @Override
      public Declaration declaration() {
        return changed;
      }

      @Override
      public Findings locate(Scope scope) throws Exception {
        return log.locate(scope);
      }
    };
  }
}
