package io.github.gdprkit.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RequestStatusTest {

  /** The workflow a second time, by hand. */
  private static final List<String> WORKFLOW =
      List.of(
          "RECEIVED -> AWAITING_IDENTITY",
          "RECEIVED -> IN_PROGRESS",
          "RECEIVED -> REFUSED",
          "RECEIVED -> WITHDRAWN",
          "AWAITING_IDENTITY -> IN_PROGRESS",
          "AWAITING_IDENTITY -> REFUSED",
          "AWAITING_IDENTITY -> WITHDRAWN",
          "AWAITING_CLARIFICATION -> IN_PROGRESS",
          "AWAITING_CLARIFICATION -> REFUSED",
          "AWAITING_CLARIFICATION -> WITHDRAWN",
          "IN_PROGRESS -> AWAITING_CLARIFICATION",
          "IN_PROGRESS -> FULFILLED",
          "IN_PROGRESS -> PARTLY_FULFILLED",
          "IN_PROGRESS -> REFUSED",
          "IN_PROGRESS -> WITHDRAWN");

  @Test
  void goesTheseWaysAndNoOthers() {
    List<String> ways =
        Arrays.stream(RequestStatus.values())
            .flatMap(from -> from.next().stream().map(to -> from + " -> " + to))
            .toList();

    assertThat(ways).containsExactlyInAnyOrderElementsOf(WORKFLOW);
  }

  @Test
  void isOverOnceItIsAnsweredOrTakenBack() {
    Map<Boolean, Set<String>> byEnd = new TreeMap<>();
    for (RequestStatus status : RequestStatus.values()) {
      byEnd.computeIfAbsent(status.isFinal(), end -> new TreeSet<>()).add(status.name());
    }

    assertThat(byEnd)
        .containsEntry(true, Set.of("FULFILLED", "PARTLY_FULFILLED", "REFUSED", "WITHDRAWN"))
        .containsEntry(
            false,
            Set.of("RECEIVED", "AWAITING_IDENTITY", "AWAITING_CLARIFICATION", "IN_PROGRESS"));
  }

  @Test
  void fulfilsNothingThatIsNotInProgress() {
    Set<RequestStatus> beforeTheEnd =
        Arrays.stream(RequestStatus.values())
            .filter(
                status ->
                    status.next().contains(RequestStatus.FULFILLED)
                        || status.next().contains(RequestStatus.PARTLY_FULFILLED))
            .collect(Collectors.toSet());

    assertThat(beforeTheEnd).containsExactly(RequestStatus.IN_PROGRESS);
  }

  @Test
  void letsNobodyAddAWay() {
    assertThatThrownBy(() -> RequestStatus.REFUSED.next().add(RequestStatus.IN_PROGRESS))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
