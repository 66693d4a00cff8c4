package io.github.gdprkit.jackson;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Function;

/**
 * Instants and civil dates as ISO 8601 text. Named by the mix-ins of this module only, so that a
 * mapper's own way with them stays as it is.
 */
final class IsoText {

  private IsoText() {}

  /** Written as {@code 2026-03-01T09:30:00Z}. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @JacksonAnnotationsInside
  @JsonSerialize(using = ToStringSerializer.class)
  @JsonDeserialize(using = InstantReader.class)
  @interface AsInstant {}

  /** Written as {@code 2026-03-01}. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @JacksonAnnotationsInside
  @JsonSerialize(using = ToStringSerializer.class)
  @JsonDeserialize(using = DayReader.class)
  @interface AsDay {}

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
