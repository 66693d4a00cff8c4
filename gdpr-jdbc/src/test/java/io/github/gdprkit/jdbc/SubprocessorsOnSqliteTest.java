package io.github.gdprkit.jdbc;

import static io.github.gdprkit.testkit.fixture.Vendors.HOSTING;
import static io.github.gdprkit.testkit.fixture.Vendors.MAIL;
import static io.github.gdprkit.testkit.fixture.Vendors.NORTH;
import static io.github.gdprkit.testkit.fixture.Vendors.PRIVACY;
import static io.github.gdprkit.testkit.fixture.Vendors.VAULT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.register.SubprocessorList;
import io.github.gdprkit.register.SubprocessorRegister;
import io.github.gdprkit.register.SubprocessorReply;
import io.github.gdprkit.testkit.fixture.Vendors;
import io.github.gdprkit.testkit.time.SettableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The register of subprocessors, in a database that is closed and opened again. */
class SubprocessorsOnSqliteTest {

  @TempDir private Path folder;

  @Test
  void knowsTheSameAfterARestart() {
    SettableClock clock = new SettableClock();
    SubprocessorList list;
    try (GdprSqlite source = GdprSqlite.dataSource(folder.resolve("gdpr.db"))) {
      GdprSchema.migrate(source);
      SubprocessorRegister register = Vendors.register(JdbcRequestStore.open(source), clock);
      Vendors.engage(register, clock, HOSTING, Vendors.hosting());
      Vendors.engage(register, clock, VAULT, Vendors.vault());
      register.propose(MAIL, Vendors.mail(), PRIVACY);
      register.recordDiligence(MAIL, Vendors.diligence(Vendors.today(clock)));
      register.notifyControllers(MAIL, PRIVACY);
      register.object(MAIL, NORTH.id(), "Not in\nFrance – nö", PRIVACY);
      list = register.listOn(Vendors.today(clock));
    }

    try (GdprSqlite source = GdprSqlite.dataSource(folder.resolve("gdpr.db"))) {
      SubprocessorRegister register = Vendors.register(JdbcRequestStore.open(source), clock);

      assertThat(register.listOn(Vendors.today(clock))).isEqualTo(list);
      assertThat(list.engaged()).hasSize(2);
      assertThat(list.upcoming()).hasSize(1);
      assertThat(register.noticesFor(NORTH.id()))
          .extracting(SubprocessorReply::reason)
          .containsExactly("", "", "Not in\nFrance – nö");
    }
  }
}
