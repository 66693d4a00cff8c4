package io.github.gdprkit.example.chat.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.gdprkit.jackson.GdprModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Documents in the form that was asked for, in a file or on the screen. */
final class Documents {

  /** Forms of a document. */
  enum Format {
    /** For people, as text. */
    MARKDOWN,
    /** For people, as a page. */
    HTML,
    /** For a spreadsheet. */
    CSV,
    /** For programs. */
    JSON
  }

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(new GdprModule())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private Documents() {}

  /** As JSON, the same bytes on each machine. */
  static String json(Object value) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    try {
      return MAPPER.writer(printer).writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes it into the file, or prints it when there is none. */
  static void write(String document, @Nullable Path file, PrintWriter out) throws IOException {
    if (file == null) {
      out.print(document.endsWith("\n") ? document : document + "\n");
    } else {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, document, StandardCharsets.UTF_8);
      out.printf("Written: %s%n", file.toAbsolutePath().normalize());
    }
  }
}
