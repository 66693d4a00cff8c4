package io.github.gdprkit.testkit.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.register.ConsentHook;
import io.github.gdprkit.register.ConsentPurpose;
import io.github.gdprkit.register.ConsentText;
import io.github.gdprkit.register.ConsentTextId;
import io.github.gdprkit.register.ConsentWithdrawal;
import io.github.gdprkit.register.ConsentWithdrawalListener;
import io.github.gdprkit.register.ConsentWithdrawalPendingException;
import io.github.gdprkit.register.Consents;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKeys;
import io.github.gdprkit.testkit.contract.ErasureHookContract;
import io.github.gdprkit.testkit.contract.ExportHookContract;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import io.github.gdprkit.testkit.time.SettableClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Consents as a kind of personal data: the sheets that tie them to people. */
class ConsentHookTest implements ExportHookContract, ErasureHookContract {

  private static final int PURPOSES = 5;
  private static final PartyId ELSEWHERE = new PartyId("elsewhere");

  private final InMemoryRequestStore store = new InMemoryRequestStore();
  private final SettableClock clock = new SettableClock();
  private final Consents consents =
      new Consents(
          store, Orders.CONTROLLER.id(), SubjectKeys.under(new byte[32]), clock, List.of());
  private final ConsentHook hook = new ConsentHook(consents);
  private int people;
  private int planted;

  private final Consents elsewhere =
      new Consents(store, ELSEWHERE, SubjectKeys.under(new byte[32]), clock, List.of());

  ConsentHookTest() {
    for (int i = 0; i < PURPOSES; i++) {
      ConsentText words = new ConsentText(text(i), "Yes to " + i);
      consents.register(words, new Actor("dpo"));
      elsewhere.register(words, new Actor("dpo"));
    }
  }

  private static ConsentTextId text(int number) {
    return ConsentTextId.of("purpose-" + number, "1", "en");
  }

  @Override
  public ConsentHook hook() {
    return hook;
  }

  @Override
  public DataSubject plant(String canary, int records) {
    DataSubject person = Subjects.person("person-" + ++people + "-account");
    plantMore(person, canary, records);
    return person;
  }

  @Override
  public void plantMore(DataSubject subject, String canary, int records) {
    plant(consents, subject, canary, records);
  }

  /** The same accounts, in the same store. */
  @Override
  public void plantForAnotherController(String canary, int records) {
    plant(elsewhere, Subjects.person("person-1-account"), canary, records);
  }

  /** Given, withdrawn, given: to several purposes, several times. */
  private void plant(Consents register, DataSubject subject, String canary, int records) {
    for (int i = 0; i < records; i++) {
      int purpose = planted % PURPOSES;
      ConsentPurpose code = text(purpose).purpose();
      register.withdraw(subject, code, "withdrawn", clock.instant());
      register.give(subject, text(purpose), canary + " " + planted, clock.instant());
      planted++;
    }
  }

  @Override
  public List<String> snapshot() {
    List<String> lines = new ArrayList<>();
    for (PartyId controller : List.of(Orders.CONTROLLER.id(), ELSEWHERE)) {
      for (String kind : List.of("consent", "consent-link", "consent-withdrawal")) {
        store
            .sheets(controller, kind, null, Integer.MAX_VALUE)
            .forEach(
                sheet -> lines.add(controller.value() + " " + sheet.id() + " " + sheet.fields()));
      }
    }
    return lines;
  }

  @Override
  public void deleteOne(DataSubject subject) {
    hook.erase(
        ErasureSlice.first(
            Orders.APPROVAL, Scope.of(subject), new Tombstone("erased-meanwhile"), 1));
  }

  @Override
  public Scope everyone() {
    return Scope.everyoneOf(Orders.CONTROLLER);
  }

  @Test
  void givesEverybodysConsentsOfItsControllerAlone() throws Exception {
    plant("canary-anna", 3);
    plant("canary-boris", 4);

    assertThat(hook.locate(everyone()).records()).isEqualTo(7);
    assertThat(hook.remaining(Scope.everyoneOf(Controller.of("other", "Other Ltd")))).isZero();
  }

  @Test
  void waitsWithAnErasureForAWithdrawalThatDidNotReachEverybody() throws Exception {
    Consents strict =
        new Consents(
            store,
            Orders.CONTROLLER.id(),
            SubjectKeys.under(new byte[32]),
            clock,
            List.of(new Broken()));
    DataSubject person = plant("canary-subject", 1);
    strict.withdraw(person, text(0).purpose(), "page", clock.instant());
    ConsentHook waiting = new ConsentHook(strict);

    assertThatThrownBy(
            () ->
                waiting.erase(
                    ErasureSlice.first(
                        Orders.APPROVAL, Scope.of(person), new Tombstone("erased-1"), 10)))
        .isInstanceOf(ConsentWithdrawalPendingException.class);
    assertThat(waiting.remaining(Scope.of(person))).isEqualTo(1);
  }

  private static final class Broken implements ConsentWithdrawalListener {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public void withdrawn(ConsentWithdrawal withdrawal) {
      throw new IllegalStateException("down");
    }
  }
}
