package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.GdprException;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.ChatLocation;
import io.github.gdprkit.example.chat.store.DatabaseFailures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one clear line and an exit code. */
public final class Failures {

  private Failures() {}

  /** Makes a command line explain its failures in this way. */
  public static CommandLine explainOn(CommandLine commandLine) {
    return commandLine
        .registerConverter(LocalDate.class, Texts::day)
        .setParameterExceptionHandler((failure, arguments) -> wrongUsage(failure))
        .setExecutionExceptionHandler(
            (failure, failed, result) -> {
              explain(failure, failed.getErr());
              return Commands.FAILED;
            });
  }

  private static int wrongUsage(ParameterException failure) {
    CommandLine failed = failure.getCommandLine();
    PrintWriter err = failed.getErr();
    err.println(
        "error: "
            + PlainText.of(ChatLocation.withoutSecrets(String.valueOf(failure.getMessage()))));
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.printf("Run '%s --help' to see how.%n", failed.getCommandSpec().qualifiedName());
    return CommandLine.ExitCode.USAGE;
  }

  private static void explain(Exception failure, PrintWriter err) {
    Optional<String> expected = expected(failure);
    err.println(
        "error: "
            + expected
                .map(PlainText::of)
                .orElse("this is a bug of the chat server; please report it"));
    if (expected.isEmpty()) {
      printPlaces(failure, err);
    }
  }

  /** A stack trace without messages: nobody knows what they quote. */
  private static void printPlaces(Throwable failure, PrintWriter err) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      err.println(cause.getClass().getName());
      for (StackTraceElement frame : cause.getStackTrace()) {
        err.println("    at " + frame);
      }
    }
  }

  private static Optional<String> expected(Exception failure) {
    if (failure instanceof ChatException || failure instanceof GdprException) {
      return Optional.ofNullable(failure.getMessage());
    }
    if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException io) {
      return expected(io);
    }
    if (failure instanceof SQLException sql) {
      return Optional.of(DatabaseFailures.words(sql));
    }
    if (failure instanceof FileSystemException file) {
      return Optional.of(
          "cannot use %s (%s). Check that it is there, and that you may read and write it"
              .formatted(file.getFile(), failure.getClass().getSimpleName()));
    }
    if (failure instanceof IOException) {
      return Optional.of(
          "reading or writing failed: %s. Check the disk, then run the command again"
              .formatted(failure.getMessage()));
    }
    return Optional.empty();
  }
}
