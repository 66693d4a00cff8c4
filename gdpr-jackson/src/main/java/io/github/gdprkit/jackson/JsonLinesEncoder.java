package io.github.gdprkit.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.gdprkit.archive.RecordEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<String, SerializableString> names = new HashMap<>();
  private final IsoTime time = new IsoTime();
  private @Nullable JsonGenerator open;

  JsonLinesEncoder(JsonFactory factory) {
    this.factory = factory;
  }

  @Override
  public void startPage(OutputStream page) {
    try {
      open = factory.createGenerator(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void endPage() {
    write(JsonGenerator::close);
    open = null;
  }

  @Override
  public void startRecord() {
    write(JsonGenerator::writeStartObject);
  }

  @Override
  public void endRecord() {
    write(
        json -> {
          json.writeEndObject();
          json.writeRaw('\n');
        });
  }

  @Override
  public void text(String field, @Nullable String value) {
    field(
        field,
        json -> {
          if (value == null) {
            json.writeNull();
          } else {
            json.writeString(WellFormed.of(value));
          }
        });
  }

  @Override
  public void texts(String field, List<String> values) {
    field(
        field,
        json -> {
          json.writeStartArray();
          for (String value : values) {
            json.writeString(WellFormed.of(value));
          }
          json.writeEndArray();
        });
  }

  @Override
  public void number(String field, long value) {
    field(field, json -> json.writeNumber(value));
  }

  @Override
  public void decimal(String field, double value) {
    field(field, json -> json.writeNumber(value));
  }

  @Override
  public void flag(String field, boolean value) {
    field(field, json -> json.writeBoolean(value));
  }

  @Override
  public void time(String field, long epochMillis) {
    time.format(epochMillis);
    field(field, json -> json.writeRawUTF8String(time.bytes(), 0, time.length()));
  }

  @Override
  public void person(String field, String account, @Nullable String label) {
    object(
        field,
        json -> {
          member(json, ID, account);
          if (label != null) {
            member(json, NAME, label);
          }
        });
  }

  @Override
  public void pseudonym(String field, String pseudonym) {
    object(field, json -> member(json, PSEUDONYM, pseudonym));
  }

  @Override
  public void someoneElse(String field) {
    object(
        field,
        json -> {
          json.writeFieldName(SOMEONE_ELSE);
          json.writeBoolean(true);
        });
  }

  @Override
  public void attachment(
      String field, String id, String name, @Nullable String mediaType, long bytes, String path) {
    object(
        field,
        json -> {
          member(json, ID, id);
          member(json, NAME, name);
          if (mediaType != null) {
            member(json, MEDIA_TYPE, mediaType);
          }
          json.writeFieldName(BYTES);
          json.writeNumber(bytes);
          member(json, PATH, path);
        });
  }

  private static void member(JsonGenerator json, SerializableString name, String value)
      throws IOException {
    json.writeFieldName(name);
    json.writeString(WellFormed.of(value));
  }

  private void object(String field, Call members) {
    field(
        field,
        json -> {
          json.writeStartObject();
          members.to(json);
          json.writeEndObject();
        });
  }

  private void field(String field, Call value) {
    write(
        json -> {
          json.writeFieldName(name(field));
          value.to(json);
        });
  }

  /** Names of fields are few and come again with every record: each is encoded once. */
  private SerializableString name(String field) {
    SerializableString known = names.get(field);
    if (known == null) {
      known = new SerializedString(field);
      names.put(field, known);
    }
    return known;
  }

  private void write(Call call) {
    JsonGenerator json = open;
    if (json == null) {
      throw new IllegalStateException("Start a page before writing to it");
    }
    try {
      call.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Call {
    void to(JsonGenerator json) throws IOException;
  }
}
