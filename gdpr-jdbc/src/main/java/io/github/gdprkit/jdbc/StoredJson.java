package io.github.gdprkit.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.gdprkit.evidence.EvidenceStoreException;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.jackson.GdprModule;
import io.github.gdprkit.request.RequestFile;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Working papers and sheets as the text that a column can hold. Says nothing of Jackson's messages:
 * they quote what they could not read.
 */
final class StoredJson {

  /** What was written is read again, however long: papers that cannot be read cannot be erased. */
  private static final StreamReadConstraints ANY_LENGTH =
      StreamReadConstraints.builder()
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .build();

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(ANY_LENGTH).build())
          .addModule(new GdprModule())
          .build();
  private static final ObjectReader READER = MAPPER.readerFor(RequestFile.class);
  private static final ObjectWriter WRITER = MAPPER.writerFor(RequestFile.class);
  private static final ObjectWriter ASCII_WRITER = WRITER.with(JsonWriteFeature.ESCAPE_NON_ASCII);
  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};
  private static final ObjectReader FIELDS_READER = MAPPER.readerFor(FIELDS);
  private static final ObjectWriter FIELDS_WRITER = MAPPER.writerFor(FIELDS);

  private StoredJson() {}

  static String write(RequestFile papers) {
    try {
      String json = WRITER.writeValueAsString(papers);
      // A lone surrogate, which a person's text can have, does not survive UTF-8.
      return StandardCharsets.UTF_8.newEncoder().canEncode(json)
          ? json
          : ASCII_WRITER.writeValueAsString(papers);
    } catch (JsonProcessingException e) {
      throw new EvidenceStoreException("Papers cannot be written as JSON", null);
    }
  }

  static RequestFile read(String json) {
    try {
      return READER.readValue(json);
    } catch (JsonProcessingException e) {
      throw new EvidenceStoreException(
          "Papers in the database cannot be read; they were damaged, or a newer version of the"
              + " library wrote them",
          null);
    }
  }

  /** Sheets have no lone surrogates. */
  static String write(Map<String, String> fields) {
    try {
      return FIELDS_WRITER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new EvidenceStoreException("A sheet cannot be written as JSON", null);
    }
  }

  static Sheet readSheet(SheetId id, String json) {
    try {
      return new Sheet(id, FIELDS_READER.readValue(json));
    } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
      throw new EvidenceStoreException(
          "The sheet "
              + id
              + " in the database cannot be read; it was damaged, or a newer version of the"
              + " library wrote it",
          null);
    }
  }
}
