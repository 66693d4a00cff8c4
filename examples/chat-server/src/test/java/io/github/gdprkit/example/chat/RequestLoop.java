package io.github.gdprkit.example.chat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/**
 * A program that answers requests with the commands of this server until it is killed, and goes on
 * where it was when it is started again. Whatever returned is acknowledged in a file.
 *
 * <p>Arguments: the database, the file of acknowledgements, then people. Each gets a copy of their
 * data; who is named with a {@code !} behind is erased then.
 */
final class RequestLoop {

  private static final String RECEIVED = "2026-01-30T08:00:00Z";

  private final String database;
  private final Path acknowledgements;

  private RequestLoop(String database, Path acknowledgements) {
    this.database = database;
    this.acknowledgements = acknowledgements;
  }

  public static void main(String[] arguments) throws Exception {
    RequestLoop loop = new RequestLoop(arguments[0], Path.of(arguments[1]));
    loop.run("requests");
    loop.acknowledge("started");
    loop.require("fulfil", "--all", "--batch=3", "--page=3");
    for (String person : List.of(arguments).subList(2, arguments.length)) {
      String name = person.replace("!", "");
      loop.answer("access", name, "--grant");
      if (person.endsWith("!")) {
        loop.answer("erase", name, "--grant --because=no-longer-necessary");
      }
    }
    loop.acknowledge("ended");
  }

  private void answer(String right, String person, String decision) throws Exception {
    String id = right + "-" + person;
    String shown = run("requests", id);
    if (shown.contains("status     fulfilled") || shown.contains("status     partly-fulfilled")) {
      return;
    }
    if (!shown.contains("identity   verified")) {
      acknowledge("begins " + id);
      require(
          "request",
          right,
          person,
          "--verified-by=signed-in",
          "--id=" + id,
          "--received=" + RECEIVED);
      acknowledge("received " + id);
    }
    if (!shown.contains("decision   ")) {
      String[] decide = ("decide " + id + " " + decision).split(" ");
      require(decide);
      acknowledge("decided " + id);
    }
    require("fulfil", id, "--batch=3", "--page=3");
    acknowledge("fulfilled " + id);
  }

  private void require(String... arguments) {
    StringWriter err = new StringWriter();
    int exitCode = execute(new StringWriter(), err, arguments);
    if (exitCode != 0) {
      throw new IllegalStateException(String.join(" ", arguments) + ": " + err);
    }
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    execute(out, new StringWriter(), arguments);
    return out.toString();
  }

  private int execute(StringWriter out, StringWriter err, String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--db=" + database;
    return ChatServer.run(Clock.systemUTC(), new PrintWriter(out), new PrintWriter(err), all);
  }

  private void acknowledge(String what) throws Exception {
    try (FileChannel file =
        FileChannel.open(acknowledgements, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      file.write(ByteBuffer.wrap((what + '\n').getBytes(StandardCharsets.UTF_8)));
      file.force(true);
    }
  }
}
