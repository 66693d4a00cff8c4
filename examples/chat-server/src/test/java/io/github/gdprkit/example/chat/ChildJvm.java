package io.github.gdprkit.example.chat;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts a program of this project in a JVM of its own, which can be killed. */
public final class ChildJvm {

  private ChildJvm() {}

  /** The program on this test's class path; the caller says where its output goes. */
  public static ProcessBuilder of(List<String> jvmOptions, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** Ends it as the kernel would: by its process id, without a chance to tidy up. */
  public static void kill(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(process.pid())).start().waitFor();
    process.waitFor();
  }
}
