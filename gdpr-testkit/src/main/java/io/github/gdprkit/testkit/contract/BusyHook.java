package io.github.gdprkit.testkit.contract;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.fixture.Declarations;
import java.util.LinkedHashSet;
import java.util.Set;

/** Does something before each page, remembers the texts of slices, and notices endless work. */
final class BusyHook implements ExportHook {

  private final ExportHook hook;
  private final int records;
  private final BeforeEachPage beforeEachPage;
  private final Set<String> seen = new LinkedHashSet<>();
  private int calls;

  BusyHook(ExportHook hook, int records, BeforeEachPage beforeEachPage) {
    this.hook = hook;
    this.records = records;
    this.beforeEachPage = beforeEachPage;
  }

  /** What runs before a page. */
  @FunctionalInterface
  interface BeforeEachPage {
    void run() throws Exception;
  }

  Set<String> seen() {
    return seen;
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
    seen.add(slice.toString());
    calls++;
    if (calls > 2 * records + 10) {
      throw new IllegalStateException(
          "The hook does not come to an end while records are being added");
    }
    beforeEachPage.run();
    return hook.export(slice, sink);
  }
}
