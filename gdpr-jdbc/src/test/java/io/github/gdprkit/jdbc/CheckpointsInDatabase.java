package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.evidence.CheckpointSigner;
import io.github.gdprkit.evidence.CheckpointStore;
import io.github.gdprkit.evidence.EvidenceCheckpoint;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.KeptCheckpoints;
import io.github.gdprkit.jdbc.CutDataSource.Cut;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.testkit.contract.CheckpointStoreContract;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of checkpoints promises, and what one in a second database promises besides. */
abstract class CheckpointsInDatabase implements CheckpointStoreContract {

  private static final PartyId CONTROLLER = new PartyId("example");

  private final CheckpointSigner signer = CheckpointSigner.generate();
  private Place place;

  abstract Place newPlace();

  @BeforeEach
  void makeTables() {
    place = newPlace();
    GdprSchema.migrateOutside(place.source());
  }

  @AfterEach
  void close() {
    place.close();
  }

  @Override
  public CheckpointStore store() {
    return JdbcCheckpointStore.open(place.source());
  }

  @Override
  public CheckpointStore reopened() {
    return JdbcCheckpointStore.open(place.source());
  }

  @Test
  void letsNobodyChangeOrDeleteACheckpoint() {
    store().add(checkpoint(1));

    for (String sql :
        List.of(
            "UPDATE gdpr_evidence_checkpoint SET text = 'x'",
            "DELETE FROM gdpr_evidence_checkpoint")) {
      assertThatThrownBy(() -> Databases.execute(place.source(), sql))
          .hasRootCauseInstanceOf(SQLException.class)
          .rootCause()
          .hasMessageContaining("append-only");
    }
    assertThat(reopened().read(CONTROLLER).checkpoints()).hasSize(1);
  }

  @Test
  void countsWhatIsNoCheckpoint() {
    store().add(checkpoint(1));
    String others =
        signer.sign(new EvidenceHead(new PartyId("other"), 1, "ab".repeat(32)), NOON).text();
    for (String text : List.of("nothing", others)) {
      Databases.execute(
          place.source(),
          "INSERT INTO gdpr_evidence_checkpoint (controller, text) VALUES ('example', '"
              + text
              + "')");
    }
    store().add(checkpoint(2));

    KeptCheckpoints kept = reopened().read(CONTROLLER);

    assertThat(kept.checkpoints()).containsExactly(checkpoint(1), checkpoint(2));
    assertThat(kept.unreadable()).isEqualTo(2);
  }

  @Test
  void keepsACheckpointWhoseAnswerGotLost() {
    AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
    CheckpointStore store =
        JdbcCheckpointStore.open(CutDataSource.of(place.source(), () -> next.getAndSet(Cut.NEVER)));
    next.set(Cut.BEFORE_THE_COMMIT);
    store.add(checkpoint(1));
    next.set(Cut.AFTER_THE_COMMIT);
    store.add(checkpoint(2));

    assertThat(reopened().read(CONTROLLER).checkpoints())
        .as("one too many does no harm")
        .containsExactly(checkpoint(1), checkpoint(2), checkpoint(2));
  }

  @Test
  void areNotKeptInTheDatabaseThatTheyProtect() {
    GdprSchema.migrate(place.source());

    assertThatExceptionOfType(SameDatabaseException.class)
        .isThrownBy(this::store)
        .withMessageContaining("Signed checkpoints")
        .withMessageContaining("second database");

    CheckpointStore unsafe = JdbcCheckpointStore.allowUnsafeForTests(place.source());
    unsafe.add(checkpoint(1));
    assertThat(unsafe.read(CONTROLLER).checkpoints()).hasSize(1);
  }

  @Test
  void opensNoDatabaseWithoutTablesAndSaysWhatToDo() {
    close();
    place = newPlace();

    assertThatExceptionOfType(SchemaVersionException.class)
        .isThrownBy(this::store)
        .withMessageContaining("GdprSchema.migrateOutside(dataSource)");
  }

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private EvidenceCheckpoint checkpoint(long seq) {
    return signer.sign(new EvidenceHead(CONTROLLER, seq, "ab".repeat(32)), NOON);
  }
}
