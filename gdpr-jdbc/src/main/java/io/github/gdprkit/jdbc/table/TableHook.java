package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Scope;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * A hook over one table of a database, declared and not programmed: which rows are whose, what of
 * them is given out, and what becomes of them in an erasure. {@link #of} begins one; with {@link
 * TableHookBuilder#erasing} the hook is a {@link TableErasureHook}.
 *
 * <p>Pages are read by key, each over a connection of its own and up to a bound that is fixed when
 * the work begins, so rows that come and go meanwhile shift nothing. Where the export has more than
 * one thread, rows are read on another one while those before are written. Batches are set
 * statements over ranges of keys, each in its own transaction. Exceptions hold the codes of the
 * driver's and never its message, which can quote data.
 */
public sealed class TableHook implements ExportHook permits TableErasureHook {

  private final Declaration declaration;
  private final RecordReader reader;
  private final Connections connections;

  TableHook(Declaration declaration, RecordReader reader, Connections connections) {
    this.declaration = declaration;
    this.reader = reader;
    this.connections = connections;
  }

  /**
   * Begins a hook with what the table cannot tell: what the data is, where it comes from, on which
   * legal basis, for how long, and what happens under the rights that the hook does not do. The
   * fields, the relations, the table and the rule of the erasure follow from what is said next.
   */
  public static TableHookBuilder of(Declaration.Builder declaration) {
    return new TableHookBuilder(declaration.build());
  }

  /**
   * Makes several hooks, checked together.
   *
   * @throws TableHookException with everything that does not fit the database
   */
  public static List<TableHook> all(DataSource database, DeclaredTable... hooks) {
    return TableHookBuilder.all(database, List.of(hooks));
  }

  @Override
  public final Declaration declaration() {
    return declaration;
  }

  @Override
  public final Findings locate(Scope scope) throws SQLException {
    return connections.reading(connection -> reader.rows().locate(connection, scope));
  }

  @Override
  public final Page export(ExportSlice slice, RecordSink sink)
      throws SQLException, InterruptedException {
    return connections.reading(connection -> reader.page(connection, slice, sink));
  }

  /** The declaration's id. */
  @Override
  public final String toString() {
    return "TableHook[" + declaration.id() + "]";
  }
}
