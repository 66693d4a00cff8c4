package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.DeclaredColumn;
import io.github.gdprkit.hook.DeclaredField;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.ErasureMode;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.subject.DataSubjectRight;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a hook of what a host declared and what the database has, and finds what does not fit. */
final class Resolver {

  private static final Logger LOG = LoggerFactory.getLogger(TableHook.class);
  private static final int TOMBSTONE_SIZE = 40;

  private final TableHookBuilder builder;
  private final Schema schema;
  private final List<TableFault> faults;
  private final int faultsBefore;
  private final List<String> selected = new ArrayList<>();
  private final List<RecordReader.CellsMaker> makers = new ArrayList<>();
  private final Set<Column> known = new LinkedHashSet<>();
  private boolean looksUp;
  private @Nullable Column bytes;
  private @Nullable Column file;
  private @Nullable StoredFiles files;

  Resolver(TableHookBuilder builder, Schema schema, List<TableFault> faults) {
    this.builder = builder;
    this.schema = schema;
    this.faults = faults;
    this.faultsBefore = faults.size();
  }

  /** The hook, or {@code null} when faults were found. */
  @Nullable TableHook hook(DataSource database) throws SQLException {
    if (builder.table == null) {
      fault(null, "no table is named; say table(...)");
      return null;
    }
    TableInfo table = schema.find(builder.table);
    if (table == null) {
      fault(
          null, "there is no such table in the database, or several; say schema.table if need be");
      return null;
    }
    List<Column> key = key(table);
    List<Branch.Subject> subjects = subjects(table);
    checkConditions(table);
    key.forEach(column -> select(column.sql()));
    builder.fields.forEach(field -> field(table, field));
    builder.leftOut.keySet().forEach(column -> known(table, column));
    subjects.forEach(subject -> known.add(subject.column()));
    checkNames();
    if (builder.fields.isEmpty()) {
      fault(null, "no column is given out; say text(...), number(...) and so on");
    }
    List<RowEraser.Change> changes = erasure(table, key, subjects);
    if (builder.controller == null) {
      fault(
          null, "it is not said whose rows they are at the end of a service; say everyoneOf(...)");
    }
    if (faults.size() > faultsBefore || builder.controller == null) {
      return null;
    }
    warnOfMissingIndexes(table, subjects);
    Rows rows =
        new Rows(
            schema.engine,
            table,
            key,
            subjects,
            builder.where,
            builder.controller,
            builder.everyone,
            bytes);
    Connections connections = new Connections(database, schema.engine);
    RecordReader reader = new RecordReader(rows, selected, makers, looksUp);
    Declaration declaration = declaration(table, key);
    if (builder.erasure == null) {
      return new TableHook(declaration, reader, connections);
    }
    boolean fileGoes =
        builder.erasure.mode == ErasureMode.ERASE
            || changes.stream().anyMatch(change -> change.column().equals(file));
    RowEraser eraser = new RowEraser(rows, builder.erasure, changes, file, files, fileGoes);
    return new TableErasureHook(declaration, reader, eraser, connections);
  }

  private List<Column> key(TableInfo table) {
    List<Column> key = columns(table, builder.key);
    if (builder.key.isEmpty()) {
      fault(null, "no key is named; say key(...) with the columns of the primary key");
    } else if (key.size() == builder.key.size() && !table.isUnique(key)) {
      fault(
          null,
          "the columns "
              + builder.key
              + " have neither a primary key nor a unique index, so rows could be left out; name"
              + " the columns of one");
    }
    for (Column column : key) {
      if (column.type() == ColumnType.ARRAY
          || column.type() == ColumnType.OTHER
          || column.type() == ColumnType.REAL) {
        fault(column.name(), "a column of the type " + column.typeName() + " cannot be in the key");
      }
      // SQLite forbids NULL in few primary keys; there each count looks for it.
      boolean isTold = schema.engine == Engine.SQLITE && table.isPrimary(column);
      if (column.isNullable() && !isTold) {
        fault(column.name(), "a column of the key can be empty; forbid NULL in it");
      }
    }
    return key;
  }

