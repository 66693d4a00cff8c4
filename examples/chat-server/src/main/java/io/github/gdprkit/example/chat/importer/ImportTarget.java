package io.github.gdprkit.example.chat.importer;

import io.github.gdprkit.example.chat.store.Added;
import io.github.gdprkit.example.chat.store.ChatWriter;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Where the lines go: the database and the counts. Finds people and places by the names that the
 * lines use, and makes them when a line names what no line before has described.
 */
final class ImportTarget {

  private final ChatWriter writer;
  private final Tally tally;

  ImportTarget(ChatWriter writer, Tally tally) {
    this.writer = writer;
    this.tally = tally;
  }

  ChatWriter writer() {
    return writer;
  }

  void count(Kind kind, boolean isNew) {
    tally.row(kind, isNew);
  }

  long user(String username) throws SQLException {
    OptionalLong known = writer.users().idOf(username);
    if (known.isPresent()) {
      return known.getAsLong();
    }
    tally.oddity(Oddity.UNKNOWN_USER);
    return writer.users().addPlaceholder(username);
  }

  long team(String name) throws SQLException {
    OptionalLong known = writer.channels().teamIdOf(name);
    if (known.isPresent()) {
      return known.getAsLong();
    }
    tally.oddity(Oddity.UNKNOWN_TEAM);
    return writer.channels().addPlaceholderTeam(name);
  }

  long channel(String team, String name) throws SQLException {
    long teamId = team(team);
    OptionalLong known = writer.channels().idOf(teamId, name);
    if (known.isPresent()) {
      return known.getAsLong();
    }
    OptionalLong elsewhere = writer.channels().idInAnyTeam(name);
    if (elsewhere.isPresent()) {
      tally.oddity(Oddity.CHANNEL_OF_ANOTHER_TEAM);
      return elsewhere.getAsLong();
    }
    tally.oddity(Oddity.UNKNOWN_CHANNEL);
    return writer.channels().addPlaceholder(teamId, name);
  }

  /** The direct or group channel of these people. */
  Added direct(Collection<String> usernames, String header) throws SQLException {
    Set<Long> members = new LinkedHashSet<>();
    for (String username : usernames) {
      members.add(user(username));
    }
    return writer.channels().direct(members, header);
  }
}
