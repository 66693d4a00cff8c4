package io.github.gdprkit.testkit.service;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Declarations;

/** Looks at something before each batch. */
record WatchingErasure(ErasureHook hook, Runnable look) implements ErasureHook {

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
    look.run();
    return hook.erase(slice);
  }

  @Override
  public long remaining(Scope scope) throws Exception {
    return hook.remaining(scope);
  }
}
