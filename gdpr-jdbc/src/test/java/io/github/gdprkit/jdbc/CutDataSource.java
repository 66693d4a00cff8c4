package io.github.gdprkit.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.sqlite.SQLiteErrorCode;

/** Connections that die when a test wants it, as if a cable was cut. */
final class CutDataSource {

  /** When a transaction's connection dies. */
  enum Cut {
    NEVER,
    /** With the first statement behind the begin of the transaction. */
    IN_THE_WORK,
    /** So that the commit never arrives. */
    BEFORE_THE_COMMIT,
    /** The commit is done, and the answer gets lost. */
    AFTER_THE_COMMIT
  }

  private CutDataSource() {}

  /** What is asked for with each connection, before it is opened. */
  static DataSource of(DataSource real, Supplier<Cut> cuts) {
    return new FakeDataSource(
        () -> {
          Cut cut = cuts.get();
          return new Line(real, cut).connection();
        });
  }

  private static final class Line {

    private final DataSource source;
    private final Connection real;
    private final Cut cut;
    private boolean isDead;

    Line(DataSource source, Cut cut) throws SQLException {
      this.source = source;
      this.real = source.getConnection();
      this.cut = cut;
    }

    Connection connection() {
      return proxy(Connection.class, real);
    }

    private <T> T proxy(Class<T> type, T target) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> call(target, method, arguments)));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
      if (isDead) {
        return onDead(target, method, arguments);
      }
      if (isCommit(method, arguments)) {
        if (cut == Cut.BEFORE_THE_COMMIT) {
          throw die();
        }
        Object result = invoke(target, method, arguments);
        if (cut == Cut.AFTER_THE_COMMIT) {
          throw die();
        }
        return result;
      }
      if (cut == Cut.IN_THE_WORK
          && target instanceof Statement
          && method.getName().startsWith("execute")
          && arguments == null) {
        throw die();
      }
      Object result = invoke(target, method, arguments);
      return result instanceof Statement && method.getReturnType().isInterface()
          ? proxyOf(method.getReturnType(), result)
          : result;
    }

    private <T> T proxyOf(Class<T> type, Object statement) {
      return proxy(type, type.cast(statement));
    }

    private static boolean isCommit(Method method, Object[] arguments) {
      return method.getName().equals("commit")
          || arguments != null && arguments.length == 1 && "COMMIT".equals(arguments[0]);
    }

    /** The server ends the transaction of a connection that is gone. */
    private SQLException die() throws SQLException {
      isDead = true;
      if (source instanceof HikariDataSource pool) {
        real.abort(Runnable::run);
        pool.evictConnection(real);
        return new SQLException("canary", "08006");
      }
      real.close();
      return new SQLException("canary", null, SQLiteErrorCode.SQLITE_IOERR.code);
    }

    private static Object onDead(Object target, Method method, Object[] arguments)
        throws Throwable {
      return switch (method.getName()) {
        case "close", "isClosed", "abort" -> invoke(target, method, arguments);
        default -> throw new SQLException("canary", "08003");
      };
    }

    private static Object invoke(Object target, Method method, Object[] arguments)
        throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
