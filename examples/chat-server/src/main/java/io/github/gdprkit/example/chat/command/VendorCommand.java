package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.vendor.VendorDesk;
import io.github.gdprkit.register.ControllerNotConcernedException;
import io.github.gdprkit.register.DuplicateSubprocessorException;
import io.github.gdprkit.register.IllegalSubprocessorMoveException;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorNotEngageableException;
import io.github.gdprkit.register.SubprocessorNotFoundException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What the commands about the vendor's register share: who acts, and what to do when refused. */
@Command
abstract class VendorCommand implements Callable<Integer> {

  final ChatEnvironment environment;

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--by",
      paramLabel = "<role>",
      defaultValue = "vendor",
      converter = DeskCommand.ActorConverter.class,
      description = {
        "Who does this, as evidence shall say it: a role or a staff number, no name.",
        "Default: ${DEFAULT-VALUE}"
      })
  Actor by = new Actor("vendor");

  VendorCommand(ChatEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public final Integer call() throws Exception {
    try (ChatDatabase database = environment.openExistingDatabase()) {
      VendorDesk desk = VendorDesk.open(database, environment.clock());
      SubprocessorPrinter printer = new SubprocessorPrinter(desk, environment, err());
      try {
        return answer(database, desk);
      } catch (SubprocessorNotEngageableException e) {
        printer.missing(e.subprocessor(), e.obstacles());
      } catch (IllegalSubprocessorMoveException e) {
        refused(printer, e.getMessage(), e.subprocessor());
      } catch (ControllerNotConcernedException e) {
        refused(printer, e.getMessage(), e.subprocessor());
      } catch (DuplicateSubprocessorException | SubprocessorNotFoundException e) {
        printer.refused(e.getMessage());
      }
      return Commands.FAILED;
    }
  }

  private void refused(SubprocessorPrinter printer, @Nullable String why, SubprocessorId id) {
    if (isOfVendor()) {
      printer.refused(why, id);
    } else {
      printer.refusedController(why);
    }
  }

  /** Whether the vendor's own people do this, who may know what all controllers said. */
  boolean isOfVendor() {
    return true;
  }

  /** Does it, and returns the exit code. */
  abstract int answer(ChatDatabase database, VendorDesk desk) throws Exception;

  PrintWriter out() {
    return Commands.out(spec);
  }

  PrintWriter err() {
    return Commands.err(spec);
  }

  /** The subprocessor as it is typed. */
  SubprocessorId id(String text) {
    return typed(() -> new SubprocessorId(text));
  }

  /** What the library refuses because of what was typed is wrong usage, and no bug. */
  <T> T typed(Supplier<T> act) {
    try {
      return act.get();
    } catch (IllegalArgumentException | TypeConversionException e) {
      throw new ParameterException(Commands.commandLine(spec), String.valueOf(e.getMessage()), e);
    }
  }
}
