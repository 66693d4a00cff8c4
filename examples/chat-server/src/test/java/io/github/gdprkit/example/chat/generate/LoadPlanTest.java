package io.github.gdprkit.example.chat.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadPlanTest {

  private static final HeavyUser ANNA = new HeavyUser("anna", 5);
  private static final HeavyUser BORIS = new HeavyUser("boris", 5);

  @Test
  void refusesWhatCannotBe() {
    refuses(1, 10, List.of(), "2 users or more");
    refuses(2, 0, List.of(), "1 message or more");
    refuses(9, 9, List.of(ANNA, BORIS), "cannot have written 10 of 9");
    refuses(9, 99, List.of(ANNA, ANNA), "only once");
    refuses(2, 99, List.of(ANNA, BORIS, new HeavyUser("chloe", 1)), "3 heavy users among 2");
    refuses(2, 99, List.of(ANNA, BORIS), "nobody is left to write the other 89");
  }

  @Test
  void readsAHeavyUser() {
    assertThat(HeavyUser.parse("anna.k-2:20000")).isEqualTo(new HeavyUser("anna.k-2", 20_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"anna", "anna:", ":5", "anna:x", "anna:-5", "An na:5", "Anna:5", "a:1:2", "a:٣"})
  void refusesAHeavyUserInAnotherForm(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeavyUser.parse(text))
        .withMessageContaining("name:count");
  }

  private static void refuses(int users, int messages, List<HeavyUser> heavy, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoadPlan(users, messages, heavy, 1))
        .withMessageContaining(reason);
  }
}