  private List<Branch.Subject> subjects(TableInfo table) {
    List<Branch.Subject> subjects = new ArrayList<>();
    if (builder.subjects.isEmpty()) {
      fault(null, "no column tells whose the rows are; say subject(...)");
    }
    for (TableHookBuilder.SubjectSpec spec : builder.subjects) {
      Column column = column(table, spec.column());
      if (column == null) {
        continue;
      }
      Branch.Subject subject =
          new Branch.Subject(column, spec.type(), spec.relation(), spec.condition());
      if (spec.condition() != null) {
        check(table, Condition.ofEach(spec.condition(), ""), "subjectWhere(...)");
        subjects.add(subject);
        continue;
      }
      switch (column.type()) {
        case NUMBER, DECIMAL, TEXT, UUID_TYPE -> subjects.add(subject);
        default ->
            fault(
                column.name(),
                "a column of the type "
                    + column.typeName()
                    + " cannot tell whose a row is; a number, a text or a UUID can");
      }
    }
    return subjects;
  }

  private void checkConditions(TableInfo table) {
    check(table, builder.where, "where(...)");
    check(table, builder.everyone, "everyoneOf(...)");
    if (builder.erasure != null) {
      check(table, builder.erasure.retained, "exceptWhere(...)");
    }
  }

  /** Lets the database read the condition, for no rows. */
  private void check(TableInfo table, @Nullable Condition condition, String where) {
    if (condition == null) {
      return;
    }
    Sql sql =
        Sql.of("SELECT COUNT(*) FROM " + table.sql() + " WHERE 1 = 0 AND ").add(condition.whole());
    try (PreparedStatement statement = sql.prepare(schema.connection)) {
      // SQLite takes NULL for what is not bound.
      int parameters =
          schema.engine == Engine.SQLITE
              ? statement.getParameterMetaData().getParameterCount()
              : condition.values().size();
      if (parameters != condition.values().size()) {
        throw new SQLException("", "07001");
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
      }
    } catch (SQLException e) {
      fault(
          null,
          "the database refuses the condition of "
              + where
              + " ("
              + Connections.codes(e)
              + "); check its columns and that it has as many question marks as values");
    }
  }

  private int select(String expression) {
    int index = selected.indexOf(expression);
    if (index < 0) {
      selected.add(expression);
      index = selected.size() - 1;
    }
    return index + 1;
  }

  private void field(TableInfo table, FieldSpec field) {
    Column column = column(table, field.column());
    if (column == null) {
      return;
    }
    if (!field.kind().fits(column)) {
      fault(
          column.name(),
          "a column of the type "
              + column.typeName()
              + " cannot be given out as "
              + field.kind().word()
              + "; "
              + Kind.advice(column));
      return;
    }
    known.add(column);
    int index = select(column.sql());
    String name = field.name();
    ZoneId zone = builder.zone;
    switch (field.kind()) {
      case TEXT -> {
        if (column.type() == ColumnType.TEXT && schema.engine == Engine.POSTGRESQL) {
          makers.add((page, rows) -> new Cells.Utf8Texts(name, index, rows));
        } else {
          makers.add((page, rows) -> new Cells.Texts(name, index, rows));
        }
      }
      case AUTHORS_TEXT -> makers.add((page, rows) -> new Cells.AuthorsTexts(name, index, rows));
      case NUMBER -> numbers(name, index, Cells.Numbers.PLAIN);
      case TIME_MILLIS -> {
        if (column.type() == ColumnType.TEXT && !Kind.isTimeOfSqlite(column)) {
          times(name, index, Cells.Times.MILLIS_OF_TEXT);
        } else {
          numbers(name, index, Cells.Numbers.MILLIS);
        }
      }
      case TIME_SECONDS -> numbers(name, index, Cells.Numbers.SECONDS);
      case DECIMAL -> makers.add((page, rows) -> new Cells.Decimals(name, index, rows));
      case FLAG -> {
        if (column.type() == ColumnType.FLAG) {
          makers.add((page, rows) -> new Cells.Flags(name, index, rows));
        } else {
          numbers(name, index, Cells.Numbers.FLAG);
        }
      }
      case TIME -> time(name, column, zone);
      case TIME_TEXT -> times(name, index, Cells.Times.text(zone));
      case DATE ->
          times(
              name,
              index,
              column.type() == ColumnType.DATE ? Cells.Times.DATE : Cells.Times.TEXT_OF_DATE);
      case BYTES -> makers.add((page, rows) -> new Cells.Bytes(name, index, rows));
      case TEXTS -> makers.add((page, rows) -> new Cells.Arrays(name, index, rows));
      case PERSON, LABEL -> label(field, column, index);
      case ATTACHMENT -> attachment(table, field, column, index);
    }
  }

