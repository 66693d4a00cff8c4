package io.github.gdprkit.jdbc.table;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteTableHookContractsTest extends TableHookContracts {

  @TempDir static Path folder;

  @Override
  Site newSite() {
    return Sites.sqlite(folder);
  }
}
