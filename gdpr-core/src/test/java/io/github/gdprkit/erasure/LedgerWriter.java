package io.github.gdprkit.erasure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that appends to a ledger until it is killed, and says so after each entry. */
final class LedgerWriter {

  private LedgerWriter() {}

  public static void main(String[] arguments) {
    FileErasureLedger ledger = FileErasureLedger.open(Path.of(arguments[0]), Entries.EXAMPLE);
    int limit = Integer.parseInt(arguments[1]);
    for (int i = 1; i <= limit; i++) {
      System.out.println(ledger.append(Entries.draft(i)).hash());
      System.out.flush();
    }
  }

  static Process start(Path file, int entries) throws IOException {
    String java = System.getProperty("java.home") + File.separator + "bin" + File.separator;
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        List.of(
            java + "java",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            LedgerWriter.class.getName(),
            file.toString(),
            Integer.toString(entries));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Ends it as the kernel would: by its process id, without a chance to tidy up. */
  static void kill(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(process.pid())).start().waitFor();
    process.waitFor();
  }
}