  private void numbers(String name, int index, Cells.Numbers.Form form) {
    makers.add((page, rows) -> new Cells.Numbers(name, index, rows, form));
  }

  private void times(String name, int index, Cells.Times.Form form) {
    makers.add((page, rows) -> new Cells.Times(name, index, rows, form));
  }

  private void time(String name, Column column, ZoneId zone) {
    if (column.type() == ColumnType.TIME && schema.engine == Engine.POSTGRESQL) {
      int index = select(column.sql());
      makers.add((page, rows) -> new Cells.Instants(name, index, rows));
    } else if (column.type() == ColumnType.TIME) {
      times(name, select(column.sql()), Cells.Times.INSTANT);
    } else if (column.type() == ColumnType.CIVIL_TIME) {
      times(name, select(column.sql()), Cells.Times.civil(zone));
    } else {
      times(name, select(column.sql()), Cells.Times.text(zone));
    }
  }

  private void label(FieldSpec field, Column column, int index) {
    LabelLookup.Source source = null;
    if (field.labels() != null) {
      source = source(field.labels());
      if (source == null) {
        return;
      }
      if (source.key().type() != column.type()) {
        fault(
            column.name(),
            "it is of the type "
                + column.typeName()
                + " and the key of its labels of the type "
                + source.key().typeName()
                + "; name the column that it refers to");
        return;
      }
      looksUp = true;
    }
    LabelLookup.Source found = source;
    Relation person = field.person();
    makers.add(
        (page, rows) ->
            new LabelCells(field.name(), index, rows, page.labels(column.type(), found), person));
  }

  private LabelLookup.@Nullable Source source(Labels labels) {
    TableInfo table;
    try {
      table = schema.find(labels.table);
    } catch (SQLException e) {
      table = null;
    }
    if (table == null) {
      fault(null, "there is no table " + labels.table + " for labels");
      return null;
    }
    Column key = table.find(labels.key);
    List<String> columns = new ArrayList<>();
    for (String name : labels.columns) {
      Column column = table.find(name);
      if (column == null) {
        fault(null, "the table " + labels.table + " of labels has no column " + name);
        return null;
      }
      columns.add(column.sql());
    }
    if (key == null || !table.isUnique(List.of(key))) {
      fault(
          null,
          "the column "
              + labels.key
              + " of the table "
              + labels.table
              + " is no key, so a label could be somebody else's; name its primary key");
      return null;
    }
    check(table, labels.where, "the labels of " + labels.table);
    LabelLookup.Source then = null;
    if (labels.then != null) {
      then = source(labels.then);
      if (then == null) {
        return null;
      }
    }
    String label =
        columns.size() == 1 ? columns.get(0) : "COALESCE(" + String.join(", ", columns) + ")";
    return new LabelLookup.Source(table.sql(), key, label, labels.where, then);
  }

  private void attachment(TableInfo table, FieldSpec field, Column column, int index) {
    StoredFile stored = field.file();
    if (stored == null) {
      return;
    }
    if (file != null) {
      fault(column.name(), "a second file for each row is not possible; write a hook for it");
      return;
    }
    file = column;
    files = stored.files;
    int name = part(table, stored.name);
    int mediaType = part(table, stored.mediaType);
    int size = part(table, stored.bytes);
    if (stored.bytes != null) {
      bytes = table.find(stored.bytes);
      if (bytes != null && bytes.type() != ColumnType.NUMBER) {
        fault(bytes.name(), "the size of a file is a number");
      }
    }
    FileCells.Parts parts = new FileCells.Parts(1, index, name, mediaType, size);
    makers.add((page, rows) -> new FileCells(field.name(), rows, parts, stored.files));
  }

  private int part(TableInfo table, @Nullable String name) {
    Column column = name == null ? null : known(table, name);
    return column == null ? 0 : select(column.sql());
  }

