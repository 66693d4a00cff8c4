package io.github.gdprkit.jdbc;

import static io.github.gdprkit.jdbc.Requests.CHOIR;
import static io.github.gdprkit.jdbc.Requests.NOON;
import static io.github.gdprkit.jdbc.Requests.header;
import static io.github.gdprkit.jdbc.Requests.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.StaleRequestException;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store remembers where a chain ended, and the chain goes on behind its back. */
@GdprReference(
    article = "5(2)",
    text =
        "The controller shall be responsible for, and be able to demonstrate compliance with,"
            + " paragraph 1 (‘accountability’).")
abstract class RememberedEndTest {

  private DataSource source;
  private JdbcRequestStore store;
  private JdbcRequestStore other;

  /** A database with tables and nothing in them. */
  abstract DataSource source();

  /** Takes all evidence out of it, as the restore of an old backup does. */
  abstract void empty();

  @BeforeEach
  void openTwice() {
    source = source();
    store = JdbcRequestStore.open(source);
    other = JdbcRequestStore.open(source);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void goesOnBehindWhatAnotherProcessWrote(int together) {
    long version = 0;
    for (int round = 0; round < 4; round++) {
      append(store, "mine", version, together);
      append(store, "mine", version + together, together);
      append(other, "theirs", version, together);
      append(other, "theirs", version + together, together);
      version += 2 * together;
    }

    checkChain(16 * together);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void isStaleWhereAnotherProcessWroteToTheStream(int together) {
    append(store, "a", 0, together);
    append(other, "a", together, 1);

    assertThatExceptionOfType(StaleStreamException.class)
        .isThrownBy(() -> append(store, "a", together, together));

    append(store, "a", together + 1, together);
    checkChain(2 * together + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void leavesNoGapInAStream(int together) {
    append(store, "a", 0, together);

    assertThatExceptionOfType(StaleStreamException.class)
        .isThrownBy(() -> append(store, "a", together + 1, together));
    assertThatExceptionOfType(StaleStreamException.class)
        .as("a stream that nothing is remembered of")
        .isThrownBy(() -> append(store, "b", 1, together));

    append(store, "b", 0, together);
    append(store, "a", together, together);
    checkChain(3 * together);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void writesBehindWhatIsThereAfterTheRestoreOfABackup(int together) {
    append(store, "a", 0, 2);
    append(store, "a", 2, together);
    EvidenceHead lost = store.head(CHOIR);
    empty();
    append(other, "b", 0, (int) lost.seq());
    assertThat(other.head(CHOIR).seq()).isEqualTo(lost.seq());

    append(store, "a", 0, together);

    assertThat(checkChain((int) lost.seq() + together)).doesNotContain(lost.hash());
    append(store, "a", together, together);
    checkChain((int) lost.seq() + 2 * together);
  }

  @Test
  void isStaleAfterTheRestoreOfABackup() {
    append(store, "a", 0, 2);
    empty();

    assertThatExceptionOfType(StaleStreamException.class)
        .isThrownBy(() -> append(store, "a", 2, 1));

    checkChain(0);
  }

  @Test
  void writesNothingBehindAHeadThatWasSetBackToTheRememberedOne() {
    append(store, "a", 0, 2);
    EvidenceHead remembered = store.head(CHOIR);
    append(other, "b", 0, 1);
    Databases.execute(
        source, "UPDATE gdpr_evidence_head SET seq = 2, hash = '%s'".formatted(remembered.hash()));

    assertThatExceptionOfType(EvidenceStoreException.class)
        .isThrownBy(() -> append(store, "a", 2, 1))
        .withMessageContaining("nothing was written");

    assertThat(store.read(CHOIR, 0, 9)).hasSize(3);
    assertThat(store.head(CHOIR)).isEqualTo(remembered);
  }

  @Test
  void takesStepsOfRequestsBehindTheSameEnd() {
    append(store, "a", 0, 1);
    store.commit(List.of(step(header("r-1", 1))));
    append(store, "a", 1, 1);
    other.commit(List.of(step(header("r-1", 2))));

    assertThatExceptionOfType(StaleRequestException.class)
        .isThrownBy(() -> store.commit(List.of(step(header("r-1", 2)))));
    store.commit(List.of(step(header("r-1", 3)), step(header("r-2", 1))));
    append(store, "a", 2, 1);

    checkChain(7);
  }

  @Test
  void keepsManyChainsAndStreamsApart() {
    int many = 300;
    for (long version = 0; version < 2; version++) {
      for (int i = 0; i < many; i++) {
        store.append(new PartyId("c-" + i), List.of(draft("a", version)));
        append(store, "s-" + i, version, 1);
      }
    }

    checkChain(2 * many);
    assertThat(store.head(new PartyId("c-7")).seq()).isEqualTo(2);
  }

  private static void append(JdbcRequestStore store, String stream, long version, int entries) {
    List<EvidenceDraft> drafts =
        LongStream.range(version, version + entries).mapToObj(i -> draft(stream, i)).toList();
    List<EvidenceEntry> appended = store.append(CHOIR, drafts);
    assertThat(appended).hasSize(entries);
  }

  private static EvidenceDraft draft(String stream, long version) {
    return new EvidenceDraft(new StreamId("thing", stream), version, "noted", NOON, Map.of());
  }

  /** The hashes of the chain, which hangs together and is as long as that. */
  private List<String> checkChain(int expected) {
    List<EvidenceEntry> entries = store.read(CHOIR, 0, Integer.MAX_VALUE);
    assertThat(entries).hasSize(expected);
    EvidenceHead head = EvidenceHead.none(CHOIR);
    for (EvidenceEntry entry : entries) {
      assertThat(entry.seq()).isEqualTo(head.seq() + 1);
      assertThat(entry.previous()).isEqualTo(head.hash());
      head = entry.head();
    }
    assertThat(store.head(CHOIR)).isEqualTo(head);
    for (StreamId stream : entries.stream().map(EvidenceEntry::stream).distinct().toList()) {
      List<EvidenceEntry> ofStream = store.stream(CHOIR, stream);
      assertThat(ofStream)
          .extracting(EvidenceEntry::version)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, ofStream.size()).boxed().toList());
    }
    return entries.stream().map(EvidenceEntry::hash).toList();
  }
}
