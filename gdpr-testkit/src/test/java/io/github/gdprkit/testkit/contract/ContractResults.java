package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What became of the tests of a contract, by name. */
record ContractResults(Set<String> failed, Set<String> skipped, Set<String> passed) {

  /** Runs the whole contract as JUnit would, each test with an implementor of its own. */
  static <C> ContractResults of(Class<C> contract, Supplier<? extends C> implementor) {
    ContractResults results =
        new ContractResults(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    for (Method test : contract.getMethods()) {
      if (test.isAnnotationPresent(Test.class)) {
        results.run(test, implementor.get());
      }
    }
    assertThat(results.failed.size() + results.skipped.size() + results.passed.size())
        .isGreaterThan(3);
    return results;
  }

  private void run(Method test, Object implementor) {
    try {
      test.invoke(implementor);
      passed.add(test.getName());
    } catch (InvocationTargetException e) {
      if (e.getCause().getClass().getSimpleName().equals("TestAbortedException")) {
        skipped.add(test.getName());
      } else {
        assertThat(e.getCause()).as(test.getName()).isInstanceOf(AssertionError.class);
        failed.add(test.getName());
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
