package io.github.gdprkit.jdbc.table;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which columns of a database are spoken for, and by whom; made by {@link SchemaCoverage#check}.
 * The same in the same order for the same schema, hooks and exclusions. Names tables and columns,
 * and nothing of what is in them.
 */
public final class SchemaCoverageReport {

  private static final int MOST_IN_A_MESSAGE = 100;
  private static final String WHAT_TO_DO =
      "Name each in the hook that looks after it, with storedInColumns(table, columns) or a table"
          + " hook; or exclude it, with the reason why it holds no personal data or who else looks"
          + " after it.";

  private final List<String> schemas;
  private final List<String> otherSchemas;
  private final int tables;
  private final Map<String, Set<String>> declared;
  private final Map<String, String> excluded;
  private final Map<String, String> excludedTables;
  private final List<UnclassifiedColumn> unclassified;
  private final List<SchemaFinding> findings;

  SchemaCoverageReport(
      PresentSchema present,
      Map<String, Set<String>> declared,
      Map<String, String> excluded,
      Map<String, String> excludedTables,
      List<UnclassifiedColumn> unclassified,
      List<SchemaFinding> findings) {
    this.schemas = present.schemas();
    this.otherSchemas = present.others();
    this.tables = present.tables().size();
    Map<String, Set<String>> hooks = new LinkedHashMap<>();
    declared.forEach(
        (column, ids) -> hooks.put(column, Collections.unmodifiableSet(new LinkedHashSet<>(ids))));
    this.declared = Collections.unmodifiableMap(hooks);
    this.excluded = Collections.unmodifiableMap(new LinkedHashMap<>(excluded));
    this.excludedTables = Collections.unmodifiableMap(new TreeMap<>(excludedTables));
    this.unclassified = List.copyOf(unclassified);
    this.findings =
        findings.stream()
            .sorted(
                Comparator.comparing(SchemaFinding::kind)
                    .thenComparing(SchemaFinding::name)
                    .thenComparing(SchemaFinding::text))
            .toList();
  }

  /** The columns that nobody speaks for, by table, in the order that the table has. */
  public List<UnclassifiedColumn> unclassified() {
    return unclassified;
  }

  /** What else does not fit, by kind and name. */
  public List<SchemaFinding> findings() {
    return findings;
  }

  /** The columns that hooks declare, as {@code table.column}, with the ids of those hooks. */
  public Map<String, Set<String>> declared() {
    return declared;
  }

  /** The columns that are excluded, as {@code table.column}, with the reason. */
  public Map<String, String> excluded() {
    return excluded;
  }

  /** How many columns there are. */
  public int columns() {
    return declared.size() + excluded.size() + unclassified.size();
  }

  /** Schemas of the same database that have tables and were not looked into; PostgreSQL only. */
  public List<String> otherSchemas() {
    return otherSchemas;
  }

  /** Whether every column is spoken for, and every declaration and exclusion fits. */
  public boolean isComplete() {
    return unclassified.isEmpty() && faults().isEmpty();
  }

  /**
   * For a test of the host: passes on this report, if it is complete.
   *
   * @throws SchemaNotCoveredException with everything that is not classified or does not fit
   */
  public SchemaCoverageReport requireComplete() {
    if (!isComplete()) {
      throw new SchemaNotCoveredException(this);
    }
    return this;
  }

  /** The whole report, for people. */
  public String text() {
    StringBuilder text = new StringBuilder(summary()).append(".\n");
    if (!otherSchemas.isEmpty()) {
      text.append("Not looked into: ").append(String.join(", ", otherSchemas)).append(".\n");
    }
    if (!unclassified.isEmpty()) {
      text.append("\nUnclassified:\n");
      columnsOf(unclassified, text);
      text.append(WHAT_TO_DO).append('\n');
    }
    findings("\nDoes not fit:\n", faults(), text);
    findings(
        "\nTo look at:\n",
        findings.stream().filter(finding -> !finding.kind().isFault()).toList(),
        text);
    if (!excluded.isEmpty()) {
      text.append("\nExcluded:\n");
      excludedTables.forEach(
          (table, reason) ->
              text.append("- ").append(table).append(": ").append(reason).append('\n'));
      excluded.forEach(
          (column, reason) -> {
            String table = column.substring(0, column.lastIndexOf('.'));
            if (!reason.equals(excludedTables.get(table))) {
              text.append("- ").append(column).append(": ").append(reason).append('\n');
            }
          });
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return "SchemaCoverageReport[" + summary() + "]";
  }

  /** Whether a column is left out, or the check saw nothing: what an application should not be. */
  boolean leavesSomethingOut() {
    return !unclassified.isEmpty()
        || findings.stream().anyMatch(f -> f.kind() == SchemaFinding.Kind.NO_TABLES);
  }

  /** What is wrong, for an exception or a log. */
  String problems() {
    StringBuilder text = new StringBuilder(summary());
    if (!unclassified.isEmpty()) {
      text.append("\nNo hook and no exclusion speaks for:\n");
      columnsOf(unclassified.stream().limit(MOST_IN_A_MESSAGE).toList(), text);
      if (unclassified.size() > MOST_IN_A_MESSAGE) {
        text.append("- and ").append(unclassified.size() - MOST_IN_A_MESSAGE).append(" more\n");
      }
      text.append(WHAT_TO_DO);
    }
    findings("\nDoes not fit:\n", faults(), text);
    return text.toString().strip();
  }

  private List<SchemaFinding> faults() {
    return findings.stream().filter(finding -> finding.kind().isFault()).toList();
  }

  private String summary() {
    return "Schema coverage of %s: %s in %s; %d declared by hooks, %d excluded with a reason, %d unclassified"
        .formatted(
            String.join(", ", schemas),
            counted(columns(), "column"),
            counted(tables, "table"),
            declared.size(),
            excluded.size(),
            unclassified.size());
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static void columnsOf(List<UnclassifiedColumn> columns, StringBuilder text) {
    text.append(
        columns.stream()
            .map(
                column ->
                    "- %s (%s): %s\n"
                        .formatted(column.qualifiedName(), column.type(), column.advice()))
            .collect(Collectors.joining()));
  }

  private static void findings(String title, List<SchemaFinding> some, StringBuilder text) {
    if (some.isEmpty()) {
      return;
    }
    text.append(title);
    for (SchemaFinding finding : some) {
      text.append("- ").append(finding.kind()).append(' ').append(finding.name()).append(": ");
      text.append(finding.text()).append('\n');
    }
  }
}
