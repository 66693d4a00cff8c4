package io.github.gdprkit.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.gdprkit.archive.RecordEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as JSON Lines, straight to UTF-8 bytes. */
final class JsonLinesEncoder implements RecordEncoder {

  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString NAME = new SerializedString("name");
  private static final SerializableString PSEUDONYM = new SerializedString("pseudonym");
  private static final SerializableString SOMEONE_ELSE = new SerializedString("someoneElse");
  private static final SerializableString MEDIA_TYPE = new SerializedString("mediaType");
  private static final SerializableString BYTES = new SerializedString("bytes");
  private static final SerializableString PATH = new SerializedString("path");

  private final JsonFactory factory;
  private final FieldNames names = new FieldNames();
  private final JsonText text = new JsonText();
  private final IsoTime time = new IsoTime();
  private @Nullable JsonGenerator open;

  JsonLinesEncoder(JsonFactory factory) {
    this.factory = factory;
  }

  @Override
  public void startPage(OutputStream page) {
    try {
      // Those who open the file read emoji, not the codes of their halves.
      open =
          factory
              .createGenerator(page)
              .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8.mappedFeature());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void endPage() {
    try {
      json().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open = null;
  }

  @Override
  public void startRecord() {
    try {
      json().writeStartObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void endRecord() {
    try {
      JsonGenerator json = json();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void text(String field, @Nullable String value) {
    try {
      JsonGenerator json = named(field);
      if (value == null) {
        json.writeNull();
      } else {
        string(json, value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void utf8(String field, byte[] value) {
    try {
      JsonGenerator json = named(field);
      int length = value.length <= JsonText.LONGEST ? text.write(value) : JsonText.NO_UTF8;
      if (length == JsonText.NO_UTF8) {
        string(json, new String(value, StandardCharsets.UTF_8));
      } else {
        json.writeRawUTF8String(text.bytes(), 0, length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void texts(String field, List<String> values) {
    try {
      JsonGenerator json = named(field);
      json.writeStartArray();
      for (String value : values) {
        string(json, value);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void number(String field, long value) {
    try {
      named(field).writeNumber(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void decimal(String field, double value) {
    try {
      named(field).writeNumber(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void flag(String field, boolean value) {
    try {
      named(field).writeBoolean(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void time(String field, long epochMillis) {
    time.format(epochMillis);
    try {
      named(field).writeRawUTF8String(time.bytes(), 0, time.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void person(String field, String account, @Nullable String label) {
    try {
      JsonGenerator json = named(field);
      json.writeStartObject();
      member(json, ID, account);
      if (label != null) {
        member(json, NAME, label);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void pseudonym(String field, String pseudonym) {
    try {
      JsonGenerator json = named(field);
      json.writeStartObject();
      member(json, PSEUDONYM, pseudonym);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void someoneElse(String field) {
    try {
      JsonGenerator json = named(field);
      json.writeStartObject();
      json.writeFieldName(SOMEONE_ELSE);
      json.writeBoolean(true);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void attachment(
      String field, String id, String name, @Nullable String mediaType, long bytes, String path) {
    try {
      JsonGenerator json = named(field);
      json.writeStartObject();
      member(json, ID, id);
      member(json, NAME, name);
      if (mediaType != null) {
        member(json, MEDIA_TYPE, mediaType);
      }
      json.writeFieldName(BYTES);
      json.writeNumber(bytes);
      member(json, PATH, path);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void member(JsonGenerator json, SerializableString name, String value)
      throws IOException {
    json.writeFieldName(name);
    string(json, value);
  }

  private void string(JsonGenerator json, String value) throws IOException {
    if (value.length() <= JsonText.LONGEST) {
      int length = text.write(value);
      json.writeRawUTF8String(text.bytes(), 0, length);
    } else {
      json.writeString(WellFormed.of(value));
    }
  }

  private JsonGenerator named(String field) throws IOException {
    JsonGenerator json = json();
    json.writeFieldName(names.of(field));
    return json;
  }

  private JsonGenerator json() {
    JsonGenerator json = open;
    if (json == null) {
      throw new IllegalStateException("Start a page before writing to it");
    }
    return json;
  }
}
