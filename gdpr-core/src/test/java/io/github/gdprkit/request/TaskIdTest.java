package io.github.gdprkit.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.processing.Recipient;
import org.junit.jupiter.api.Test;

class TaskIdTest {

  @Test
  void tellsRecipientsApartWhoseNamesHaveNoLatinLetter() {
    // The classic pair: both have the same hash code.
    Recipient one = new Recipient("株式会社 Aa");
    Recipient other = new Recipient("株式会社 BB");
    assertThat(one.name().hashCode()).isEqualTo(other.name().hashCode());

    assertThat(TaskId.telling(new Recipient("会社"))).isNotEqualTo(TaskId.telling(one));
    assertThat(TaskId.telling(one).value().replaceAll("-(aa|bb)-", "-"))
        .isNotEqualTo(TaskId.telling(other).value().replaceAll("-(aa|bb)-", "-"));
  }

  @Test
  void namesARecipientTheSameEachTime() {
    assertThat(TaskId.telling(new Recipient("Mail Ltd")))
        .isEqualTo(TaskId.telling(new Recipient("Mail Ltd")))
        .extracting(TaskId::value)
        .asString()
        .matches("tell-recipient\\.mail-ltd-[0-9a-f]{16}");
  }
}