  private List<RowEraser.Change> erasure(
      TableInfo table, List<Column> key, List<Branch.Subject> subjects) throws SQLException {
    List<RowEraser.Change> changes = new ArrayList<>();
    RowErasure erasure = builder.erasure;
    if (erasure == null) {
      return changes;
    }
    if (builder.declaration.on(DataSubjectRight.ERASURE) != null) {
      fault(null, "its declaration says already what an erasure does; leave that to erasing(...)");
    }
    for (RowErasure.Change how : erasure.changes) {
      Column column = column(table, how.column());
      if (column != null) {
        changes.add(change(column, how, key, changes));
      }
    }
    checkReferrers(table);
    if (erasure.mode == ErasureMode.ERASE) {
      if (!changes.isEmpty() || !erasure.kept.isEmpty()) {
        fault(null, "rows that are deleted have no columns to change or to keep");
      }
      return changes;
    }
    checkWhoseRowsStay(erasure, subjects, changes);
    checkUniqueness(table, key, subjects, changes);
    checkAllIsDecided(table, erasure, key, changes);
    return changes;
  }

  private RowEraser.Change change(
      Column column, RowErasure.Change how, List<Column> key, List<RowEraser.Change> before) {
    if (key.contains(column)) {
      fault(column.name(), "an erasure cannot change a column of the key");
    }
    if (before.stream().anyMatch(change -> change.column().equals(column))) {
      fault(column.name(), "an erasure writes twice into it; say once what");
    }
    Object constant = how.constant();
    switch (how.to()) {
      case NULL -> {
        if (column.isNullable()) {
          break;
        }
        fault(column.name(), "an erasure writes NULL into it, which it forbids; say toConstant");
      }
      case CONSTANT -> {
        Object converted = constant == null ? null : column.type().converted(constant);
        if (converted == null) {
          fault(
              column.name(),
              "the constant of the erasure is no value of the type " + column.typeName());
        } else if (converted instanceof String text
            && column.size() > 0
            && text.codePointCount(0, text.length()) > column.size()) {
          fault(
              column.name(),
              "the constant of the erasure is longer than its " + column.size() + " characters");
        }
        constant = converted;
      }
      case TOMBSTONE -> {
        boolean isText = column.type() == ColumnType.TEXT;
        if (how.key() == null && !isText) {
          fault(
              column.name(),
              "a tombstone is a text, and this is of the type "
                  + column.typeName()
                  + "; say toTombstone(column, key) with what stands for it");
        } else if (how.key() == null && column.size() > 0 && column.size() < TOMBSTONE_SIZE) {
          fault(
              column.name(),
              "a tombstone has up to "
                  + TOMBSTONE_SIZE
                  + " characters, and this takes "
                  + column.size()
                  + "; make it longer");
        }
      }
      case WITHIN -> {
        if (column.type() != ColumnType.TEXT) {
          fault(
              column.name(),
              "there is no text in the type " + column.typeName() + " to write a tombstone into");
        }
      }
    }
    return new RowEraser.Change(
        column, new RowErasure.Change(how.column(), how.to(), constant, how.key(), how.within()));
  }

  private void checkWhoseRowsStay(
      RowErasure erasure, List<Branch.Subject> subjects, List<RowEraser.Change> changes) {
    boolean staysTheirs = false;
    for (Branch.Subject subject : subjects) {
      boolean isChanged =
          changes.stream().anyMatch(change -> change.column().equals(subject.column()));
      staysTheirs |= !isChanged;
      if (!isChanged && erasure.mode == ErasureMode.ANONYMISE) {
        fault(
            subject.column().name(),
            "rows that are anonymised would still tell whose they are by it; write NULL or a"
                + " tombstone into it, or say leavesPlaceholder");
      }
    }
    if (erasure.mode == ErasureMode.PLACEHOLDER && changes.isEmpty()) {
      fault(null, "nothing of the rows is erased; say toNull, toConstant or toTombstone");
    }
    boolean hasTombstone = changes.stream().anyMatch(change -> isTombstone(change.how().to()));
    boolean hasConstant =
        changes.stream().anyMatch(change -> change.how().to() == RowErasure.To.CONSTANT);
    if (staysTheirs && hasTombstone && !hasConstant) {
      fault(
          null,
          "nothing tells rows that were erased from others; say toConstant for a column, with a"
              + " value that it has in no other row");
    }
  }

