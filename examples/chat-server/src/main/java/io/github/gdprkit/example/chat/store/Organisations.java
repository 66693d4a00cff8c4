package io.github.gdprkit.example.chat.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The organisations that share a database. */
public final class Organisations {

  private static final int NAMED = 20;

  private final ChatDatabase database;

  Organisations(ChatDatabase database) {
    this.database = database;
  }

  /** All of them, by name. */
  public List<Organisation> all() throws SQLException {
    return select("SELECT id, name, display_name FROM organisations ORDER BY name");
  }

  public Optional<Organisation> find(String name) throws SQLException {
    return select("SELECT id, name, display_name FROM organisations WHERE name = ?", name).stream()
        .findFirst();
  }

  /** The one of this name; refuses another name with a {@link ChatException} that lists them. */
  public Organisation get(String name) throws SQLException {
    Optional<Organisation> found = find(name);
    if (found.isPresent()) {
      return found.get();
    }
    List<Organisation> known = all();
    throw new ChatException(
        "there is no controller %s in this database. There %s: %s%s. The command import creates one"
            .formatted(
                name,
                known.size() == 1 ? "is" : "are",
                known.stream()
                    .limit(NAMED)
                    .map(Organisation::name)
                    .collect(Collectors.joining(", ")),
                known.size() > NAMED ? " and " + (known.size() - NAMED) + " more" : ""));
  }

  /** The one of this name, which is made when it is not there yet. */
  public Organisation getOrCreate(String name) throws SQLException, IOException {
    Organisation.checkedName(name);
    database.change(
        statements ->
            statements.change(
                "INSERT INTO organisations (name, display_name) VALUES (?, ?) ON CONFLICT DO NOTHING",
                name,
                name));
    return get(name);
  }

  /** Keeps how its people know it from now on. */
  public Organisation rename(Organisation organisation, String displayName)
      throws SQLException, IOException {
    database.change(
        statements ->
            statements.change(
                "UPDATE organisations SET display_name = ? WHERE id = ?",
                displayName,
                organisation.id()));
    return new Organisation(organisation.id(), organisation.name(), displayName);
  }

  private List<Organisation> select(String sql, Object... values) throws SQLException {
    List<Organisation> found = new ArrayList<>();
    try (Connection reader = database.newReader();
        Statements statements = new Statements(reader);
        ResultSet row = statements.rows(sql, values)) {
      while (row.next()) {
        found.add(new Organisation(row.getLong(1), row.getString(2), row.getString(3)));
      }
    }
    return found;
  }
}
