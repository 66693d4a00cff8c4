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
 * A hook that says, from a chosen page on, to go on from where that page began, and so would never
 * end. Where that is the first page, it began at a cursor of this hook's own.
 */
public final class StandingStillHook implements ExportHook {

  private final ExportHook hook;
  private final int fromPage;
  private int calls;

  private StandingStillHook(ExportHook hook, int fromPage) {
    this.hook = hook;
    this.fromPage = fromPage;
  }

  /** Declares, counts and writes like this hook, and stands still at this page, counted from 1. */
  public static StandingStillHook fromPage(ExportHook hook, int page) {
    return new StandingStillHook(hook, page);
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
    if (calls < fromPage) {
      return page;
    }
    String after = slice.after();
    return Page.after(after == null ? "0" : after);
  }
}
