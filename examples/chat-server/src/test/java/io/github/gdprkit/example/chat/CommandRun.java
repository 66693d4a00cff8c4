package io.github.gdprkit.example.chat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** What a command answered. */
record CommandRun(int exitCode, String out, String err) {

  static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");

  static CommandRun of(String... arguments) {
    return at(NOW, arguments);
  }

  /** At another time. */
  static CommandRun at(Instant now, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        ChatServer.run(
            Clock.fixed(now, ZoneOffset.UTC),
            new PrintWriter(out),
            new PrintWriter(err),
            arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
