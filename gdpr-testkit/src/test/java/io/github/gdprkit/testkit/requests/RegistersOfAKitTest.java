package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.register.ConsentText;
import io.github.gdprkit.register.ConsentTextId;
import io.github.gdprkit.testkit.fixture.SmallHook;
import io.github.gdprkit.testkit.fixture.Subjects;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistersOfAKitTest {

  private static final SmallHook NOTES = SmallHook.of("notes", ErasureStage.CONTENT);

  @TempDir private Path folder;

  @Test
  void keepsConsentsInTheStoreOfTheKitAndAsksForAClockForBreaches() {
    Desk desk = new Desk(folder);
    GdprKit kit = desk.kit(NOTES);
    ConsentTextId text = ConsentTextId.of("newsletter", "1", "en");
    kit.consents().register(new ConsentText(text, "Send me news."), Desk.DPO);

    kit.consents().give(Subjects.ANNA, text, "settings page", desk.clock.instant());

    assertThat(desk.kit(NOTES).consents().isGiven(Subjects.ANNA, text.purpose())).isTrue();
    assertThatThrownBy(kit::breaches)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("breachClock");
  }
}