  /** A value that is written into several rows must not have to be the only one of its kind. */
  private void checkUniqueness(
      TableInfo table,
      List<Column> key,
      List<Branch.Subject> subjects,
      List<RowEraser.Change> changes) {
    boolean hasOneRowEach =
        subjects.stream()
            .anyMatch(
                subject ->
                    subject.condition() == null && table.isUnique(List.of(subject.column())));
    List<String> keyNames = key.stream().map(Column::name).toList();
    for (TableInfo.Index index : table.indexes()) {
      if (!index.isUnique() || index.columns().containsAll(keyNames)) {
        continue;
      }
      for (RowEraser.Change change : changes) {
        boolean isSubject =
            subjects.stream().anyMatch(subject -> subject.column().equals(change.column()));
        boolean isSafe =
            change.how().to() == RowErasure.To.NULL
                || (isTombstone(change.how().to()) && (hasOneRowEach || isSubject));
        if (index.columns().contains(change.column().name())
            && !isSafe
            && changes.stream().noneMatch(other -> isNulled(other, index))) {
          fault(
              change.column().name(),
              "an erasure writes the same value into several rows, and the unique index on "
                  + index.columns()
                  + " allows it once; write NULL");
        }
      }
    }
  }

  private static boolean isTombstone(RowErasure.To to) {
    return to == RowErasure.To.TOMBSTONE || to == RowErasure.To.WITHIN;
  }

  private static boolean isNulled(RowEraser.Change change, TableInfo.Index index) {
    return change.how().to() == RowErasure.To.NULL
        && index.columns().contains(change.column().name());
  }

  /** Of a row that stays, every column that the hook knows is changed or kept with the reason. */
  private void checkAllIsDecided(
      TableInfo table, RowErasure erasure, List<Column> key, List<RowEraser.Change> changes) {
    Set<@Nullable Column> decided = new LinkedHashSet<>(key);
    changes.forEach(change -> decided.add(change.column()));
    erasure.kept.keySet().forEach(name -> decided.add(column(table, name)));
    for (Column column : known) {
      if (!decided.contains(column)) {
        fault(
            column.name(),
            "it is not said what becomes of it in an erasure of which the rows stay; say toNull,"
                + " toConstant, toTombstone or keeping");
      }
    }
  }

  private void checkReferrers(TableInfo table) throws SQLException {
    for (TableInfo.Referrer referrer : schema.referrers(table)) {
      boolean isExpected =
          builder.expectedReferrers.stream().anyMatch(referrer.table()::equalsIgnoreCase);
      if (!isExpected && referrer.onDelete() != TableInfo.OnDelete.FORGET) {
        fault(
            null,
            "the column "
                + referrer.column()
                + " of the table "
                + referrer.table()
                + " refers to its rows, "
                + (referrer.onDelete() == TableInfo.OnDelete.CASCADE
                    ? "and the database deletes those rows together with these; if that is meant,"
                        + " say referencedBy(\""
                    : "which keeps them from being deleted; erase those rows before, in an earlier"
                        + " stage, and say referencedBy(\"")
                + referrer.table()
                + "\")");
      }
    }
  }

  private void warnOfMissingIndexes(TableInfo table, List<Branch.Subject> subjects) {
    for (Branch.Subject subject : subjects) {
      if (subject.condition() == null && !table.isIndexed(subject.column())) {
        LOG.warn(
            "Hook {} finds the rows of a person by {}.{}, which no index begins with; every page"
                + " reads the whole table. Make an index on ({}, {})",
            builder.declaration.id(),
            builder.table,
            subject.column().name(),
            subject.column().name(),
            String.join(", ", builder.key));
      }
    }
  }

  private Declaration declaration(TableInfo table, List<Column> key) {
    Declaration base = builder.declaration;
    List<DeclaredField> fields = new ArrayList<>();
    builder.fields.forEach(field -> fields.add(field.declared()));
    Set<Relation> relations = new LinkedHashSet<>(base.relations());
    builder.subjects.forEach(subject -> relations.add(subject.relation()));
    Set<String> stores = new LinkedHashSet<>();
    stores.add(String.valueOf(builder.table));
    stores.addAll(base.stores());
    Map<DataSubjectRight, Disposition> dispositions = new EnumMap<>(DataSubjectRight.class);
    dispositions.putAll(base.dispositions());
    RowErasure erasure = builder.erasure;
    if (erasure != null) {
      dispositions.put(DataSubjectRight.ERASURE, new Disposition.ByHook(erasure.whatHappens));
    }
    return new Declaration(
        base.id(),
        base.title(),
        base.text(),
        base.category(),
        base.holdsNothing(),
        fields,
        relations,
        base.sources(),
        base.legalBases(),
        base.recipients(),
        base.retention(),
        stores,
        declaredColumns(table, key),
        erasure == null ? base.erasure() : erasure.rule(),
        base.stage(),
        dispositions);
  }

