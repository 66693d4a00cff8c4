package io.github.gdprkit.testkit.attack;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Declarations;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/** Something happens in the middle of a call. */
final class Listening {

  private Listening() {}

  /** A store that does something before each call of one method, which is told its number. */
  static RequestStore before(RequestStore store, String method, IntConsumer act) {
    int[] calls = {0};
    return (RequestStore)
        Proxy.newProxyInstance(
            RequestStore.class.getClassLoader(),
            new Class<?>[] {RequestStore.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                calls[0]++;
                act.accept(calls[0]);
              }
              try {
                return called.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** A hook that does something after each batch, which is told its number. */
  static ErasureHook afterBatch(ErasureHook hook, IntConsumer act) {
    return new AfterBatch(hook, act);
  }

  private static final class AfterBatch implements ErasureHook {
    private final ErasureHook hook;
    private final IntConsumer act;
    private int batches;

    AfterBatch(ErasureHook hook, IntConsumer act) {
      this.hook = hook;
      this.act = act;
    }

    @Override
    public Declaration declaration() {
      return Declarations.narrowedTo(hook.declaration(), DataSubjectRight.ERASURE);
    }

    @Override
    public Findings locate(Scope scope) throws Exception {
      return hook.locate(scope);
    }

    @Override
    public ErasureBatch erase(ErasureSlice slice) throws Exception {
      ErasureBatch batch = hook.erase(slice);
      batches++;
      act.accept(batches);
      return batch;
    }

    @Override
    public long remaining(Scope scope) throws Exception {
      return hook.remaining(scope);
    }
  }
}
