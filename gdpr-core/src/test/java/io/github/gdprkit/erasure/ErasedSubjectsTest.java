package io.github.gdprkit.erasure;

import static io.github.gdprkit.erasure.Entries.EXAMPLE;
import static io.github.gdprkit.erasure.Entries.KEYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ErasedSubjectsTest {

  private static final DataSubject ANNA = named("anna").alsoKnownAs(IdentifierType.ACCOUNT, "1");
  private static final DataSubject NAMESAKE =
      named("anna").alsoKnownAs(IdentifierType.ACCOUNT, "2");

  private final ErasedSubjects erased = new ErasedSubjects(KEYS, LedgerHead.none(EXAMPLE));

  @Test
  void knowsNobodyAtFirst() {
    assertThat(erased.isEmpty()).isTrue();
    assertThat(erased.matches(ANNA)).isFalse();
  }

  @Test
  void findsTheAccountAndTellsWhatToErase() {
    add(LedgerKind.INTENT, "r1", ANNA, "messages-sent", "profile");
    add(LedgerKind.COMPLETED, "r1", ANNA, "messages-sent", "profile");

    ErasedSubjects.Match match = erased.match(DataSubject.ofAccount("1")).orElseThrow();

    assertThat(match.reference()).isEqualTo("r1");
    assertThat(match.seq()).isEqualTo(2);
    assertThat(match.tombstone()).isEqualTo(new Tombstone("gone-r1"));
    assertThat(match.hooks()).containsExactly(new HookId("messages-sent"), new HookId("profile"));
    assertThat(erased.upTo().seq()).isEqualTo(2);
    assertThat(erased.from().seq()).isZero();
  }

  @Test
  void takesNoOtherAccountForThePersonBecauseOfAName() {
    add(LedgerKind.COMPLETED, "r1", ANNA, "profile");

    assertThat(erased.matches(NAMESAKE)).isFalse();
    assertThat(erased.matches(ANNA)).isTrue();
  }

  @Test
  void goesByAnyOtherIdentifierWhereOneOfThemHasNoAccount() {
    add(LedgerKind.COMPLETED, "r1", ANNA, "profile");
    assertThat(erased.matches(named("anna"))).isTrue();
    assertThat(erased.matches(named("boris"))).isFalse();

    add(LedgerKind.COMPLETED, "r2", named("boris"), "profile");
    assertThat(erased.matches(named("boris").alsoKnownAs(IdentifierType.ACCOUNT, "3"))).isTrue();
    assertThat(erased.matches(DataSubject.ofAccount("3"))).isFalse();
  }

  @Test
  void findsEachOfSeveralAccountsOfOnePerson() {
    add(
        LedgerKind.COMPLETED,
        "r1",
        DataSubject.ofAccount("1").alsoKnownAs(IdentifierType.ACCOUNT, "2"),
        "profile");

    assertThat(erased.matches(DataSubject.ofAccount("1"))).isTrue();
    assertThat(erased.matches(DataSubject.ofAccount("2"))).isTrue();
    assertThat(erased.matches(DataSubject.ofAccount("3"))).isFalse();
  }

  @Test
  void repeatsWhatWasErasedAndNotWhatWasIntendedAndNotDone() {
    add(LedgerKind.INTENT, "r1", ANNA, "messages-sent", "profile", "audit");
    assertThat(hooks(ANNA)).containsExactlyInAnyOrder("messages-sent", "profile", "audit");

    add(LedgerKind.COMPLETED, "r1", ANNA, "messages-sent");
    assertThat(hooks(ANNA)).containsExactly("messages-sent");

    add(LedgerKind.INTENT, "r1", ANNA, "profile");
    assertThat(hooks(ANNA)).containsExactlyInAnyOrder("messages-sent", "profile");

    add(LedgerKind.COMPLETED, "r1", ANNA, "profile");
    assertThat(hooks(ANNA)).containsExactlyInAnyOrder("messages-sent", "profile");
  }

  @Test
  void forgetsAnIntentThatWasAbandoned() {
    add(LedgerKind.INTENT, "r1", ANNA, "profile");
    add(LedgerKind.ABANDONED, "r1", ANNA, "profile");
    assertThat(erased.matches(ANNA)).isFalse();

    add(LedgerKind.COMPLETED, "r2", ANNA, "profile");
    add(LedgerKind.INTENT, "r2", ANNA, "audit");
    add(LedgerKind.ABANDONED, "r2", ANNA, "audit");
    assertThat(hooks(ANNA)).containsExactly("profile");
  }

  @Test
  void joinsTheErasuresOfOnePersonUnderTheLastTombstone() {
    add(LedgerKind.COMPLETED, "r1", ANNA, "profile");
    add(LedgerKind.INTENT, "r2", ANNA, "audit");

    assertThat(hooks(ANNA)).containsExactlyInAnyOrder("profile", "audit");
    assertThat(erased.match(ANNA).orElseThrow().tombstone()).isEqualTo(new Tombstone("gone-r2"));
  }

  /** {@link LedgerSubject#isSameAs} says it in one line; the table has to agree. */
  @Test
  void agreesWithTheRuleForEverybody() {
    Random random = new Random(11);
    List<LedgerSubject> known = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      DataSubject person = randomPerson(random);
      add(LedgerKind.COMPLETED, "r" + i, person, "profile");
      known.add(LedgerSubject.of(person, KEYS));
    }
    int matches = 0;
    for (int i = 0; i < 2_000; i++) {
      DataSubject present = randomPerson(random);
      LedgerSubject subject = LedgerSubject.of(present, KEYS);
      boolean expected = known.stream().anyMatch(one -> one.isSameAs(subject));
      assertThat(erased.matches(present)).isEqualTo(expected);
      matches += expected ? 1 : 0;
    }
    assertThat(matches).isBetween(100, 1_900);
  }

  private static DataSubject randomPerson(Random random) {
    List<Identifier> identifiers = new ArrayList<>();
    for (IdentifierType type :
        List.of(IdentifierType.ACCOUNT, IdentifierType.USERNAME, IdentifierType.EMAIL)) {
      if (random.nextBoolean()) {
        identifiers.add(new Identifier(type, "v" + random.nextInt(60)));
      }
    }
    return identifiers.isEmpty() ? randomPerson(random) : new DataSubject(Set.copyOf(identifiers));
  }

  @Test
  void knowsEverybodyOnceEveryoneWasErased() {
    add(LedgerKind.COMPLETED, "r1", ANNA, "profile");
    addEveryone(LedgerKind.INTENT, "notice-17", "messages-sent", "profile");
    addEveryone(LedgerKind.COMPLETED, "notice-17", "messages-sent");

    assertThat(erased.isEmpty()).isFalse();
    assertThat(erased.everyone().orElseThrow().reference()).isEqualTo("notice-17");
    assertThat(erased.everyone().orElseThrow().hooks())
        .containsExactly(new HookId("messages-sent"));
    assertThat(erased.match(NAMESAKE).orElseThrow().hooks())
        .containsExactly(new HookId("messages-sent"));
    assertThat(erased.erasedOf(NAMESAKE)).isEqualTo(NAMESAKE);
    assertThat(erased.match(ANNA).orElseThrow().hooks())
        .containsExactlyInAnyOrder(new HookId("messages-sent"), new HookId("profile"));
  }

  @Test
  void erasesEveryoneAgainWhereItHadBegunAndNotEnded() {
    addEveryone(LedgerKind.INTENT, "notice-17", "messages-sent", "profile");

    assertThat(erased.everyone().orElseThrow().hooks()).hasSize(2);
  }

  @Test
  void doesNotEraseEveryoneAgainWhereThatWasAbandoned() {
    addEveryone(LedgerKind.INTENT, "notice-17", "messages-sent", "profile");
    addEveryone(LedgerKind.ABANDONED, "notice-17", "messages-sent", "profile");

    assertThat(erased.everyone()).isEmpty();
    assertThat(erased.matches(ANNA)).isFalse();
  }

  private void addEveryone(LedgerKind kind, String reference, String... hooks) {
    erased.add(LedgerEntry.after(erased.upTo(), Entries.ofEveryone(kind, reference, hooks)));
  }

  private static DataSubject named(String name) {
    return new DataSubject(Set.of(new Identifier(IdentifierType.USERNAME, name)));
  }

  private List<String> hooks(DataSubject subject) {
    return erased.match(subject).orElseThrow().hooks().stream().map(HookId::value).toList();
  }

  private void add(LedgerKind kind, String reference, DataSubject subject, String... hooks) {
    LedgerDraft draft = Entries.draft(kind, reference, subject, hooks);
    erased.add(LedgerEntry.after(erased.upTo(), draft));
  }
}