  /** What the hook reads, matches, erases and leaves alone, for a check of the whole schema. */
  private List<DeclaredColumn> declaredColumns(TableInfo table, List<Column> key) {
    Set<@Nullable Column> all = new LinkedHashSet<>(key);
    all.addAll(known);
    List<@Nullable Condition> conditions = new ArrayList<>();
    conditions.add(builder.where);
    conditions.add(builder.everyone);
    for (TableHookBuilder.SubjectSpec subject : builder.subjects) {
      if (subject.condition() != null) {
        conditions.add(Condition.of(subject.condition()));
      }
    }
    RowErasure erasure = builder.erasure;
    if (erasure != null) {
      conditions.add(erasure.retained);
      erasure.changes.forEach(change -> all.add(table.find(change.column())));
      erasure.kept.keySet().forEach(name -> all.add(table.find(name)));
    }
    for (Column column : table.columns().values()) {
      if (conditions.stream().anyMatch(condition -> names(condition, column))) {
        all.add(column);
      }
    }
    List<DeclaredColumn> declared = new ArrayList<>(builder.declaration.columns());
    for (Column column : all) {
      if (column != null) {
        declared.add(
            new DeclaredColumn(
                String.valueOf(builder.table),
                column.name(),
                withheld(column),
                erasure == null || erasure.mode == ErasureMode.ERASE
                    ? null
                    : untouched(column, erasure, key)));
      }
    }
    return declared;
  }

  private static boolean names(@Nullable Condition condition, Column column) {
    return condition != null
        && Pattern.compile(
                "(?<![A-Za-z0-9_])" + Pattern.quote(column.name()) + "(?![A-Za-z0-9_])",
                Pattern.CASE_INSENSITIVE)
            .matcher(condition.sql())
            .find();
  }

  private @Nullable String withheld(Column column) {
    for (Map.Entry<String, String> leftOut : builder.leftOut.entrySet()) {
      if (leftOut.getKey().equalsIgnoreCase(column.name())) {
        return leftOut.getValue();
      }
    }
    return selected.contains(column.sql()) && known.contains(column)
        ? null
        : "It tells which rows are whose, and nothing else.";
  }

  private @Nullable String untouched(Column column, RowErasure erasure, List<Column> key) {
    for (Map.Entry<String, String> kept : erasure.kept.entrySet()) {
      if (kept.getKey().equalsIgnoreCase(column.name())) {
        return kept.getValue();
      }
    }
    boolean isChanged =
        erasure.changes.stream()
            .anyMatch(change -> change.column().equalsIgnoreCase(column.name()));
    if (isChanged) {
      return null;
    }
    return key.contains(column)
        ? "It tells rows apart."
        : "It tells which rows are whose, and nothing else.";
  }

  private List<Column> columns(TableInfo table, List<String> names) {
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      Column column = column(table, name);
      if (column != null) {
        columns.add(column);
      }
    }
    return columns;
  }

  private @Nullable Column known(TableInfo table, String name) {
    Column column = column(table, name);
    if (column != null) {
      known.add(column);
    }
    return column;
  }

  private void checkNames() {
    Set<String> names = new LinkedHashSet<>();
    for (FieldSpec field : builder.fields) {
      if (!names.add(field.name())) {
        fault(field.column(), "the field " + field.name() + " is declared twice; rename one");
      }
    }
  }

  private @Nullable Column column(TableInfo table, String name) {
    Column column = table.find(name);
    if (column == null) {
      fault(name, "there is no such column; it has " + table.columns().keySet());
    }
    return column;
  }

  private void fault(@Nullable String column, String text) {
    faults.add(
        new TableFault(
            builder.declaration.id(),
            builder.table == null ? "(none)" : builder.table,
            column,
            text));
  }
}
