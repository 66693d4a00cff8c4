package io.github.gdprkit.testkit.fault;

import static io.github.gdprkit.testkit.fixture.Subjects.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.SmallHook;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ErasureFaultsTest {

  private static final Scope SCOPE = Scope.of(ANNA);

  private final SmallHook hook = SmallHook.many(1, 5).get(0);

  static Stream<ErasureHook> faults() {
    FixtureChat chat = new FixtureChat();
    return Stream.of(
        FailingErasure.afterBatch(chat.profile(), 1),
        FailingErasure.atLocate(chat.activity()),
        StuckErasure.standingStill(chat.messagesSent()),
        StuckErasure.neverEmpty(chat.uploads()));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void canTakeThePlaceOfAnyHook(ErasureHook fault) {
    assertThatCode(() -> HookCatalog.of(fault)).doesNotThrowAnyException();
    assertThatCode(() -> new FixtureChat().catalog(fault)).doesNotThrowAnyException();
  }

  @Test
  void failsBeforeOrAfterABatchUntilItIsRepaired() throws Exception {
    FailingErasure before = FailingErasure.beforeBatch(hook, 2);
    ErasureBatch first = before.erase(slice());
    ErasureSlice second = slice().next(first.page().cursor());

    assertThatThrownBy(() -> before.erase(second)).hasMessageContaining(FailingHook.PERSONAL_DATA);
    assertThat(hook.remaining(SCOPE)).isEqualTo(3);
    FailingErasure after = FailingErasure.afterBatch(hook, 1);
    assertThatThrownBy(() -> after.erase(second)).isInstanceOf(IllegalStateException.class);
    assertThat(hook.remaining(SCOPE)).isEqualTo(1);
    before.repair();
    assertThat(before.erase(second).erased()).isEqualTo(1);
    assertThat(before.cursors())
        .containsExactly(null, first.page().cursor(), first.page().cursor());
  }

  @Test
  void failsWhenItCountsOrVerifies() throws Exception {
    FailingErasure locating = FailingErasure.atLocate(hook);
    FailingErasure verifying = FailingErasure.atRemaining(hook);

    assertThatThrownBy(() -> locating.locate(SCOPE)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> verifying.remaining(SCOPE)).isInstanceOf(IllegalStateException.class);
    assertThat(verifying.locate(SCOPE).records()).isEqualTo(5);
    assertThat(locating.remaining(SCOPE)).isEqualTo(5);
    verifying.repair();
    assertThat(verifying.remaining(SCOPE)).isEqualTo(5);
    assertThat(verifying.verified()).isEqualTo(2);
    assertThat(locating.located()).isEqualTo(1);
  }

  @Test
  void standsStill() throws Exception {
    StuckErasure stuck = StuckErasure.standingStill(hook);

    assertThat(cursors(stuck, 5)).containsExactly("0", "0", "0", "0", "0");
    assertThat(stuck.calls()).isEqualTo(5);
  }

  @Test
  void goesRound() throws Exception {
    List<String> cursors = cursors(StuckErasure.circling(hook), 6);

    assertThat(cursors).hasSize(6);
    assertThat(cursors.subList(2, 6)).containsOnly(cursors.get(0));
  }

  @Test
  void saysThatSomethingRemains() throws Exception {
    StuckErasure stuck = StuckErasure.neverEmpty(hook);
    cursors(stuck, 3);

    assertThat(hook.remaining(SCOPE)).isZero();
    assertThat(stuck.remaining(SCOPE)).isEqualTo(1);
    stuck.repair();
    assertThat(stuck.remaining(SCOPE)).isZero();
  }

  @Test
  void stopsEarly() throws Exception {
    StuckErasure stuck = StuckErasure.stoppingEarly(hook);

    assertThat(cursors(stuck, 5)).isEmpty();
    assertThat(stuck.remaining(SCOPE)).isEqualTo(3);
    stuck.repair();
    cursors(stuck, 5);
    assertThat(stuck.remaining(SCOPE)).isZero();
  }

  private static ErasureSlice slice() {
    return ErasureSlice.first(Orders.APPROVAL, SCOPE, new Tombstone("erased"), 2);
  }

  /** Where the batches stopped, up to this many. */
  private static List<String> cursors(ErasureHook hook, int batches) throws Exception {
    List<String> cursors = new ArrayList<>();
    ErasureSlice slice = slice();
    for (int i = 0; i < batches; i++) {
      ErasureBatch batch = hook.erase(slice);
      if (batch.page().isLast()) {
        return cursors;
      }
      cursors.add(batch.page().cursor());
      slice = slice.next(batch.page().cursor());
    }
    return cursors;
  }
}
