package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.IdentifierType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Declares a {@link TableHook}. The names of tables and columns are those of the database, in any
 * case where that is clear; a table's name may begin with that of its schema. Conditions are SQL of
 * your program, with values bound to their question marks.
 */
public final class TableHookBuilder implements DeclaredTable {

  final Declaration declaration;
  @Nullable String table;
  final List<String> key = new ArrayList<>();
  final List<SubjectSpec> subjects = new ArrayList<>();
  @Nullable Condition where;
  @Nullable PartyId controller;
  @Nullable Condition everyone;
  final List<FieldSpec> fields = new ArrayList<>();
  final Map<String, String> leftOut = new LinkedHashMap<>();
  final Set<String> expectedReferrers = new LinkedHashSet<>();
  @Nullable RowErasure erasure;
  ZoneId zone = ZoneOffset.UTC;

  /** A column that tells whose a row is, as the host named it. */
  record SubjectSpec(
      String column, IdentifierType type, Relation relation, @Nullable String condition) {}

  TableHookBuilder(Declaration declaration) {
    if (!declaration.fields().isEmpty()) {
      throw new IllegalArgumentException(
          "Hook "
              + declaration.id()
              + " declares fields of its own; say text(...), number(...) and so on for its columns");
    }
    this.declaration = declaration;
  }

  /** The table, or a view of it that has a key. */
  public TableHookBuilder table(String name) {
    table = Objects.requireNonNull(name, "name");
    return this;
  }

  /** The columns that tell rows apart and order them; oldest first, if they are numbers. */
  public TableHookBuilder key(String... columns) {
    key.addAll(List.of(columns));
    return this;
  }

  /**
   * A row is the data subject's when this column has an identifier of theirs of this type, and
   * relates to them like this. With several subject columns any of them is enough, and the first
   * that fits decides the relation; begin with the author.
   */
  public TableHookBuilder subject(String column, IdentifierType type, Relation relation) {
    subjects.add(new SubjectSpec(column, type, relation, null));
    return this;
  }

  /**
   * Like {@link #subject}, where the column has more than the identifier: an address with a device
   * behind it, an attribute in XML, a number that another table knows the person by. Compare whole
   * identifiers; a search for a part of a text finds people whose name contains it.
   *
   * @param column what an erasure that keeps the row has to change
   * @param sql a condition over the table's columns, text of your program and never of a user; each
   *     question mark stands for the same identifier, as a text
   */
  public TableHookBuilder subjectWhere(
      String column, String sql, IdentifierType type, Relation relation) {
    subjects.add(new SubjectSpec(column, type, relation, Objects.requireNonNull(sql, "sql")));
    return this;
  }

  /**
   * Only rows that meet this are the hook's, such as those of one organisation.
   *
   * @param sql a condition over the table's columns, text of your program and never of a user
   * @param values bound to its question marks, in their order
   */
  public TableHookBuilder where(String sql, @Nullable Object... values) {
    where = Condition.of(sql, values);
    return this;
  }

  /** All rows of the hook are this controller's, for the end of a service (Art. 28(3)(g)). */
  public TableHookBuilder everyoneOf(Controller whose) {
    controller = whose.id();
    everyone = null;
    return this;
  }

  /**
   * The rows of the hook that meet this are this controller's, for the end of a service.
   *
   * @param sql a condition over the table's columns, text of your program and never of a user
   * @param values bound to its question marks, in their order
   */
  public TableHookBuilder everyoneOf(Controller whose, String sql, @Nullable Object... values) {
    controller = whose.id();
    everyone = Condition.of(sql, values);
    return this;
  }

  /** A text; also JSON, an enumeration, a UUID, and numbers that have no other kind. */
  public TableHookBuilder text(String column, String field, String title) {
    return field(Kind.TEXT, column, field, title);
  }

  /** A whole number. */
  public TableHookBuilder number(String column, String field, String title) {
    return field(Kind.NUMBER, column, field, title);
  }

  /** A number with a fraction. */
  public TableHookBuilder decimal(String column, String field, String title) {
    return field(Kind.DECIMAL, column, field, title);
  }

  /** Yes or no; of a number whether it is other than 0. */
  public TableHookBuilder flag(String column, String field, String title) {
    return field(Kind.FLAG, column, field, title);
  }

  /** A time that the database knows as one. */
  public TableHookBuilder time(String column, String field, String title) {
    return field(Kind.TIME, column, field, title);
  }

  /** A time in milliseconds since 1970, UTC; also where they stand as digits of a text. */
  public TableHookBuilder timeMillis(String column, String field, String title) {
    return field(Kind.TIME_MILLIS, column, field, title);
  }

  /** A time in seconds since 1970, UTC. */
  public TableHookBuilder timeSeconds(String column, String field, String title) {
    return field(Kind.TIME_SECONDS, column, field, title);
  }

