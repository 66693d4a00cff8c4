package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.zaxxer.hikari.HikariDataSource;
import io.github.gdprkit.archive.ArchiveDraft;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchiveStore;
import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class KilledServerArchiveTest {

  private static final ArchiveId ID = new ArchiveId("REQ-1");
  private static final int CHUNK = JdbcArchiveDraft.CHUNK_BYTES;

  @Test
  void goesOnBehindTheLastCheckpointWhenTheServerWasKilled() throws Exception {
    byte[] bytes = new byte[5 * CHUNK + 77];
    new Random(11).nextBytes(bytes);
    int durable = CHUNK + 1000;
    try (DatabaseServer server = DatabaseServer.newPostgresql();
        TestDatabase database = server.newDatabase();
        HikariDataSource source = TestDatabase.pool(database.url())) {
      // Nobody answers while the server is gone, and the pool would wait for half a minute.
      source.setConnectionTimeout(1_000);
      GdprSchema.migrate(source);
      ArchiveStore store = JdbcArchiveStore.open(source);
      try (ArchiveDraft draft = store.draft(ID)) {
        draft.append(0, bytes, 0, durable);
        draft.checkpoint(durable, new byte[] {1});
        draft.append(durable, bytes, 0, 3 * CHUNK);

        server.kill();

        long length = draft.length();
        assertThatIOException().isThrownBy(() -> draft.checkpoint(length, new byte[] {2}));
      }
      server.restart();

      try (ArchiveDraft draft = store.draft(ID)) {
        List<byte[]> checkpoints = new ArrayList<>();
        draft.replay(checkpoints::add);
        assertThat(checkpoints).containsExactly(new byte[] {1});
        assertThat(draft.length()).isEqualTo(durable);
        try (InputStream in = draft.read(0)) {
          assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOf(bytes, durable));
        }
        draft.append(durable, bytes, durable, bytes.length - durable);
        draft.checkpoint(bytes.length, new byte[] {2});
        draft.seal(bytes.length);
      }
      try (InputStream in = Channels.newInputStream(store.open(ID))) {
        assertThat(in.readAllBytes()).isEqualTo(bytes);
      }
    }
  }
}
