package io.github.gdprkit.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** The other side of {@link RepeatedChild}: one run for each line that comes in. */
public final class RepeatedProcess {

  /** Before the nanoseconds that a run took and those of all processors. */
  static final String DONE = "done in ";

  private static final long NANOS_OF_MILLI = 1_000_000;

  private RepeatedProcess() {}

  /**
   * Runs the program until there is no line left.
   *
   * @param arguments the name of the program's class, its arguments
   */
  public static void main(String[] arguments) throws Throwable {
    Method program = Class.forName(arguments[0]).getMethod("main", String[].class);
    String[] own = Arrays.copyOfRange(arguments, 1, arguments.length);
    while (System.in.read() >= 0) {
      long cpu = cpu();
      long start = System.nanoTime();
      try {
        program.invoke(null, (Object) own.clone());
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
      long taken = System.nanoTime() - start;
      System.out.println(DONE + taken + " " + (cpu() - cpu));
    }
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        + ProcessCpu.ofEndedChildren(ProcessHandle.current().pid()) * NANOS_OF_MILLI;
  }
}
