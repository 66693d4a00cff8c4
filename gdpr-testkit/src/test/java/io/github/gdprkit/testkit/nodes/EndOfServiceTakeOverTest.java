package io.github.gdprkit.testkit.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.erasure.LedgerHead;
import io.github.gdprkit.erasure.RestoreState;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.fulfilment.EndOfServiceChoice;
import io.github.gdprkit.fulfilment.EndOfServiceId;
import io.github.gdprkit.fulfilment.EndOfServiceStatus;
import io.github.gdprkit.fulfilment.EndOfServiceTakenOverException;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** As {@link TakeOverTest}, where everyone is erased at the end of a service. */
class EndOfServiceTakeOverTest {

  private static final Set<String> EFFECTS =
      Set.of("ErasureHook.erase", "ArchiveStore.delete", "ErasureLedger.append");

  private static final EndOfServiceId END = new EndOfServiceId("notice-7");

  private static void erase(GdprKit kit) {
    kit.endOfService().erase(END, ProgressListener.none());
  }

  private static boolean isTakenOver(int moment) {
    World world = new World();
    world.kit().endOfService().begin(END.value(), EndOfServiceChoice.ERASE, World.DPO);
    int[] calls = new int[1];
    LedgerHead[] ledger = new LedgerHead[1];
    SleepingNode node =
        new SleepingNode(
            moment,
            () -> {
              GdprKit other = world.kit();
              other.restores().check();
              erase(other);
              calls[0] = world.calls().size();
              ledger[0] = world.ledger.head();
            });
    GdprKit kit = world.kit(node);
    try {
      erase(kit);
    } catch (EndOfServiceTakenOverException e) {
      assertThat(node.slept()).isTrue();
    }
    if (!node.slept()) {
      return false;
    }
    String where = "moment " + moment + ", " + node.sleptAt();

    List<String> made = new ArrayList<>(node.after());
    made.retainAll(EFFECTS);
    if (node.sleptAt().startsWith("before ")) {
      made.add(0, node.sleptAt().substring("before ".length()));
      made.retainAll(EFFECTS);
    }
    assertThat(made).as(where).hasSizeLessThanOrEqualTo(1);
    assertThat(world.calls())
        .as(where)
        .hasSize(calls[0] + (made.contains("ErasureHook.erase") ? 1 : 0));
    if (!made.contains("ErasureLedger.append")) {
      assertThat(world.ledger.head()).as(where).isEqualTo(ledger[0]);
    }
    GdprKit after = world.kit();
    assertThat(after.restores().check()).as(where).isInstanceOf(RestoreState.UpToDate.class);
    assertThat(after.endOfService().get(END).status())
        .as(where)
        .isEqualTo(EndOfServiceStatus.ENDED);
    assertThat(world.store.stream(Orders.CONTROLLER.id(), END.stream()))
        .as(where)
        .extracting(EvidenceEntry::type)
        .containsOnlyOnce("ending-begun", "erasure-begun", "service-ended");
    return true;
  }

  @Test
  @GdprReference(
      article = "28(3)(g)",
      text = "deletes or returns all the personal data to the controller")
  void endsOnceWhereverTheWorkIsTakenOver() {
    int moment = 1;
    while (isTakenOver(moment)) {
      moment++;
    }

    assertThat(moment).isGreaterThan(100);
  }
}
