package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.DeclaredColumn;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.jdbc.table.PresentSchema.Table;
import io.github.gdprkit.jdbc.table.SchemaFinding.Kind;
import io.github.gdprkit.subject.DataSubjectRight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One comparison of the columns that are there with what is said of them. */
final class Comparison {

  private record Place(Table table, String column) {
    String name() {
      return table.name() + "." + column;
    }
  }

  private record Speaker(Declaration declaration, DeclaredColumn column) {
    String name() {
      return declaration.id().value();
    }

    @Nullable Disposition on(DataSubjectRight right) {
      return declaration.on(right);
    }
  }

  private final PresentSchema present;
  private final HookCatalog hooks;
  private final Map<String, String> exclusions;
  private final Map<Place, List<Speaker>> declared = new HashMap<>();
  private final Map<Place, String> excluded = new HashMap<>();
  private final Map<String, String> excludedTables = new TreeMap<>();

  /** Which hooks look after some columns of a table, and which name it only. */
  private final Map<Table, Set<String>> lookingAfter = new HashMap<>();

  private final Map<Table, Set<String>> namingOnly = new HashMap<>();
  private final List<SchemaFinding> findings = new ArrayList<>();

  Comparison(PresentSchema present, HookCatalog hooks, Map<String, String> exclusions) {
    this.present = present;
    this.hooks = hooks;
    this.exclusions = exclusions;
  }

  SchemaCoverageReport report() {
    if (present.tables().isEmpty()) {
      found(
          Kind.NO_TABLES,
          present.schemas().isEmpty() ? "the search path" : String.join(", ", present.schemas()),
          "there is no table here that this user can see; look at the data source's schema, or name"
              + " others with schemas(...)");
    }
    for (DataHook hook : hooks.hooks()) {
      collect(hook.declaration());
    }
    exclusions.forEach(this::exclude);
    Map<String, String> own = ownTables();

    List<UnclassifiedColumn> unclassified = new ArrayList<>();
    Map<String, String> reasons = new LinkedHashMap<>();
    Map<String, Set<String>> speakers = new LinkedHashMap<>();
    for (Table table : present.tables()) {
      table
          .columns()
          .forEach(
              (column, type) -> {
                Place place = new Place(table, column);
                List<Speaker> all = declared.getOrDefault(place, List.of());
                String reason = reasonOf(place);
                if (!all.isEmpty()) {
                  speakers.put(
                      place.name(),
                      all.stream()
                          .map(Speaker::name)
                          .collect(Collectors.toCollection(LinkedHashSet::new)));
                  look(place, all, reason);
                } else if (reason != null || own.containsKey(table.name())) {
                  reasons.put(place.name(), reason != null ? reason : OwnTables.REASON);
                } else {
                  unclassified.add(
                      new UnclassifiedColumn(table.name(), column, type, advice(table, column)));
                }
              });
    }
    Map<String, String> allExcludedTables = new TreeMap<>(own);
    allExcludedTables.putAll(excludedTables);
    return new SchemaCoverageReport(
        present, speakers, reasons, allExcludedTables, unclassified, findings);
  }

  private @Nullable String reasonOf(Place place) {
    String reason = excluded.get(place);
    return reason != null ? reason : excludedTables.get(place.table().name());
  }

  private Map<String, String> ownTables() {
    Map<String, String> own = new TreeMap<>();
    for (String name : OwnTables.names()) {
      Table table = present.table(name);
      if (table != null) {
        own.put(table.name(), OwnTables.REASON);
      }
    }
    return own;
  }

