package io.github.gdprkit.benchmark;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Runs a program in this JVM and writes what it needed into a file when the JVM ends: {@code own}
 * its time in milliseconds, {@code cpu} the time of all processors in milliseconds, {@code live}
 * the most bytes of heap that a garbage collection left, {@code rss} the peak of resident memory in
 * bytes as the kernel counts it.
 */
public final class MeasuredProcess {

  private MeasuredProcess() {}

  /**
   * Runs the program.
   *
   * @param arguments the file for the result, the name of the program's class, its arguments
   */
  public static void main(String[] arguments) throws Throwable {
    AtomicLong live = new AtomicLong();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) -> {
                GarbageCollectionNotificationInfo info =
                    GarbageCollectionNotificationInfo.from(
                        (CompositeData) notification.getUserData());
                long left = heap(info.getGcInfo().getMemoryUsageAfterGc());
                live.accumulateAndGet(left, Math::max);
              },
              null,
              null);
    }
    Path result = Path.of(arguments[0]);
    long start = System.nanoTime();
    // Also for a program that ends with System.exit.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> write(result, (System.nanoTime() - start) / 1_000_000, live.get())));
    try {
      Class.forName(arguments[1])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 2, arguments.length));
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static long heap(Map<String, MemoryUsage> byPool) {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage usage = byPool.get(pool.getName());
      if (pool.getType() == MemoryType.HEAP && usage != null) {
        used += usage.getUsed();
      }
    }
    return used;
  }

  private static void write(Path result, long own, long live) {
    long cpu =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
            / 1_000_000;
    try {
      cpu += ProcessCpu.ofEndedChildren(ProcessHandle.current().pid());
      Files.writeString(
          result, "own=%d\ncpu=%d\nlive=%d\nrss=%d\n".formatted(own, cpu, live, peakResident()));
    } catch (IOException e) {
      System.err.println("The measurement cannot be written: " + e);
    }
  }

  private static long peakResident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(0);
    }
  }
}
