package io.github.gdprkit.testkit.memory;

import io.github.gdprkit.archive.RecordEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record a line: {@code name=value}, joined by tabs; a null has no equals sign. Refuses what an
 * engine must not do: write outside a record or a page.
 */
final class LineEncoder implements RecordEncoder {

  private final StringBuilder line = new StringBuilder();
  private @Nullable OutputStream page;
  private boolean inRecord;

  @Override
  public void startPage(OutputStream newPage) {
    page = newPage;
    inRecord = false;
  }

  @Override
  public void endPage() {
    page = null;
    inRecord = false;
  }

  @Override
  public void startRecord() {
    require(page != null && !inRecord);
    inRecord = true;
    line.setLength(0);
  }

  @Override
  public void endRecord() {
    OutputStream out = page;
    if (out == null || !inRecord) {
      throw outOfOrder();
    }
    inRecord = false;
    line.append('\n');
    try {
      out.write(line.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("A page does not fail", e);
    }
  }

  @Override
  public void text(String field, @Nullable String value) {
    require(inRecord);
    if (line.length() > 0) {
      line.append('\t');
    }
    line.append(field);
    if (value != null) {
      line.append('=').append(escape(value));
    }
  }

  @Override
  public void utf8(String field, byte[] value) {
    text(field, new String(value, StandardCharsets.UTF_8));
  }

  @Override
  public void texts(String field, List<String> values) {
    text(field + ".size", Integer.toString(values.size()));
    for (int i = 0; i < values.size(); i++) {
      text(field + "." + i, values.get(i));
    }
  }

  @Override
  public void number(String field, long value) {
    text(field, Long.toString(value));
  }

  @Override
  public void decimal(String field, double value) {
    text(field, Double.toString(value));
  }

  @Override
  public void flag(String field, boolean value) {
    text(field, Boolean.toString(value));
  }

  @Override
  public void time(String field, long epochMillis) {
    text(field, Instant.ofEpochMilli(epochMillis).toString());
  }

  @Override
  public void person(String field, String account, @Nullable String label) {
    text(field + ".account", account);
    text(field + ".label", label);
  }

  @Override
  public void pseudonym(String field, String pseudonym) {
    text(field + ".pseudonym", pseudonym);
  }

  @Override
  public void someoneElse(String field) {
    text(field + ".someoneElse", "true");
  }

  @Override
  public void attachment(
      String field, String id, String name, @Nullable String mediaType, long bytes, String path) {
    text(field + ".id", id);
    text(field + ".name", name);
    text(field + ".mediaType", mediaType);
    number(field + ".bytes", bytes);
    text(field + ".path", path);
  }

  private static void require(boolean isInOrder) {
    if (!isInOrder) {
      throw outOfOrder();
    }
  }

  private static IllegalStateException outOfOrder() {
    return new IllegalStateException("The engine wrote outside a record or outside a page");
  }

  /** The fields of a line, in their order; a null value is left out. */
  static Map<String, String> read(String line) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : line.split("\t", -1)) {
      int equals = field.indexOf('=');
      if (equals >= 0) {
        fields.put(field.substring(0, equals), unescape(field.substring(equals + 1)));
      }
    }
    return fields;
  }

  /** A lone surrogate, which UTF-8 cannot carry, becomes the replacement character. */
  private static String escape(String value) {
    return value
        .replaceAll("\\p{Cs}", "\uFFFD")
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String unescape(String value) {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        i++;
        c =
            switch (value.charAt(i)) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> value.charAt(i);
            };
      }
      text.append(c);
    }
    return text.toString();
  }
}
