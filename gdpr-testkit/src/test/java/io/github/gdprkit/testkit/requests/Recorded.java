package io.github.gdprkit.testkit.requests;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.testkit.fixture.SmallHook;
import java.util.List;

/** A small hook whose calls are written down, and which can be made to fail or to do more. */
final class Recorded implements ExportHook, ErasureHook {

  /** What happens when the hook is called, before it does anything. */
  @FunctionalInterface
  interface Interference {
    void at(String call) throws Exception;
  }

  private final SmallHook hook;
  private final List<String> calls;
  private Interference interference = call -> {};

  Recorded(SmallHook hook, List<String> calls) {
    this.hook = hook;
    this.calls = calls;
  }

  Recorded doing(Interference newInterference) {
    interference = newInterference;
    return this;
  }

  void repair() {
    interference = call -> {};
  }

  SmallHook hook() {
    return hook;
  }

  private void called(String verb) throws Exception {
    calls.add(verb + " " + declaration().id());
    interference.at(verb);
  }

  @Override
  public Declaration declaration() {
    return hook.declaration();
  }

  @Override
  public Findings locate(Scope scope) {
    return hook.locate(scope);
  }

  @Override
  public Page export(ExportSlice slice, RecordSink sink) throws Exception {
    called("export");
    return hook.export(slice, sink);
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) throws Exception {
    called("erase");
    return hook.erase(slice);
  }

  @Override
  public long remaining(Scope scope) throws Exception {
    called("remaining");
    return hook.remaining(scope);
  }
}
