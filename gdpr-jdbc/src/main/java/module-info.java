/**
 * Durable stores for gdprkit over plain JDBC: requests, their working papers and the evidence. The
 * driver is the user's.
 */
@SuppressWarnings("requires-automatic") // db-scheduler has a stable name, and no module-info yet
module io.github.gdprkit.jdbc {
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires transitive io.github.gdprkit;
  requires io.github.gdprkit.jackson;
  requires transitive java.sql;
  requires org.slf4j;
  requires static com.github.kagkarlsson.scheduler;
  requires static org.jspecify;
  requires static org.xerial.sqlitejdbc;

  exports io.github.gdprkit.jdbc;
  exports io.github.gdprkit.jdbc.table;
  exports io.github.gdprkit.jdbc.cluster;
}
