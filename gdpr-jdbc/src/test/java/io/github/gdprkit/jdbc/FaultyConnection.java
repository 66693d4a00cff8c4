package io.github.gdprkit.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection with which something happens at its commit or its end. */
final class FaultyConnection {

  /** What happens. */
  interface Event {
    void happen() throws SQLException;
  }

  private final Connection real;

  private FaultyConnection(Connection real) {
    this.real = real;
  }

  static FaultyConnection of(Connection real) {
    return new FaultyConnection(real);
  }

  Connection whenClosed(Event event) {
    return proxy(
        Connection.class,
        real,
        (method, arguments, result) -> {
          if (method.getName().equals("close")) {
            event.happen();
          }
          return result;
        });
  }

  /** Whether it is committed by the method or by a statement. */
  Connection afterCommit(Event event) {
    return proxy(
        Connection.class,
        real,
        (method, arguments, result) -> {
          if (method.getName().equals("commit")) {
            event.happen();
          }
          return result instanceof Statement statement && arguments == null
              ? proxy(
                  Statement.class,
                  statement,
                  (of, sql, done) -> {
                    if (sql != null && "COMMIT".equals(sql[0])) {
                      event.happen();
                    }
                    return done;
                  })
              : result;
        });
  }

  private interface Answer {
    Object to(Method method, Object[] arguments, Object result) throws SQLException;
  }

  private static <T> T proxy(Class<T> type, T real, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return answer.to(method, arguments, method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
