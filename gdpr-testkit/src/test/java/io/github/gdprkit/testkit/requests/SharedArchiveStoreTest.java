package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.fulfilment.FulfilmentOutcome;
import io.github.gdprkit.fulfilment.Requests;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two controllers that number their requests alike, and keep their archives in one place. */
class SharedArchiveStoreTest {

  private static final RequestId FIRST = new RequestId("2026-1");

  @TempDir Path folder;

  @Test
  @GdprReference(article = "32(1)(b)", text = "ongoing confidentiality")
  void keepsTheArchivesOfRequestsOfTheSameNumberApart() {
    Desk desk = new Desk(folder);
    GdprKit one = kit(desk, Orders.CONTROLLER);
    GdprKit other = kit(desk, Controller.of("other", "Other Ltd"));

    ArchiveId archive = exported(desk, one.requests());
    ArchiveId others = exported(desk, other.requests());
    assertThat(archive).isNotEqualTo(others);
    desk.clock.advance(Duration.ofDays(1));
    other.requests().erasePapersClosedBefore(desk.clock.instant());

    assertThat(desk.archives.sealedArchives()).containsExactly(archive.value());
  }

  private GdprKit kit(Desk desk, Controller controller) {
    return desk.over(new InMemoryRequestStore())
        .kit(
            controller,
            folder.resolve(controller.id().value()),
            new FixtureChat().withSomethingOfEverything().catalog());
  }

  private static ArchiveId exported(Desk desk, Requests requests) {
    requests.receive(desk.intake(Claim.ACCESS, Subjects.ANNA).as(FIRST), Desk.DPO);
    desk.confirm(requests, FIRST, Subjects.ANNA);
    desk.grant(requests, FIRST);
    FulfilmentOutcome outcome = requests.fulfil(FIRST);
    desk.closeByHand(requests, FIRST);
    ArchiveId archive = outcome.archive();
    assertThat(archive).isNotNull();
    return archive;
  }
}
