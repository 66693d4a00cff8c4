package io.github.gdprkit.erasure;

import io.github.gdprkit.hook.Page;
import io.github.gdprkit.subject.DataSubject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everybody whom a host has data about now. Implemented by the host; asked after a backup was
 * restored, to find the people in it who had been erased.
 */
public interface SubjectDirectory {

  /**
   * Passes the next people behind the cursor, in the order of a key, each with all identifiers that
   * the host knows: an account that lacks its address here is not found by the address. Every
   * account that was there when the first page was asked for comes in one of the pages; people who
   * are erased between two pages may come or not.
   *
   * @param after the cursor of the page before, {@code null} at the start
   * @param max how many people at most
   * @param each takes one person; returns at once
   * @return where it stopped
   * @throws Exception anything; the replay fails with its type and is run again from the start
   */
  Page present(@Nullable String after, int max, Consumer<DataSubject> each) throws Exception;
}
