package io.github.gdprkit.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.gdprkit.archive.ArchiveFormat;
import io.github.gdprkit.archive.ArchivedFile;
import io.github.gdprkit.archive.ArchivedFiles;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.archive.PreviewRecord;
import io.github.gdprkit.archive.RecordEncoder;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Archives in JSON: records as JSON Lines, the manifest as one object whose list of files comes
 * last and is written and read one by one. The manifest's JSON Schema is in this jar, see {@link
 * #manifestSchema()}.
 */
public final class JacksonArchiveFormat implements ArchiveFormat {

  private static final String INFORMATION = "information";

  private static final String FORMAT = "gdprkit-archive";

  /** Code points of a value that a preview shows. */
  private static final int SHORT = 300;

  private static final String SCHEMA = "archive-manifest-1.schema.json";

  private final JsonFactory lines =
      new JsonFactoryBuilder()
          .rootValueSeparator("")
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new GdprModule())
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  /** The format that this version of the library writes. */
  public JacksonArchiveFormat() {}

  /** The JSON Schema (2020-12) of {@code manifest.json}, format version 1; the caller closes it. */
  public static InputStream manifestSchema() {
    return Objects.requireNonNull(
        JacksonArchiveFormat.class.getResourceAsStream(SCHEMA), "the schema is in this jar");
  }

  @Override
  public RecordEncoder encoder() {
    return new JsonLinesEncoder(lines);
  }

  @Override
  public List<PreviewRecord> preview(InputStream page, int records) throws IOException {
    List<PreviewRecord> previews = new ArrayList<>();
    try (MappingIterator<ObjectNode> all = mapper.readerFor(ObjectNode.class).readValues(page)) {
      while (previews.size() < records && all.hasNextValue()) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : all.nextValue().properties()) {
          fields.put(field.getKey(), shortText(field.getValue()));
        }
        previews.add(new PreviewRecord(fields));
      }
    }
    return previews;
  }

  @Override
  public void writeManifest(Manifest manifest, ArchivedFiles files, OutputStream out)
      throws IOException {
    ObjectNode head = mapper.valueToTree(manifest);
    try (JsonGenerator json = mapper.getFactory().createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      for (var field : head.properties()) {
        json.writeFieldName(field.getKey());
        json.writeTree(field.getValue());
      }
      json.writeArrayFieldStart("files");
      files.forEach(file -> mapper.writerFor(ArchivedFile.class).writeValue(json, file));
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  @Override
  public Manifest readManifest(InputStream in, ArchivedFiles.Visitor files) throws IOException {
    ObjectNode head = mapper.createObjectNode();
    boolean listed = false;
    HeadLimit limited = new HeadLimit(in);
    try (JsonParser json = mapper.getFactory().createParser(limited)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (!field.equals("files")) {
          JsonNode tree = mapper.readTree(json);
          head.set(field, tree);
          continue;
        }
        requireFormat(head);
        limited.headIsRead();
        listed = true;
        if (value != JsonToken.START_ARRAY) {
          throw new IOException("its files are not a list");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
          ArchivedFile file = mapper.readValue(json, ArchivedFile.class);
          if (file == null) {
            throw new IOException("its list of files has a null");
          }
          files.visit(file);
        }
      }
    }
    requireFormat(head);
    if (!listed) {
      throw new IOException("it has no list of files");
    }
    if (!head.has(INFORMATION)) {
      head.putNull(INFORMATION); // archives of earlier versions do not have it
    }
    return mapper.treeToValue(head, Manifest.class);
  }

  /** What a person would want to see of a value; persons and files by their name. */
  private static String shortText(JsonNode value) {
    String text;
    if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      value.forEach(element -> texts.add(element.asText()));
      text = String.join(", ", texts);
    } else if (value.isObject()) {
      text =
          value.has("someoneElse")
              ? "someone else"
              : value
                  .path("name")
                  .asText(value.path("pseudonym").asText(value.path("id").asText()));
    } else {
      text = value.isNull() ? "" : value.asText();
    }
    return text.codePointCount(0, text.length()) <= SHORT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHORT)) + "…";
  }

  private static void requireFormat(ObjectNode head) throws IOException {
    if (!FORMAT.equals(head.path("format").asText())) {
      throw new IOException("it is not the manifest of a gdprkit archive");
    }
    int version = head.path("formatVersion").asInt();
    if (version != Manifest.FORMAT_VERSION) {
      throw new IOException(
          "it has the format version "
              + version
              + " and this library reads "
              + Manifest.FORMAT_VERSION
              + "; use the version of the library that wrote it or a later one");
    }
  }

  /** What comes before the list of files is kept in memory, so there is an end to it. */
  private static final class HeadLimit extends FilterInputStream {

    private static final int MAX_HEAD = 16 << 20;

    private long read;
    private boolean headIsRead;

    HeadLimit(InputStream in) {
      super(in);
    }

    void headIsRead() {
      headIsRead = true;
    }

    @Override
    public int read() throws IOException {
      count(1);
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      count(count);
      return count;
    }

    private void count(int more) throws IOException {
      read += more;
      if (!headIsRead && read > MAX_HEAD) {
        throw new IOException("what stands before its list of files is larger than 16 MiB");
      }
    }
  }
}
