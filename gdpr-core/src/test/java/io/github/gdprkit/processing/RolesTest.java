package io.github.gdprkit.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.JointControllers;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.ProcessingChain;
import io.github.gdprkit.party.Processor;
import io.github.gdprkit.party.Role;
import io.github.gdprkit.party.Service;
import io.github.gdprkit.party.Subprocessor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One company, the vendor of a chat, in the roles that it has in different activities. */
class RolesTest {

  private static final Organisation VENDOR =
      Organisation.of("vendor", "Vendor Inc.", Country.of("US"));
  private static final PartyId CUSTOMER = new PartyId("customer");
  private static final Service CLOUD = new Service("chat-cloud", "Chat cloud", VENDOR);
  private static final Service PUSH =
      new Service("push-notifications", "Push notifications", VENDOR);

  private static ProcessingActivity teamChatOfTheCustomer(Deployment deployment) {
    return activity("team-chat", CUSTOMER).in(deployment).build();
  }

  private static ProcessingActivity.Builder activity(String id, PartyId controller) {
    return ProcessingActivity.of(id, "An activity", controller)
        .purpose(Purpose.of("To work together", LegalBasis.CONTRACT))
        .dataSubjects("users")
        .categories(new PersonalDataCategory("profile", "Profile"))
        .requirement("Nobody has to; without an account there is no chat.");
  }

  @Test
  void isTheProcessorOfTheChatThatItRunsInItsCloud() {
    ProcessingActivity chat = teamChatOfTheCustomer(Deployment.cloud(CLOUD));

    assertThat(chat.roleOf(VENDOR.id())).contains(Role.PROCESSOR);
    assertThat(chat.roleOf(CUSTOMER)).contains(Role.CONTROLLER);
  }

  @Test
  void isTheControllerOfTheDataOfItsOwnStaff() {
    ProcessingActivity payroll =
        activity("payroll", VENDOR.id()).withoutHook("in the payroll office's system").build();

    assertThat(payroll.roleOf(VENDOR.id())).contains(Role.CONTROLLER);
    assertThat(payroll.roleOf(CUSTOMER)).isEmpty();
  }

  @Test
  void isTheControllerOfTheChatOfItsOwnStaffInItsOwnCloud() {
    ProcessingActivity ownChat =
        activity("own-chat", VENDOR.id()).in(Deployment.cloud(CLOUD)).build();

    assertThat(ownChat.roleOf(VENDOR.id())).contains(Role.CONTROLLER);
    assertThat(ownChat.processors()).isEmpty();
  }

  @Test
  void isAbsentWhereTheCustomerRunsTheChatItself() {
    ProcessingActivity chat = teamChatOfTheCustomer(Deployment.onPremises());

    assertThat(chat.roleOf(VENDOR.id())).isEmpty();
    assertThat(chat.processors()).isEmpty();
    assertThat(chat.roleOf(CUSTOMER)).contains(Role.CONTROLLER);
  }

  @Test
  void isBackAsProcessorWhereTheCustomersOwnServerUsesItsPushService() {
    Deployment ownServer = Deployment.onPremises(PUSH);
    ProcessingActivity notifications = activity("notifications", CUSTOMER).in(ownServer).build();
    ProcessingActivity chat = teamChatOfTheCustomer(Deployment.onPremises());

    assertThat(notifications.roleOf(VENDOR.id())).contains(Role.PROCESSOR);
    assertThat(chat.roleOf(VENDOR.id())).isEmpty();
  }

  @Test
  void comesUnderTheSameTermsInTheCloudAndThroughThePushService() {
    ProcessingAgreement terms =
        ProcessingAgreement.general("Terms of Vendor", LocalDate.of(2026, 1, 1), "chat", 14);
    Subprocessor mailer =
        new Subprocessor(
            new PartyId("mailer"),
            VENDOR.id(),
            ProcessingAgreement.specific("Mail terms", LocalDate.of(2026, 1, 1), "e-mail"));

    for (Deployment deployment : List.of(Deployment.cloud(CLOUD), Deployment.onPremises(PUSH))) {
      ProcessingActivity activity = teamChatOfTheCustomer(deployment);
      Processor processor =
          new Processor(deployment.processors().get(0).id(), activity.controller(), terms);
      ProcessingChain chain = ProcessingChain.of(processor, List.of(mailer));

      assertThat(activity.roleOf(processor.id())).contains(Role.PROCESSOR);
      assertThat(chain.roleOf(mailer.id())).contains(Role.SUBPROCESSOR);
      assertThat(activity.roleOf(mailer.id())).isEmpty();
    }
  }

  @Test
  void decidesTogetherWithAnotherWhereAnArrangementSaysSo() {
    JointControllers arrangement =
        new JointControllers(
            Map.of(CUSTOMER, "invites people", VENDOR.id(), "counts them"),
            CUSTOMER,
            "Both decide which questions are asked.",
            null);
    ProcessingActivity survey = activity("survey", CUSTOMER).jointly(arrangement).build();

    assertThat(survey.roleOf(VENDOR.id())).contains(Role.JOINT_CONTROLLER);
    assertThat(survey.roleOf(CUSTOMER)).contains(Role.JOINT_CONTROLLER);
    assertThat(survey.roleOf(new PartyId("stranger"))).isEmpty();
  }
}
