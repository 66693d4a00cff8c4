package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Scope;
import java.io.IOException;
import java.sql.SQLException;

/** A {@link TableHook} whose rows are erased too, as a {@link RowErasure} says. */
public final class TableErasureHook extends TableHook implements ErasureHook {

  private final RowEraser eraser;
  private final Connections connections;
  private final OtherWriters others;

  TableErasureHook(
      Declaration declaration, RecordReader reader, RowEraser eraser, Connections connections) {
    super(declaration, reader, connections);
    this.eraser = eraser;
    this.connections = connections;
    this.others = new OtherWriters(connections.engine());
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) throws SQLException, IOException {
    return connections.<ErasureBatch, IOException>erasing(
        connection -> {
          long state = others.state(connection);
          long began = System.nanoTime();
          ErasureBatch batch = eraser.erase(connection, slice);
          if (!batch.page().isLast()) {
            others.letIn(connection, state, System.nanoTime() - began);
          }
          return batch;
        });
  }

  @Override
  public long remaining(Scope scope) throws SQLException {
    return connections.reading(connection -> eraser.remaining(connection, scope));
  }
}
