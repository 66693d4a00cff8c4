package io.github.gdprkit.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** PostgreSQL from Maven Central's binaries. */
final class PostgresqlServer extends DatabaseServer {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final Map<String, String> settings;
  private EmbeddedPostgres server;

  PostgresqlServer(Map<String, String> settings) {
    this.settings = settings;
    folder = Folders.newTemporary("gdprkit-postgresql");
    server = start(0);
  }

  private EmbeddedPostgres start(int port) {
    try {
      // The library's own defaults are fast and forgetful; these are PostgreSQL's.
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("data"))
              .setCleanDataDirectory(false)
              .setPort(port)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "200")
              .setLocaleConfig("locale", "C.UTF-8")
              .setPGStartupWait(PATIENCE);
      settings.forEach(builder::setServerConfig);
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start for the tests", e);
    }
  }

  @Override
  public String url(String database) {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=postgres";
  }

  @Override
  String firstDatabase() {
    return "postgres";
  }

  @Override
  public void kill() {
    try {
      Path file = folder.resolve("data").resolve("postmaster.pid");
      Processes.kill(Long.parseLong(Files.readAllLines(file).get(0).trim()));
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL's process is not known", e);
    }
  }

  @Override
  public void restart() {
    int port = server.getPort();
    close(server);
    server = start(port);
  }

  @Override
  public void close() {
    close(server);
    Folders.delete(folder);
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not stop", e);
    }
  }
}
