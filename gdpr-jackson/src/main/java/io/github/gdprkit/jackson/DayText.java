package io.github.gdprkit.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;

/** Civil dates as ISO 8601 text; named by mix-ins only, as {@link InstantText} is. */
final class DayText {

  private DayText() {}

  static final class Writer extends JsonSerializer<LocalDate> {
    @Override
    public void serialize(LocalDate value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.toString());
    }
  }

  static final class Reader extends JsonDeserializer<LocalDate> {
    @Override
    public LocalDate deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      String text = Objects.requireNonNullElse(json.getValueAsString(), "");
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException e) {
        return (LocalDate)
            context.handleWeirdStringValue(
                LocalDate.class, text, "expected a date such as 2026-03-01");
      }
    }
  }
}
