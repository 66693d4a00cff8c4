package io.github.gdprkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {

  @ParameterizedTest
  @CsvSource({"13, postgresql", "18, postgresql"})
  void knowsPostgresqlByItsName(int version, String folder) throws SQLException {
    assertThat(Dialect.of(connection("PostgreSQL", version, "")).schemaFolder()).isEqualTo(folder);
  }

  @Test
  void refusesAPostgresqlThatIsTooOld() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialect.of(connection("PostgreSQL", 12, "")))
        .withMessageContaining("PostgreSQL 13 or newer")
        .withMessageContaining("PostgreSQL 12");
  }

  @ParameterizedTest
  @CsvSource({
    "MariaDB, 10.6.21-MariaDB",
    "MariaDB, 11.4.5-MariaDB-log",
    "MySQL, 10.11.6-MariaDB-0+deb12u1",
    "MySQL, 5.5.5-10.6.21-MariaDB",
    "MariaDB, 12.0.2-MariaDB"
  })
  void knowsMariadbByWhatTheServerSaysWhateverTheDriver(String product, String version)
      throws SQLException {
    assertThat(Dialect.of(connection(product, 8, version)).schemaFolder()).isEqualTo("mariadb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.5.28-MariaDB", "5.5.5-10.3.39-MariaDB", "5.5.68-MariaDB"})
  void refusesAMariadbThatIsTooOld(String version) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialect.of(connection("MariaDB", 10, version)))
        .withMessageContaining("MariaDB 10.6 or newer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.4.3", "9.1.0-commercial", "8.0.36-28"})
  void refusesMysqlWhichIsAnotherDatabase(String version) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialect.of(connection("MySQL", 8, version)))
        .withMessageContaining("use MariaDB");
  }

  @Test
  void refusesAnyOtherDatabaseByItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialect.of(connection("H2", 2, "")))
        .withMessageContaining("SQLite, PostgreSQL or MariaDB")
        .withMessageContaining("H2");
  }

  private static Connection connection(String product, int major, String version) {
    ResultSet row = fake(ResultSet.class, Map.of("next", true, "getString", version));
    Statement statement = fake(Statement.class, Map.of("executeQuery", row));
    DatabaseMetaData data =
        fake(
            DatabaseMetaData.class,
            Map.of("getDatabaseProductName", product, "getDatabaseMajorVersion", major));
    return fake(Connection.class, Map.of("getMetaData", data, "createStatement", statement));
  }

  private static <T> T fake(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answers.get(method.getName())));
  }
}
