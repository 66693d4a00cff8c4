package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.servers.DatabaseServer;
import io.github.gdprkit.servers.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The chats that are measured, each made when it is first needed. {@code
 * -Dgdprkit.benchmark.postgresql=} and {@code -Dgdprkit.benchmark.sqlite=} name databases that have
 * {@link ChatData#STANDARD} already, {@code -Dgdprkit.benchmark.postgresql.large=} and {@code
 * -Dgdprkit.benchmark.sqlite.large=} those that have {@link ChatData#LARGE}. They are only read.
 */
final class Chats implements AutoCloseable {

  static final String POSTGRESQL = "PostgreSQL";
  static final String SQLITE = "SQLite";

  private final Path folder;
  private final Map<String, Chat> chats = new HashMap<>();
  private final Deque<TestDatabase> made = new ArrayDeque<>();

  Chats(Path folder) {
    this.folder = folder;
  }

  Chat standard(String database) throws Exception {
    return chat(database, "", ChatData.STANDARD);
  }

  Chat large(String database) throws Exception {
    return chat(database, ".large", ChatData.LARGE);
  }

  private Chat chat(String database, String suffix, ChatData data) throws Exception {
    String name = database.toLowerCase(Locale.ROOT) + suffix;
    Chat known = chats.get(name);
    if (known != null) {
      return known;
    }
    String url = System.getProperty("gdprkit.benchmark." + name);
    if (url == null) {
      url = made(database, name);
      System.err.println("Making " + name + " ...");
      DataSource source = Databases.at(url);
      data.fill(source);
      if (source instanceof AutoCloseable closeable) {
        // SQLite writes its log into the file when nobody has it open any more.
        closeable.close();
      }
    }
    Chat chat = new Chat(database, data, url, ServerCpu.of(url));
    chats.put(name, chat);
    return chat;
  }

  private String made(String database, String name) throws Exception {
    if (database.equals(SQLITE)) {
      return "jdbc:sqlite:" + Files.createDirectories(folder).resolve(name + ".db");
    }
    TestDatabase server = DatabaseServer.postgresql().newDatabase();
    made.push(server);
    return server.url();
  }

  @Override
  public void close() {
    while (!made.isEmpty()) {
      made.pop().close();
    }
  }
}
