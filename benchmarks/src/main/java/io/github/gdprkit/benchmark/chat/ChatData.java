package io.github.gdprkit.benchmark.chat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A chat of 1,000 people and 100 channels, in PostgreSQL or SQLite: the same rows for the same
 * seed. A few people wrote a given number of the messages, mixed with those of the others over all
 * of the time.
 *
 * @param messages in all
 * @param written how many of them these people wrote; the others share the rest
 */
public record ChatData(int messages, Map<Long, Integer> written) {

  /** Two million messages: person 1 wrote 500,000, person 3 100,000 and person 2 10,000. */
  public static final ChatData STANDARD =
      new ChatData(2_000_000, Map.of(1L, 500_000, 2L, 10_000, 3L, 100_000));

  /** Four million messages: person 1 wrote two million and person 3 100,000. */
  public static final ChatData LARGE = new ChatData(4_000_000, Map.of(1L, 2_000_000, 3L, 100_000));

  private static final long SEED = 1;

  private static final String MESSAGE =
      "CREATE TABLE zerver_message (id BIGINT PRIMARY KEY, sender_id BIGINT NOT NULL, recipient_id"
          + " BIGINT NOT NULL, sending_client_id BIGINT NOT NULL, subject VARCHAR(60) NOT NULL,"
          + " content TEXT NOT NULL, rendered_content TEXT, date_sent %1$s NOT NULL,"
          + " last_edit_time %1$s, edit_history TEXT, has_attachment BOOLEAN NOT NULL, has_link"
          + " BOOLEAN NOT NULL)";

  private static final String[] TABLES = {
    "CREATE TABLE zerver_userprofile (id BIGINT PRIMARY KEY, full_name VARCHAR(100) NOT NULL,"
        + " delivery_email VARCHAR(254) NOT NULL, timezone VARCHAR(40) NOT NULL, is_active"
        + " BOOLEAN NOT NULL)",
    "CREATE TABLE zerver_stream (id BIGINT PRIMARY KEY, name VARCHAR(60) NOT NULL)",
    "CREATE TABLE zerver_recipient (id BIGINT PRIMARY KEY, type INTEGER NOT NULL, type_id BIGINT"
        + " NOT NULL)",
    "CREATE TABLE zerver_client (id BIGINT PRIMARY KEY, name VARCHAR(30) NOT NULL)",
    MESSAGE,
    "CREATE TABLE zerver_usermessage (id BIGINT PRIMARY KEY, user_profile_id BIGINT NOT NULL,"
        + " message_id BIGINT NOT NULL, flags BIGINT NOT NULL)",
    "CREATE TABLE zerver_reaction (id BIGINT PRIMARY KEY, user_profile_id BIGINT NOT NULL,"
        + " message_id BIGINT NOT NULL, emoji_name VARCHAR(30) NOT NULL)",
    "CREATE TABLE zerver_attachment (id BIGINT PRIMARY KEY, file_name VARCHAR(100) NOT NULL,"
        + " path_id VARCHAR(100) NOT NULL, owner_id BIGINT NOT NULL, message_id BIGINT NOT NULL,"
        + " size BIGINT NOT NULL)",
    "CREATE TABLE zerver_subscription (id BIGINT PRIMARY KEY, user_profile_id BIGINT NOT NULL,"
        + " recipient_id BIGINT NOT NULL, active BOOLEAN NOT NULL, color VARCHAR(10) NOT NULL)"
  };

  /** As the host has them, and {@code (sender_id, id)}, which paging by key needs. */
  private static final String[] INDEXES = {
    "CREATE INDEX message_sender_id ON zerver_message (sender_id, id)",
    "CREATE INDEX message_recipient ON zerver_message (recipient_id, id)",
    "CREATE INDEX message_date_sent ON zerver_message (date_sent)",
    "CREATE INDEX usermessage_person ON zerver_usermessage (user_profile_id, message_id)",
    "CREATE INDEX usermessage_message ON zerver_usermessage (message_id)",
    "CREATE INDEX reaction_message ON zerver_reaction (message_id)",
    "CREATE INDEX reaction_person ON zerver_reaction (user_profile_id)",
    "CREATE INDEX attachment_message ON zerver_attachment (message_id)",
    "CREATE INDEX attachment_owner ON zerver_attachment (owner_id)",
    "CREATE INDEX subscription_person ON zerver_subscription (user_profile_id)"
  };

  /** Copies the map. */
  public ChatData {
    written = Map.copyOf(written);
  }

