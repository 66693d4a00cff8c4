package io.github.gdprkit.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.gdprkit.archive.ArchivedFile;
import io.github.gdprkit.archive.ArchivedFiles;
import io.github.gdprkit.archive.Manifest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads manifests, with a mapper that is made for the first of them. */
final class ManifestInput {

  private static final String INFORMATION = "information";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new GdprModule())
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();

  private ManifestInput() {}

  static Manifest read(String format, InputStream in, ArchivedFiles.Visitor files)
      throws IOException {
    ObjectNode head = MAPPER.createObjectNode();
    boolean listed = false;
    HeadLimit limited = new HeadLimit(in);
    try (JsonParser json = MAPPER.getFactory().createParser(limited)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (!field.equals("files")) {
          JsonNode tree = MAPPER.readTree(json);
          head.set(field, tree);
          continue;
        }
        requireFormat(format, head);
        limited.headIsRead();
        listed = true;
        if (value != JsonToken.START_ARRAY) {
          throw new IOException("its files are not a list");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
          ArchivedFile file = MAPPER.readValue(json, ArchivedFile.class);
          if (file == null) {
            throw new IOException("its list of files has a null");
          }
          files.visit(file);
        }
      }
    }
    requireFormat(format, head);
    if (!listed) {
      throw new IOException("it has no list of files");
    }
    if (!head.has(INFORMATION)) {
      head.putNull(INFORMATION); // archives of earlier versions do not have it
    }
    return MAPPER.treeToValue(head, Manifest.class);
  }

  private static void requireFormat(String format, ObjectNode head) throws IOException {
    if (!format.equals(head.path("format").asText())) {
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