  private void collect(Declaration declaration) {
    String hook = declaration.id().value();
    declaration
        .columnsByTable()
        .forEach(
            (name, columns) -> {
              if (present.table(name) == null) {
                found(
                    Kind.MISSING_TABLE,
                    name,
                    "hook "
                        + hook
                        + " declares columns of it, and there is no such table; correct its name,"
                        + " or take it out");
              }
            });
    for (DeclaredColumn column : declaration.columns()) {
      Table table = present.table(column.table());
      if (table == null) {
        continue;
      }
      lookingAfter.computeIfAbsent(table, key -> new LinkedHashSet<>()).add(hook);
      String name = table.column(column.name());
      if (name == null) {
        found(
            Kind.MISSING_COLUMN,
            table.name() + "." + column.name(),
            "hook "
                + hook
                + " declares it, and the table has no such column; correct its name, or take it"
                + " out");
      } else {
        declared
            .computeIfAbsent(new Place(table, name), key -> new ArrayList<>())
            .add(new Speaker(declaration, column));
      }
    }
    for (String store : declaration.stores()) {
      Table table = present.table(store);
      if (table != null && !declaration.columnsByTable().containsKey(store)) {
        namingOnly.computeIfAbsent(table, key -> new LinkedHashSet<>()).add(hook);
      }
    }
  }

  private void exclude(String name, String reason) {
    Table whole = present.table(name);
    if (whole != null) {
      excludedTables.put(whole.name(), reason);
      return;
    }
    int dot = name.lastIndexOf('.');
    Table table = dot < 0 ? null : present.table(name.substring(0, dot));
    String column = table == null ? null : table.column(name.substring(dot + 1));
    if (table == null || column == null) {
      found(
          Kind.STALE_EXCLUSION,
          name,
          "it is excluded, and there is no such "
              + (table == null ? "table" : "column")
              + "; correct its name, or take the exclusion out");
    } else {
      excluded.put(new Place(table, column), reason);
    }
  }

  /** What is odd about a column that hooks declare. */
  private void look(Place place, List<Speaker> all, @Nullable String reason) {
    if (reason != null) {
      found(
          Kind.DECLARED_AND_EXCLUDED,
          place.name(),
          "hook "
              + names(all)
              + " looks after it, and it is excluded; decide which it is. Where a table is excluded,"
              + " exclude those columns that nobody looks after");
    }
    if (none(all, DeclaredColumn::withheld, DataSubjectRight.ACCESS)) {
      found(
          Kind.NOT_GIVEN,
          place.name(),
          "hook "
              + names(all)
              + " looks after it, and nobody gives it out (Art. 15); see whether that is meant, and"
              + " say so with withheld(...)");
    }
    if (none(all, DeclaredColumn::untouched, DataSubjectRight.ERASURE)) {
      found(
          Kind.NOT_ERASED,
          place.name(),
          "hook "
              + names(all)
              + " looks after it, and nobody erases or keeps it (Art. 17); see whether that is"
              + " meant, and say so with untouched(...)");
    }
  }

  /** Whether nobody acts on this right, and nobody says of the column why. */
  private static boolean none(
      List<Speaker> all,
      Function<DeclaredColumn, @Nullable String> reason,
      DataSubjectRight right) {
    return all.stream()
        .allMatch(
            speaker ->
                reason.apply(speaker.column()) == null
                    && (speaker.on(right) == null
                        || speaker.on(right) instanceof Disposition.NotApplicable));
  }

  private String advice(Table table, String column) {
    String named = "(\"" + table.name() + "\", \"" + column + "\")";
    Set<String> after = lookingAfter.get(table);
    if (after != null) {
      return "hook "
          + String.join(", ", after)
          + " looks after other columns of the table; give it storedInColumns"
          + named
          + " there if it belongs to them";
    }
    Set<String> naming = namingOnly.get(table);
    if (naming != null) {
      return "hook "
          + String.join(", ", naming)
          + " names the table and none of its columns; if it looks after this one, say"
          + " storedInColumns"
          + named;
    }
    return "no hook names the table";
  }

  private static String names(List<Speaker> all) {
    return all.stream().map(Speaker::name).collect(Collectors.joining(", "));
  }

  private void found(Kind kind, String name, String text) {
    findings.add(new SchemaFinding(kind, name, text));
  }
}
