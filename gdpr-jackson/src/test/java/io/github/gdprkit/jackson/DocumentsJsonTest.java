package io.github.gdprkit.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.gdprkit.jackson.Documents.Document;
import io.github.gdprkit.party.TransferMechanism;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What version 1 wrote is read by every later one, and written the same way. */
class DocumentsJsonTest {

  /** Lines of an example that is linked and not shown. */
  private static final int LONG = 45;

  private final ObjectMapper mapper = new ObjectMapper().registerModule(new GdprModule());

  static List<Document<?>> documents() {
    return Documents.all();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void areWrittenAsTheGoldenFilesHaveThem(Document<?> document) throws IOException {
    String golden = golden(document);

    assertThat(mapper.writerFor(document.type()).writeValueAsString(document.value()))
        .as("with the fields in the same order")
        .isEqualTo(mapper.readTree(golden).toString());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void areReadFromTheGoldenFiles(Document<?> document) throws IOException {
    Object read = mapper.readValue(golden(document), document.type());

    assertThat(read).isEqualTo(document.value());
    assertThat(mapper.writerFor(document.type()).writeValueAsString(read))
        .as("also what equality does not see, such as the order of a set")
        .isEqualTo(mapper.readTree(golden(document)).toString());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void areShownInTheDocs(Document<?> document) throws IOException {
    String docs = Files.readString(Path.of("../docs/json.md"));

    String golden = golden(document);

    assertThat(docs)
        .contains("`" + document.type().getSimpleName() + "`")
        .contains(
            golden.lines().count() > LONG
                ? "](../gdpr-jackson/src/test/resources/json/v1/" + document.name() + ".json)"
                : "```json\n" + golden + "```\n");
  }

  /** The mapper decides; nothing here decides for it. */
  @ParameterizedTest
  @MethodSource("documents")
  void tolerateOrRefuseFieldsThatALaterVersionAddsAsTheMapperDoes(Document<?> document)
      throws IOException {
    ObjectNode json = (ObjectNode) mapper.readTree(golden(document));
    json.put("later", true);

    assertThatThrownBy(() -> mapper.readValue(json.toString(), document.type()))
        .isInstanceOf(UnrecognizedPropertyException.class);
    assertThat(
            (Object)
                mapper
                    .copy()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(json.toString(), document.type()))
        .isEqualTo(document.value());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void haveConstantsInWordsAndTimesInText(Document<?> document) throws IOException {
    for (JsonNode value : leaves(mapper.readTree(golden(document))).toList()) {
      String text = value.asText();

      assertThat(text).doesNotMatch("[A-Z]+(_[A-Z]+)+");
    }
  }

  /** Whatever is in a field, what comes of it is a document or an exception of Jackson's. */
  @ParameterizedTest
  @MethodSource("documents")
  void areReadOrRefusedAndNothingElse(Document<?> document) throws IOException {
    ObjectNode whole = (ObjectNode) mapper.readTree(golden(document));
    int refused = 0;
    for (String field : (Iterable<String>) whole::fieldNames) {
      for (String damaged :
          List.of("null", "7", "true", "[]", "[[]]", "{}", "\"\"", "\"\\ud800\"")) {
        ObjectNode json = whole.deepCopy();
        json.set(field, mapper.readTree(damaged));
        refused += isRefused(json, document) ? 1 : 0;
      }
      ObjectNode json = whole.deepCopy();
      json.remove(field);
      refused += isRefused(json, document) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(whole.size());
  }

  private boolean isRefused(ObjectNode json, Document<?> document) {
    try {
      assertThat(mapper.readValue(json.toString(), document.type()).toString()).isNotEmpty();
      return false;
    } catch (JsonProcessingException e) {
      return true;
    }
  }

  @Test
  void showsTheProvisionsOfTheMechanismsInTheDocs() throws IOException {
    String docs = Files.readString(Path.of("../docs/json.md"));

    for (TransferMechanism mechanism : TransferMechanism.values()) {
      String word = mapper.convertValue(mechanism, String.class);
      assertThat(docs).contains("| `" + word + "` | " + mechanism.provision() + " |\n");
    }
  }

  @Test
  void haveAGoldenFileEach() throws Exception {
    List<String> others =
        List.of("manifest.json", "manifest-with-information.json", "request-file.json");
    try (Stream<Path> files =
        Files.list(
            Path.of(
                Objects.requireNonNull(DocumentsJsonTest.class.getResource("/json/v1")).toURI()))) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> !others.contains(n)))
          .containsExactlyInAnyOrderElementsOf(
              documents().stream().map(document -> document.name() + ".json").toList());
    }
  }

  private static Stream<JsonNode> leaves(JsonNode node) {
    return node.isValueNode()
        ? Stream.of(node)
        : Stream.of(node).flatMap(one -> one.valueStream()).flatMap(DocumentsJsonTest::leaves);
  }

  private static String golden(Document<?> document) throws IOException {
    try (InputStream golden =
        DocumentsJsonTest.class.getResourceAsStream("/json/v1/" + document.name() + ".json")) {
      return new String(
          Objects.requireNonNull(golden, document.name()).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
