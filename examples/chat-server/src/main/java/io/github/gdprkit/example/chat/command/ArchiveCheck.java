package io.github.gdprkit.example.chat.command;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.gdprkit.archive.ArchiveVerifier;
import io.github.gdprkit.archive.ArchiveWriter;
import io.github.gdprkit.archive.VerificationReport;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Checks an archive against its manifest, and the manifest against its schema. */
final class ArchiveCheck {

  private static final int MAX_ERRORS = 20;
  private static final int FILES_AT_A_TIME = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ArchiveCheck() {}

  static VerificationReport of(Path file) throws IOException {
    VerificationReport report = new ArchiveVerifier(new JacksonArchiveFormat()).verify(file);
    if (report.manifest() == null) {
      return report;
    }
    List<String> problems = new ArrayList<>(report.problems());
    problems.addAll(againstSchema(file));
    return new VerificationReport(report.manifest(), report.files(), report.bytes(), problems);
  }

  /** Checks the head with a thousand files at a time: a manifest can list a million. */
  private static List<String> againstSchema(Path file) throws IOException {
    Set<String> problems = new LinkedHashSet<>();
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream schemaText = JacksonArchiveFormat.manifestSchema()) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(
                  new String(schemaText.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
      ObjectNode head = JSON.createObjectNode();
      ArrayNode files = JSON.createArrayNode();
      ZipEntry manifest = zip.getEntry(ArchiveWriter.MANIFEST);
      try (JsonParser json = JSON.getFactory().createParser(zip.getInputStream(manifest))) {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          if (json.nextToken() != JsonToken.START_ARRAY || !field.equals("files")) {
            head.set(field, JSON.readTree(json));
            continue;
          }
          while (json.nextToken() != JsonToken.END_ARRAY) {
            files.add((JsonNode) JSON.readTree(json));
            if (files.size() == FILES_AT_A_TIME) {
              check(schema, head, files, problems);
            }
          }
        }
      }
      check(schema, head, files, problems);
    }
    return problems.stream().limit(MAX_ERRORS).toList();
  }

  private static void check(Schema schema, ObjectNode head, ArrayNode files, Set<String> problems) {
    JsonNode document = head.has("files") ? head : head.deepCopy().set("files", files);
    schema.validate(document).stream()
        .limit(MAX_ERRORS)
        .map(ArchiveCheck::problem)
        .forEach(problems::add);
    files.removeAll();
  }

  /** Where and which rule; the message of the validator would quote the value. */
  private static String problem(Error error) {
    return "manifest.json does not follow its schema at %s (%s)"
        .formatted(error.getInstanceLocation(), error.getKeyword());
  }
}
