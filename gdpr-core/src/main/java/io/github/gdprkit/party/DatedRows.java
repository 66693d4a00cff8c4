package io.github.gdprkit.party;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Data of this jar between semicolons, with the day on which it was looked up. */
record DatedRows(LocalDate asOf, List<Row> rows) {

  private static final String AS_OF = "as-of";

  /** The fields of one line. */
  record Row(List<String> fields) {

    String field(int index) {
      return fields.get(index);
    }

    LocalDate day(int index) {
      return LocalDate.parse(fields.get(index));
    }

    @Nullable LocalDate dayOrOpen(int index) {
      return fields.get(index).isEmpty() ? null : day(index);
    }

    boolean isList(int index) {
      return switch (fields.get(index)) {
        case "list" -> true;
        case "all" -> false;
        default -> throw new IllegalStateException("Neither \"list\" nor \"all\" in " + fields);
      };
    }
  }

  static DatedRows read(String name, int fields) {
    try (InputStream file =
            Objects.requireNonNull(
                DatedRows.class.getResourceAsStream(name), name + " is in this jar");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return of(reader.lines().toList(), fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DatedRows of(List<String> lines, int fields) {
    List<Row> all =
        lines.stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> new Row(List.of(line.split(";", -1))))
            .toList();
    Row first = all.isEmpty() ? new Row(List.of("")) : all.get(0);
    if (!first.field(0).equals(AS_OF) || first.fields().size() != 2) {
      throw new IllegalStateException("The first line says " + AS_OF + ", a semicolon and a day");
    }
    List<Row> rows = all.subList(1, all.size());
    for (Row row : rows) {
      if (row.fields().size() != fields) {
        throw new IllegalStateException("Not " + fields + " fields in " + row.fields());
      }
    }
    return new DatedRows(first.day(1), rows);
  }
}
