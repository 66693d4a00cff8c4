package io.github.gdprkit.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Processor time of processes as Linux counts it, in milliseconds. 0 on other systems. */
public final class ProcessCpu {

  private static final Path PROC = Path.of("/proc");

  /** A tick of the kernel's clock for user space, 100 a second on all systems in use. */
  private static final long MILLIS_OF_TICK = 10;

  private ProcessCpu() {}

  /** Of the children of a process that have ended and were waited for. */
  public static long ofEndedChildren(long process) {
    Stat stat = Stat.of(process);
    return stat == null ? 0 : stat.endedChildren;
  }

  /** Of a process, its children, and those of them that have ended. */
  public static long ofFamily(long process) {
    for (; ; ) {
      Stat parent = Stat.of(process);
      long children = ofChildren(process);
      Stat after = Stat.of(process);
      if (parent == null || after == null) {
        return 0;
      }
      // Otherwise one ended meanwhile, and was counted twice or not at all.
      if (parent.endedChildren == after.endedChildren) {
        return after.own + after.endedChildren + children;
      }
    }
  }

  private static long ofChildren(long process) {
    long sum = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path one : all) {
        Stat stat = Stat.of(Long.parseLong(one.getFileName().toString()));
        if (stat != null && stat.parent == process) {
          sum += stat.own;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sum;
  }

  /** The process that started this one and its name, or {@code null} when nothing is known. */
  public static @Nullable Parent parent(long process) {
    Stat stat = Stat.of(process);
    Stat parent = stat == null ? null : Stat.of(stat.parent);
    return stat == null || parent == null ? null : new Parent(stat.parent, parent.name);
  }

  /**
   * A process that started another.
   *
   * @param name of its program
   */
  public record Parent(long process, String name) {}

  private record Stat(String name, long parent, long own, long endedChildren) {

    static @Nullable Stat of(long process) {
      String text;
      try {
        text = Files.readString(PROC.resolve(process + "/stat"));
      } catch (IOException e) {
        // There is none, or it ended between opening and reading.
        return null;
      }
      int nameEnds = text.lastIndexOf(')');
      // Behind the name: state, parent, and from the twelfth on utime, stime, cutime, cstime.
      String[] fields = text.substring(nameEnds + 2).split(" ", -1);
      return new Stat(
          text.substring(text.indexOf('(') + 1, nameEnds),
          Long.parseLong(fields[1]),
          (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_OF_TICK,
          (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * MILLIS_OF_TICK);
    }
  }
}
