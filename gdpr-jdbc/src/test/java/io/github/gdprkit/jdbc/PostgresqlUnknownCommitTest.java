package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static io.github.gdprkit.jdbc.Requests.draft;
import static io.github.gdprkit.jdbc.Requests.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.jdbc.CutDataSource.Cut;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostgresqlUnknownCommitTest extends ServerUnknownCommitTest {

  @Override
  DataSource source() {
    return Databases.emptyPostgresql().dataSource();
  }

  @Override
  String waiting() {
    return "SELECT COUNT(*) FROM pg_locks WHERE NOT granted";
  }

  @ParameterizedTest
  @EnumSource(
      value = Cut.class,
      names = {"AFTER_THE_COMMIT", "BEFORE_THE_COMMIT", "IN_THE_WORK"})
  void writesOnceWhateverBecameOfTheOneStatement(Cut cut) {
    AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
    JdbcRequestStore store = storeThatIsCut(next);
    store.append(CHOIR, List.of(draft(header("r-1", 1), 0)));
    next.set(cut);

    List<EvidenceEntry> appended = store.append(CHOIR, List.of(draft(header("r-1", 1), 1)));

    assertThat(next).hasValue(Cut.NEVER);
    assertThat(appended.get(0).head()).isEqualTo(store.head(CHOIR));
    assertThat(store.head(CHOIR).seq()).isEqualTo(2);
    assertThat(store.append(CHOIR, List.of(draft(header("r-1", 1), 2))).get(0).previous())
        .isEqualTo(appended.get(0).hash());
  }

  @Test
  void writesNothingWithAStatementThatArrivesLate() throws Exception {
    AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);
    JdbcRequestStore store = storeThatIsCut(next);
    store.append(CHOIR, List.of(draft(header("r-1", 1), 0)));
    next.set(Cut.WHILE_IT_IS_UNDER_WAY);

    List<EvidenceEntry> appended = store.append(CHOIR, List.of(draft(header("r-1", 1), 1)));
    Object late = CutDataSource.UNDER_WAY.getAndSet(null).call();

    assertThat(late).isEqualTo(0);
    assertThat(store.head(CHOIR)).isEqualTo(appended.get(0).head());
    assertThat(store.read(CHOIR, 0, 9)).hasSize(2);
  }

  private static JdbcRequestStore storeThatIsCut(AtomicReference<Cut> next) {
    return JdbcRequestStore.open(
        CutDataSource.of(
            Databases.emptyPostgresql().dataSource(), () -> next.getAndSet(Cut.NEVER)));
  }
}