  /**
   * Makes the tables, fills them, and lets the database look at what it has.
   *
   * @throws SQLException when the database refuses
   */
  public void fill(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      boolean postgresql = connection.isWrapperFor(PGConnection.class);
      try (Statement statement = connection.createStatement()) {
        for (String table : TABLES) {
          statement.execute(table.formatted(postgresql ? "TIMESTAMPTZ" : "INTEGER"));
        }
      }
      Target target =
          postgresql
              ? new CopyTarget(connection.unwrap(PGConnection.class))
              : new BatchTarget(connection);
      write(target, postgresql);
      target.finish();
      try (Statement statement = connection.createStatement()) {
        for (String index : INDEXES) {
          statement.execute(index);
        }
        statement.execute(postgresql ? "VACUUM (ANALYZE)" : "ANALYZE");
        if (postgresql) {
          statement.execute("CHECKPOINT");
        }
      }
    }
  }

  private void write(Target target, boolean postgresql) throws SQLException {
    for (long person = 1; person <= Messages.PEOPLE; person++) {
      target.row(
          "zerver_userprofile",
          person,
          "Person " + person,
          "person" + person + "@example.org",
          "Europe/Berlin",
          true);
      for (int i = 0; i < 20; i++) {
        target.row(
            "zerver_subscription",
            person * 20 + i,
            person,
            1 + (person * 7 + i * 5) % Messages.CHANNELS,
            true,
            "#76ce90");
      }
    }
    for (long channel = 1; channel <= Messages.CHANNELS; channel++) {
      target.row("zerver_stream", channel, "channel-" + channel);
      target.row("zerver_recipient", channel, 2, channel);
    }
    target.row("zerver_client", 1L, "website");

    Messages message = new Messages(SEED);
    Senders senders = new Senders();
    long userMessages = 0;
    long reactions = 0;
    long attachments = 0;
    while (message.id < messages) {
      message.next(senders.next());
      String rendered = message.rendered();
      target.row(
          "zerver_message",
          message.id,
          message.sender,
          (long) message.channel,
          1L,
          message.topic,
          message.content,
          rendered,
          time(message.sentMillis, postgresql),
          message.editedMillis == 0 ? null : time(message.editedMillis, postgresql),
          message.editedMillis == 0
              ? null
              : "[{\"timestamp\":%d,\"prev_content\":\"before\",\"user_id\":%d}]"
                  .formatted(message.editedMillis / 1000, message.sender),
          message.hasAttachment,
          message.hasLink);
      if (written.containsKey(message.sender)) {
        target.row("zerver_usermessage", ++userMessages, message.sender, message.id, 1L);
      }
      for (int i = 0; i < message.reactions; i++) {
        target.row(
            "zerver_reaction",
            ++reactions,
            (long) message.reactingPerson(),
            message.id,
            i == 0 ? "thumbs_up" : "tada");
      }
      if (message.hasAttachment) {
        attachments++;
        target.row(
            "zerver_attachment",
            attachments,
            "notes-" + attachments + ".txt",
            "2/ab/notes-" + attachments + ".txt",
            message.sender,
            message.id,
            2_048L);
      }
    }
  }

  private static Object time(long millis, boolean postgresql) {
    return postgresql ? Instant.ofEpochMilli(millis).toString() : (Object) millis;
  }

  /** Who writes next, such that everyone has written what they should when all is written. */
  private final class Senders {
    private final SplittableRandom random = new SplittableRandom(SEED + 1);
    private final long[] heavy =
        written.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    private final int[] left = new int[heavy.length];
    private int leftInAll = messages;

    Senders() {
      for (int i = 0; i < heavy.length; i++) {
        left[i] = written.getOrDefault(heavy[i], 0);
      }
    }

    long next() {
      int at = random.nextInt(leftInAll--);
      for (int i = 0; i < heavy.length; i++) {
        if (at < left[i]) {
          left[i]--;
          return heavy[i];
        }
        at -= left[i];
      }
      return 10 + random.nextInt(Messages.PEOPLE - 10);
    }
  }

  /** Where rows go. */
  private interface Target {
    void row(String table, @Nullable Object... values) throws SQLException;

    void finish() throws SQLException;
  }

  /** Rows into SQLite, in one transaction. */
  private static final class BatchTarget implements Target {
    private static final int BATCH = 10_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();
    private int batched;

    BatchTarget(Connection connection) throws SQLException {
      this.connection = connection;
      connection.setAutoCommit(false);
    }

    @Override
    public void row(String table, @Nullable Object... values) throws SQLException {
      PreparedStatement statement = statements.get(table);
      if (statement == null) {
        statement =
            connection.prepareStatement(
                "INSERT INTO " + table + " VALUES (?" + ", ?".repeat(values.length - 1) + ")");
        statements.put(table, statement);
      }
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.addBatch();
      if (++batched % BATCH == 0) {
        send();
      }
    }

    private void send() throws SQLException {
      for (PreparedStatement statement : statements.values()) {
        statement.executeBatch();
      }
    }

    @Override
    public void finish() throws SQLException {
      send();
      for (PreparedStatement statement : statements.values()) {
        statement.close();
      }
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  /** Rows into PostgreSQL, by COPY. */
  private static final class CopyTarget implements Target {
    private static final int BUFFER = 4 << 20;

    private final PGConnection connection;
    private final Map<String, StringBuilder> buffers = new LinkedHashMap<>();

    CopyTarget(PGConnection connection) {
      this.connection = connection;
    }

    @Override
    public void row(String table, @Nullable Object... values) throws SQLException {
      StringBuilder buffer = buffers.computeIfAbsent(table, key -> new StringBuilder());
      for (int i = 0; i < values.length; i++) {
        buffer.append(i == 0 ? "" : "\t").append(text(values[i]));
      }
      buffer.append('\n');
      if (buffer.length() > BUFFER) {
        copy(table, buffer);
      }
    }

    private static String text(@Nullable Object value) {
      if (value == null) {
        return "\\N";
      }
      String text = value.toString();
      return value instanceof String
          ? text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
          : text;
    }

    private void copy(String table, StringBuilder buffer) throws SQLException {
      try {
        // Bytes: given characters, the driver breaks those that two of Java's stand for.
        connection
            .getCopyAPI()
            .copyIn(
                "COPY " + table + " FROM STDIN",
                new ByteArrayInputStream(buffer.toString().getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new SQLException("The rows cannot be read", e);
      }
      buffer.setLength(0);
    }

    @Override
    public void finish() throws SQLException {
      for (Map.Entry<String, StringBuilder> table : buffers.entrySet()) {
        copy(table.getKey(), table.getValue());
      }
    }
  }
}