  /** A time as text of ISO 8601; anything else that stands there is given out as it is. */
  public TableHookBuilder timeText(String column, String field, String title) {
    return field(Kind.TIME_TEXT, column, field, title);
  }

  /** A civil date. */
  public TableHookBuilder date(String column, String field, String title) {
    return field(Kind.DATE, column, field, title);
  }

  /** Bytes, written in hexadecimal. */
  public TableHookBuilder bytes(String column, String field, String title) {
    return field(Kind.BYTES, column, field, title);
  }

  /** Several texts in one array. */
  public TableHookBuilder texts(String column, String field, String title) {
    return field(Kind.TEXTS, column, field, title);
  }

  /**
   * Text that the author of the record wrote: the data subject's own where they are the author, and
   * somebody else's, which the policy may leave out, in every other relation.
   */
  public TableHookBuilder authorsText(String column, String field, String title) {
    return field(Kind.AUTHORS_TEXT, column, field, title);
  }

  /**
   * A person, by the account key that stands in the column.
   *
   * @param relation how that person stands to the record
   */
  public TableHookBuilder person(String column, String field, Relation relation, String title) {
    fields.add(new FieldSpec(Kind.PERSON, column, field, title, relation, null, null));
    return this;
  }

  /**
   * A person, by the account key that stands in the column, with the name that people know.
   *
   * @param relation how that person stands to the record
   */
  public TableHookBuilder person(
      String column, String field, Relation relation, Labels labels, String title) {
    fields.add(new FieldSpec(Kind.PERSON, column, field, title, relation, labels, null));
    return this;
  }

  /** The label of the row of another table whose key stands in the column. */
  public TableHookBuilder label(String column, String field, Labels labels, String title) {
    fields.add(new FieldSpec(Kind.LABEL, column, field, title, null, labels, null));
    return this;
  }

  /** A file that the row names; at most one for each hook. */
  public TableHookBuilder attachment(StoredFile file, String field, String title) {
    fields.add(new FieldSpec(Kind.ATTACHMENT, file.column, field, title, null, null, file));
    return this;
  }

  /** A column that is not given out, and why, such as the hash of a password. */
  public TableHookBuilder leftOut(String column, String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("Say why the column " + column + " is left out");
    }
    leftOut.put(column, reason);
    return this;
  }

  /** The zone of times that have none in the database; UTC unless it is said. */
  public TableHookBuilder civilTimesIn(ZoneId newZone) {
    zone = Objects.requireNonNull(newZone, "newZone");
    return this;
  }

  /**
   * These tables refer to the rows by foreign keys, and that is seen to: other hooks erase their
   * rows before, or what the database deletes with the rows is meant to go.
   */
  public TableHookBuilder referencedBy(String... tables) {
    expectedReferrers.addAll(List.of(tables));
    return this;
  }

  /**
   * Says last what becomes of the rows in an erasure. Without it the hook does not erase, and the
   * declaration says why.
   */
  public TableErasureHookBuilder erasing(RowErasure newErasure) {
    erasure = Objects.requireNonNull(newErasure, "newErasure");
    return new TableErasureHookBuilder(this);
  }

  /**
   * Makes the hook, checked against the database.
   *
   * @throws TableHookException with everything that does not fit the database
   */
  public TableHook over(DataSource database) {
    return TableHook.all(database, this).get(0);
  }

  static List<TableHook> all(DataSource database, List<DeclaredTable> tables) {
    List<TableHookBuilder> builders = new ArrayList<>();
    for (DeclaredTable declared : tables) {
      builders.add(
          declared instanceof TableErasureHookBuilder erasing
              ? erasing.whole
              : (TableHookBuilder) declared);
    }
    List<TableFault> faults = new ArrayList<>();
    List<TableHook> hooks = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      Schema schema = Schema.of(connection);
      for (TableHookBuilder builder : builders) {
        TableHook hook = new Resolver(builder, schema, faults).hook(database);
        if (hook != null) {
          hooks.add(hook);
        }
      }
    } catch (SQLException e) {
      TableHookBuilder first = builders.get(0);
      faults.add(
          new TableFault(
              first.declaration.id(),
              String.valueOf(first.table),
              null,
              "the database could not be asked for its tables ("
                  + Connections.codes(e)
                  + "); put it right and start again"));
      throw new TableHookException(faults, Connections.quiet(e));
    }
    if (!faults.isEmpty()) {
      throw new TableHookException(faults);
    }
    return List.copyOf(hooks);
  }

  private TableHookBuilder field(Kind kind, String column, String field, String title) {
    fields.add(new FieldSpec(kind, column, field, title, null, null, null));
    return this;
  }
}
