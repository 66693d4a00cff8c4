package io.github.gdprkit.example.chat.command;

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
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Checks an archive against its manifest, and the manifest against its schema. */
final class ArchiveCheck {

  private static final int MAX_ERRORS = 20;

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

  private static List<String> againstSchema(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream schemaText = JacksonArchiveFormat.manifestSchema()) {
      ZipEntry entry = zip.getEntry(ArchiveWriter.MANIFEST);
      String manifest =
          new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(
                  new String(schemaText.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
      return schema.validate(manifest, InputFormat.JSON).stream()
          .limit(MAX_ERRORS)
          .map(ArchiveCheck::problem)
          .toList();
    }
  }

  /** Where and which rule; the message of the validator would quote the value. */
  private static String problem(Error error) {
    return "manifest.json does not follow its schema at %s (%s)"
        .formatted(error.getInstanceLocation(), error.getKeyword());
  }
}
