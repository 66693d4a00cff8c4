package io.github.gdprkit.jdbc.table.openfire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import io.github.gdprkit.testkit.canary.Canaries;
import org.junit.jupiter.api.Test;

class OpenfireTest {
  @Test
  void fills() throws Exception {
    OpenfireSchema schema = OpenfireSchema.read();
    assertThat(schema.countOfColumns()).isEqualTo(217);
    try (TestDatabase database = DatabaseServer.postgresql().newDatabase()) {
      schema.create(database.dataSource());
      long a = System.nanoTime();
      OpenfireRows.insert(schema, database.dataSource(), Canaries.of("openfire"));
      System.out.println((System.nanoTime() - a) / 1_000_000);
    }
  }
}
