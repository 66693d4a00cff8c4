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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hook that fails at a chosen page until it is repaired, in the worst way: it writes the whole
 * page first, and then throws an exception whose message quotes personal data, as messages of
 * database drivers do. Remembers how it was called.
 */
public final class FailingHook implements ExportHook {

  /** What the message of the exception quotes. Must not turn up in any message or log. */
  public static final String PERSONAL_DATA = "key (email)=(canary.person@example.org)";

  private final ExportHook hook;
  private final int failingPage;
  private final List<@Nullable String> cursors = new ArrayList<>();
  private boolean isBroken = true;
  private int answered;
  private int located;

  private FailingHook(ExportHook hook, int failingPage) {
    this.hook = hook;
    this.failingPage = failingPage;
  }

  /** Fails at this page, counted from 1 over all calls that were answered. */
  public static FailingHook atPage(ExportHook hook, int page) {
    return new FailingHook(hook, page);
  }

  /** Fails when it is asked to count. */
  public static FailingHook atLocate(ExportHook hook) {
    return new FailingHook(hook, 0);
  }

  /** From now on it works. */
  public void repair() {
    isBroken = false;
  }

  /** The cursors that pages were asked for after, {@code null} for the first page. */
  public List<@Nullable String> cursors() {
    return new ArrayList<>(cursors);
  }

  /** How often it was asked to count. */
  public int located() {
    return located;
  }

  @Override
  public Declaration declaration() {
    return Declarations.narrowedTo(
        hook.declaration(), DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY);
  }

  @Override
  public Findings locate(Scope scope) throws Exception {
    located++;
    failAt(0);
    return hook.locate(scope);
  }

  @Override
  public Page export(ExportSlice slice, RecordSink sink) throws Exception {
    cursors.add(slice.after());
    Page page = hook.export(slice, sink);
    failAt(answered + 1);
    answered++;
    return page;
  }

  private void failAt(int page) {
    if (isBroken && page == failingPage) {
      throw new IllegalStateException("ERROR: duplicate " + PERSONAL_DATA);
    }
  }
}
