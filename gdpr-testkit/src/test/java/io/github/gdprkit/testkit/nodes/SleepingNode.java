package io.github.gdprkit.testkit.nodes;

import io.github.gdprkit.archive.ArchiveDraft;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that one node can reach from outside of itself, with a moment before and after each
 * call. At one of these moments the whole node sleeps while something else happens, and then goes
 * on as if nothing had. Calls that began behind that moment are written down.
 */
final class SleepingNode {

  private final int moment;
  private final Runnable meanwhile;
  private final List<String> after = new ArrayList<>();
  private int moments;
  private String sleptAt = "";

  /**
   * Sleeps at this moment, counted from 1.
   *
   * @param meanwhile what happens then
   */
  SleepingNode(int moment, Runnable meanwhile) {
    this.moment = moment;
    this.meanwhile = meanwhile;
  }

  /** The same as this node reaches it; drafts of archives that it gives out as well. */
  <T> T reaching(Class<T> type, T target, Class<?>... more) {
    List<Class<?>> types = new ArrayList<>(List.of(more));
    types.add(type);
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            types.toArray(Class<?>[]::new),
            (self, method, arguments) -> call(target, method, arguments));
    return type.cast(proxy);
  }

  private Object call(Object target, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class || method.getName().equals("declaration")) {
      return invoke(target, method, arguments);
    }
    String name = method.getDeclaringClass().getSimpleName() + '.' + method.getName();
    begins(name);
    Object result = invoke(target, method, arguments);
    happens("after " + name);
    return result instanceof ArchiveDraft draft ? reaching(ArchiveDraft.class, draft) : result;
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** All threads of the node wait while it sleeps. */
  private synchronized void begins(String method) {
    if (slept()) {
      after.add(method);
    }
    happens("before " + method);
  }

  private synchronized void happens(String what) {
    moments++;
    if (moments == moment) {
      meanwhile.run();
      sleptAt = what;
    }
  }

  /** Whether it came to the moment. */
  synchronized boolean slept() {
    return !sleptAt.isEmpty();
  }

  /** Between which calls it slept. */
  synchronized String sleptAt() {
    return sleptAt;
  }

  /** The calls that it began after it had slept. */
  synchronized List<String> after() {
    return List.copyOf(after);
  }
}
