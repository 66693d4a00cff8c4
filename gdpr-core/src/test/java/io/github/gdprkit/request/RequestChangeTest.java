package io.github.gdprkit.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestChangeTest {

  private static final StreamId OWN = new RequestId("r1").stream();

  @Test
  void takesEventsThatLeadToTheVersionOfTheHeader() {
    StreamId hold = new StreamId("hold", "h");

    assertThat(change(3, draft(OWN, 1), draft(hold, 9), draft(OWN, 2)).drafts()).hasSize(3);
    assertThat(change(3).drafts()).isEmpty();
    assertThat(change(3, draft(hold, 9)).drafts()).hasSize(1);
  }

  @Test
  void refusesEventsThatLeadElsewhere() {
    assertThatIllegalArgumentException().isThrownBy(() -> change(3, draft(OWN, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> change(3, draft(OWN, 3)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> change(3, draft(OWN, 0), draft(OWN, 2)))
        .withMessageContaining("r1");
  }

  private static RequestChange change(long version, EvidenceDraft... drafts) {
    RequestHeader header =
        new RequestHeader(
            new RequestId("r1"),
            new PartyId("example"),
            Claim.ACCESS,
            RequestStatus.RECEIVED,
            version,
            LocalDate.of(2026, 1, 31),
            null,
            null,
            null);
    return new RequestChange(header, List.of(drafts), new RequestChange.Papers.Keep(), null);
  }

  private static EvidenceDraft draft(StreamId stream, long expectedVersion) {
    return new EvidenceDraft(
        stream, expectedVersion, "happened", Instant.parse("2026-01-31T09:00:00Z"), Map.of());
  }
}
