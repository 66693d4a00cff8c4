package io.github.gdprkit.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends processes as a power cut would: without a word to them. */
final class Processes {

  private Processes() {}

  /** Kills a process and those that it started, and returns when they are gone. */
  static void kill(long pid) {
    ProcessHandle first = ProcessHandle.of(pid).orElse(null);
    if (first == null) {
      return;
    }
    List<ProcessHandle> all = new ArrayList<>(first.descendants().toList());
    all.add(0, first);
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : all) {
      try {
        process.onExit().get(30, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException("Process " + process.pid() + " outlives SIGKILL", e);
      }
    }
  }
}
