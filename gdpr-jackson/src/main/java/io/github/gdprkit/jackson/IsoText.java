package io.github.gdprkit.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Function;

/**
 * Reads instants and civil dates from ISO 8601 text, {@code 2026-03-01T09:30:00Z} and {@code
 * 2026-03-01}. Named by the {@link ModelIntrospector} only.
 */
final class IsoText {

  private IsoText() {}

  static final class InstantReader extends Reader<Instant> {
    InstantReader() {
      super(Instant.class, Instant::parse, "expected an instant such as 2026-03-01T09:30:00Z");
    }
  }

  static final class DayReader extends Reader<LocalDate> {
    DayReader() {
      super(LocalDate.class, LocalDate::parse, "expected a date such as 2026-03-01");
    }
  }

  private abstract static class Reader<T> extends JsonDeserializer<T> {

    private final Class<T> type;
    private final Function<String, T> parse;
    private final String expected;

    Reader(Class<T> type, Function<String, T> parse, String expected) {
      this.type = type;
      this.parse = parse;
      this.expected = expected;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = Objects.requireNonNullElse(json.getValueAsString(), "");
      try {
        return parse.apply(text);
      } catch (DateTimeException e) {
        return type.cast(context.handleWeirdStringValue(type, text, expected));
      }
    }
  }
}
