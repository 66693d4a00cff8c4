package io.github.gdprkit.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.gdprkit.archive.ArchiveFormat;
import io.github.gdprkit.archive.ArchivedFiles;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.archive.PreviewRecord;
import io.github.gdprkit.archive.RecordEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;

/**
 * Archives in JSON: records as JSON Lines, the manifest as one object whose list of files comes
 * last and is written and read one by one. The manifest's JSON Schema is in this jar, see {@link
 * #manifestSchema()}.
 */
public final class JacksonArchiveFormat implements ArchiveFormat {

  private static final String FORMAT = "gdprkit-archive";

  private static final String SCHEMA = "archive-manifest-1.schema.json";

  private final JsonFactory factory =
      new JsonFactoryBuilder()
          .rootValueSeparator("")
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
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
    return new JsonLinesEncoder(factory);
  }

  @Override
  public List<PreviewRecord> preview(InputStream page, int records) throws IOException {
    try (JsonParser json = factory.createParser(page)) {
      return new PagePreview(json).records(records);
    }
  }

  @Override
  public void writeManifest(Manifest manifest, ArchivedFiles files, OutputStream out)
      throws IOException {
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      new ManifestOutput(json).write(FORMAT, manifest, files);
    }
  }

  @Override
  public Manifest readManifest(InputStream in, ArchivedFiles.Visitor files) throws IOException {
    return ManifestInput.read(FORMAT, in, files);
  }
}
