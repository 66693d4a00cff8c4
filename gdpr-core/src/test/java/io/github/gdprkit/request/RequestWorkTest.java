package io.github.gdprkit.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestWorkTest {

  @Test
  void isThisForEachClaim() {
    assertThat(Arrays.stream(Claim.values()).map(claim -> claim + " " + RequestWork.of(claim)))
        .containsExactlyInAnyOrder(
            "ACCESS [EXPORT, BY_HAND]",
            "RECTIFICATION [RECTIFY, BY_HAND, TELL_RECIPIENT]",
            "ERASURE [ERASE_ARCHIVES, ERASE, BY_HAND, TELL_RECIPIENT]",
            "RESTRICTION [RESTRICT, BY_HAND, TELL_RECIPIENT]",
            "PORTABILITY [EXPORT, BY_HAND]",
            "OBJECTION [STOP_PROCESSING, BY_HAND]",
            "OBJECTION_TO_DIRECT_MARKETING [STOP_PROCESSING, BY_HAND]",
            "HUMAN_REVIEW [BY_HAND]");
  }

  @Test
  void restrictsMeanwhileWhatIsObjectedTo() {
    assertThat(
            Arrays.stream(Claim.values()).filter(claim -> RequestWork.meanwhile(claim).isPresent()))
        .containsExactly(Claim.OBJECTION);
    assertThat(RequestWork.meanwhile(Claim.OBJECTION)).contains(TaskKind.RESTRICT);
  }

  @Test
  void tellsRecipientsOfWhatArticle19Names() {
    assertThat(Arrays.stream(Claim.values()).filter(RequestWork::tellsRecipients))
        .containsExactlyInAnyOrder(Claim.RECTIFICATION, Claim.ERASURE, Claim.RESTRICTION);
  }

  @ParameterizedTest
  @EnumSource(Claim.class)
  void givesHooksNoWorkThatTheClaimDoesNotHave(Claim claim) {
    assertThat(RequestWork.of(claim)).containsAll(RequestWork.byHook(claim).stream().toList());
    assertThat(RequestWork.byHook(claim).isEmpty()).isEqualTo(claim == Claim.HUMAN_REVIEW);
  }
}
