package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.Statements;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists who is here. */
@Command(
    name = "users",
    description = {
      "Lists the people of the controller, sorted by username.",
      "For each: username, name, e-mail address, number of messages, time of the last (UTC), and"
          + " whether the account is deactivated or its data restricted."
    })
public final class UsersCommand implements Callable<Integer> {

  private static final String COLUMNS = "%-24s %-26s %-34s %9s  %-16s %s";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ChatEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  public UsersCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    PrintWriter out = Commands.out(spec);
    try (ChatDatabase database = environment.openExistingDatabase();
        Connection reader = database.newReader();
        Statements statements = new Statements(reader);
        ResultSet users =
            statements.rows(
                """
                SELECT username, trim(first_name || ' ' || last_name) AS name, email,
                    messages, last_message,
                    concat_ws(', ', CASE WHEN deactivated_at IS NOT NULL THEN 'deactivated' END,
                        CASE WHEN restricted_at IS NOT NULL THEN 'restricted' END) AS status
                FROM (SELECT *,
                        (SELECT count(*) FROM posts WHERE author_id = users.id) AS messages,
                        (SELECT max(created_at) FROM posts WHERE author_id = users.id)
                            AS last_message
                    FROM users WHERE organisation_id = ? AND is_tombstone = FALSE) AS people
                ORDER BY username
                """,
                environment.organisation(database).id())) {
      print(out, "USERNAME", "NAME", "E-MAIL", "MESSAGES", "LAST MESSAGE", "STATUS");
      while (users.next()) {
        print(out, users);
      }
    }
    return Commands.DONE;
  }

  private static void print(PrintWriter out, ResultSet user) throws SQLException {
    String email = user.getString("email");
    long lastMessage = user.getLong("last_message");
    String time = user.wasNull() ? "-" : TIME.format(Instant.ofEpochMilli(lastMessage));
    print(
        out,
        PlainText.of(user.getString("username")),
        PlainText.of(user.getString("name")),
        email == null ? "-" : PlainText.of(email),
        user.getLong("messages"),
        time,
        user.getString("status"));
  }

  private static void print(PrintWriter out, Object... columns) {
    out.println(String.format(Locale.ROOT, COLUMNS, columns).stripTrailing());
  }
}
