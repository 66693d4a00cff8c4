package io.github.gdprkit.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
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
    AFTER_THE_COMMIT,
    /** The commit is under way; it arrives when the test says so. */
    WHILE_IT_IS_UNDER_WAY
  }

  /** The commit that is under way; whoever runs it lets it arrive. */
  static final AtomicReference<Callable<Object>> UNDER_WAY = new AtomicReference<>();

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

    /** The statement that writes and commits by itself. */
    private Object atOnce;

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
      if (isCommit(target, method, arguments)) {
        if (cut == Cut.BEFORE_THE_COMMIT) {
          throw die();
        }
        if (cut == Cut.WHILE_IT_IS_UNDER_WAY) {
          isDead = true;
          UNDER_WAY.set(() -> finish(target, method, arguments));
          throw new SQLException("canary", "08006");
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
      if (method.getName().equals("prepareStatement")
          && arguments[0].toString().startsWith("WITH updated")
          && real.getAutoCommit()) {
        atOnce = result;
      }
      return result instanceof Statement && method.getReturnType().isInterface()
          ? proxyOf(method.getReturnType(), result)
          : result;
    }

    private <T> T proxyOf(Class<T> type, Object statement) {
      return proxy(type, type.cast(statement));
    }

    private boolean isCommit(Object target, Method method, Object[] arguments) {
      return target == atOnce && method.getName().equals("executeUpdate")
          || method.getName().equals("commit")
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

    private Object finish(Object target, Method method, Object[] arguments) throws Exception {
      try (real) {
        return method.invoke(target, arguments);
      }
    }

    private Object onDead(Object target, Method method, Object[] arguments) throws Throwable {
      boolean isOurs = cut != Cut.WHILE_IT_IS_UNDER_WAY;
      return switch (method.getName()) {
        case "isClosed" -> true;
        case "close", "abort" -> isOurs ? invoke(target, method, arguments) : null;
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
