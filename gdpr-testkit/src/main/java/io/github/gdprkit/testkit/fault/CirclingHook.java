package io.github.gdprkit.testkit.fault;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Declarations;

/**
 * A hook that goes round: after its last page it goes on behind its first one, and gives the same
 * records again and again.
 */
public final class CirclingHook implements ExportHook {

  private final ExportHook hook;
  private String first = "0";
  private int calls;

  /** Declares, counts and writes like this hook, which should have three pages or more. */
  public CirclingHook(ExportHook hook) {
    this.hook = hook;
  }

  /** How often it was asked for a page. */
  public int calls() {
    return calls;
  }

  @Override
  public Declaration declaration() {
    return Declarations.narrowedTo(
        hook.declaration(), DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY);
  }

  @Override
  public Findings locate(Scope scope) throws Exception {
    return hook.locate(scope);
  }

  @Override
  public Page export(ExportSlice slice, RecordSink sink) throws Exception {
    calls++;
    Page page = hook.export(slice, sink);
    if (slice.after() == null && !page.isLast()) {
      first = page.cursor();
    }
    return page.isLast() ? Page.after(first) : page;
  }
}
