package io.github.gdprkit.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.gdprkit.archive.ArchivedFile;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.DeclaredField;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.information.ProcessingInformation;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestJsonTest {

  private static final String GOLDEN = "/json/v1/manifest-with-information.json";
  private static final String GOLDEN_EARLIER = "/json/v1/manifest.json";
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final HookId MESSAGES = new HookId("messages-sent");

  private static final ProcessingInformation INFORMATION =
      new ProcessingInformation(
          List.of("To carry messages: contract (Art. 6(1)(b))"),
          List.of("Messages sent"),
          List.of("Mail Ltd"),
          List.of("Messages sent: one year"),
          List.of("to erase it"),
          "You can complain to the agency.",
          List.of("Reports: written by somebody else"),
          List.of("Spam is filtered by the words in it"),
          List.of("Mail Ltd, United States: standard contractual clauses"));

  /** As archives were before they told what belongs to the copy. */
  private static final Manifest EARLIER = manifest(null, new Recipient("Mail Ltd"));

  private static final Manifest MANIFEST =
      manifest(INFORMATION, new Recipient("Mail Ltd", new PartyId("mail")));

  private static final List<ArchivedFile> FILES =
      List.of(
          new ArchivedFile.Records("messages-sent/000001.jsonl", MESSAGES, 2, 80, DIGEST),
          new ArchivedFile.StoredAttachment(
              "attachments/000001/photo.png", MESSAGES, "9", "Photo.PNG", "image/png", 3, DIGEST),
          new ArchivedFile.MissingAttachment(
              "attachments/000002/gone.txt", MESSAGES, "10", "gone.txt", "It is gone."),
          new ArchivedFile.Supplement("index.html", 5, DIGEST));

  private final JacksonArchiveFormat format = new JacksonArchiveFormat();
  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void writesTheManifestOfFormatVersion1() throws IOException {
    assertThat(mapper.readTree(written())).isEqualTo(mapper.readTree(golden()));
  }

  /** What every other document is written with says how the types of the model look. */
  @Test
  void writesByteForByteWhatAMapperWrites() throws IOException {
    ObjectMapper byTheModule = new ObjectMapper().registerModule(new GdprModule());
    RandomValues values = new RandomValues(20261124);
    for (int i = 0; i < 200; i++) {
      Manifest manifest = random(values, i);
      List<ArchivedFile> files =
          Stream.generate(() -> values.of(ArchivedFile.class)).limit(i % 5).toList();
      ObjectNode expected = byTheModule.createObjectNode().put("format", "gdprkit-archive");
      expected.setAll((ObjectNode) byTheModule.valueToTree(manifest));
      ArrayNode list = expected.putArray("files");
      for (ArchivedFile file : files) {
        list.add(
            byTheModule.readTree(
                byTheModule.writerFor(ArchivedFile.class).writeValueAsBytes(file)));
      }

      assertThat(text(written(manifest, files)))
          .isEqualTo(
              text(byTheModule.writerWithDefaultPrettyPrinter().writeValueAsBytes(expected)));
    }
  }

  @Test
  void readsTheManifestOfFormatVersion1() throws IOException {
    List<ArchivedFile> files = new ArrayList<>();

    Manifest manifest = read(golden(), files);

    assertThat(manifest).isEqualTo(MANIFEST);
    assertThat(files).isEqualTo(FILES);
  }

  @Test
  void readsTheManifestOfBeforeItToldWhatBelongsToTheCopy() throws IOException {
    List<ArchivedFile> files = new ArrayList<>();

    Manifest manifest = read(resource(GOLDEN_EARLIER), files);

    assertThat(manifest).isEqualTo(EARLIER);
    assertThat(files).isEqualTo(FILES);
    assertThat(schema().validate(text(resource(GOLDEN_EARLIER)), InputFormat.JSON)).isEmpty();
  }

  @Test
  void writesThatThereIsNoInformation() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.writeManifest(EARLIER, visitor -> {}, out);

    JsonNode json = mapper.readTree(out.toByteArray());

    assertThat(json.get("information").isNull()).isTrue();
    assertThat(schema().validate(text(out.toByteArray()), InputFormat.JSON)).isEmpty();
  }

  @Test
  void publishesASchemaThatTheManifestFollows() throws IOException {
    assertThat(schema().validate(text(written()), InputFormat.JSON)).isEmpty();
    assertThat(schema().validate(text(golden()), InputFormat.JSON)).isEmpty();
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        damage("another format", json -> json.put("format", "zip")),
        damage("another version", json -> json.put("formatVersion", 2)),
        damage("no controller", json -> json.remove("controller")),
        damage("no label", json -> json.put("label", " ")),
        damage("a date without a time", json -> json.put("startedAt", "2026-03-01")),
        damage("no policy text", json -> ((ObjectNode) json.get("policy")).remove("text")),
        damage("an unknown outcome", json -> part(json).put("outcome", "lost")),
        damage("no purposes", json -> information(json).putArray("purposes")),
        damage("no way to complain", json -> information(json).remove("complaint")),
        damage("a recipient whose party is no key", json -> recipient(json).put("party", 7)),
        damage("a negative count", json -> part(json).put("records", -1)),
        damage("a part that is inside and has a reason", json -> part(json).put("reason", "x")),
        damage("a path that leaves the folder", json -> file(json).put("path", "../x.jsonl")),
        damage("an absolute path", json -> file(json).put("path", "/etc/passwd")),
        damage("a digest that is cut", json -> file(json).put("sha256", "abc")),
        damage("an unknown kind of file", json -> file(json).put("kind", "secret")),
        damage("files that are no list", json -> json.put("files", 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void publishesASchemaThatFinds(String name, Consumer<ObjectNode> damage) throws IOException {
    ObjectNode json = (ObjectNode) mapper.readTree(golden());
    damage.accept(json);

    assertThat(schema().validate(mapper.writeValueAsString(json), InputFormat.JSON))
        .as(name)
        .isNotEmpty();
  }

  @Test
  void toleratesFieldsThatALaterVersionAdds() throws IOException {
    ObjectNode json = (ObjectNode) mapper.readTree(golden());
    json.put("later", true);
    part(json).put("later", true);
    file(json).put("later", true);

    assertThat(read(mapper.writeValueAsBytes(json), new ArrayList<>())).isEqualTo(MANIFEST);
  }

  @Test
  void saysWhichVersionItCannotRead() throws IOException {
    ObjectNode json = (ObjectNode) mapper.readTree(golden());
    json.put("formatVersion", 2);

    assertThatThrownBy(() -> read(mapper.writeValueAsBytes(json), new ArrayList<>()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format version 2")
        .hasMessageContaining("this library reads 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{}", "null", "{\"format\":\"gdprkit-archive\"", "{\"files\":[]}"})
  void refusesWhatIsNoManifest(String text) {
    assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8), new ArrayList<>()))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"controller", "approval", "policy", "parts", "period", "label", "files"})
  void refusesAManifestWithout(String field) throws IOException {
    ObjectNode json = (ObjectNode) mapper.readTree(golden());
    json.remove(field);

    assertThatThrownBy(() -> read(mapper.writeValueAsBytes(json), new ArrayList<>()))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "7",
        "{\"kind\":\"records\",\"path\":null,\"part\":\"a\",\"records\":1,\"bytes\":1,\"sha256\":\"\"}",
        "{\"kind\":\"secret\",\"path\":\"a\"}"
      })
  void refusesAListWithWhatIsNoFile(String file) throws IOException {
    ObjectNode json = (ObjectNode) mapper.readTree(golden());
    json.putArray("files").add(mapper.readTree(file));

    assertThatThrownBy(() -> read(mapper.writeValueAsBytes(json), new ArrayList<>()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void readsNoHeadThatIsMadeToFillTheMemory() throws IOException {
    ObjectNode json = mapper.createObjectNode();
    ArrayNode much = json.putArray("much");
    for (int i = 0; i < 18; i++) {
      much.add("x".repeat(1 << 20));
    }

    assertThatThrownBy(() -> read(mapper.writeValueAsBytes(json), new ArrayList<>()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than 16 MiB");
  }

  private static Manifest manifest(
      @Nullable ProcessingInformation information, Recipient recipient) {
    return new Manifest(
        1,
        "gdprkit",
        Controller.of("acme", "Acme Ltd"),
        Manifest.About.ONE_DATA_SUBJECT,
        DataSubjectRight.ACCESS,
        "Anna <anna>",
        new Approval("case-7", "the privacy desk", Instant.parse("2026-03-01T09:30:00Z")),
        new Manifest.Period(null, Instant.parse("2026-03-01T10:00:00Z")),
        Instant.parse("2026-03-01T10:00:00Z"),
        Instant.parse("2026-03-01T10:00:05.250Z"),
        ThirdPartyPolicy.OWN,
        information,
        List.of(
            new Manifest.Part(
                MESSAGES,
                "Messages you sent",
                "Everything you wrote.",
                new PersonalDataCategory("messages-sent", "Messages sent"),
                Manifest.Outcome.EXPORTED,
                null,
                2,
                1,
                1,
                1,
                List.of(new Manifest.LeftOut("texts that other people wrote", 3, "Why.")),
                List.of(new DeclaredField("text", "The text")),
                EnumSet.of(SourceOfData.PROVIDED_BY_DATA_SUBJECT),
                EnumSet.of(LegalBasis.CONTRACT),
                List.of(recipient),
                new RetentionRule("one year")),
            new Manifest.Part(
                new HookId("invitations"),
                "Invitations",
                "There are none.",
                new PersonalDataCategory("invitations", "Invitations"),
                Manifest.Outcome.HOLDS_NOTHING,
                "There are none.",
                0,
                0,
                0,
                0,
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                List.of(),
                null)));
  }

  private static Arguments damage(String name, Consumer<ObjectNode> damage) {
    return Arguments.of(name, damage);
  }

  private static ObjectNode part(JsonNode json) {
    return (ObjectNode) json.get("parts").get(0);
  }

  private static ObjectNode information(JsonNode json) {
    return (ObjectNode) json.get("information");
  }

  private static ObjectNode recipient(JsonNode json) {
    return (ObjectNode) part(json).get("recipients").get(0);
  }

  private static ObjectNode file(JsonNode json) {
    return (ObjectNode) ((ArrayNode) json.get("files")).get(0);
  }

  /** A policy treats everyone, which no random one does. */
  private static Manifest random(RandomValues values, int i) {
    return new Manifest(
        i,
        values.of(String.class),
        values.of(Controller.class),
        values.of(Manifest.About.class),
        i % 3 == 0 ? null : values.of(DataSubjectRight.class),
        values.of(String.class),
        values.of(Approval.class),
        values.of(Manifest.Period.class),
        values.of(Instant.class),
        values.of(Instant.class),
        ThirdPartyPolicy.NAMED_POLICIES.get(i % 3),
        i % 4 == 0 ? null : values.of(ProcessingInformation.class),
        Stream.generate(() -> values.of(Manifest.Part.class)).limit(i % 4).toList());
  }

  private byte[] written() throws IOException {
    return written(MANIFEST, FILES);
  }

  private byte[] written(Manifest manifest, List<ArchivedFile> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.writeManifest(
        manifest,
        visitor -> {
          for (ArchivedFile file : files) {
            visitor.visit(file);
          }
        },
        out);
    return out.toByteArray();
  }

  private Manifest read(byte[] json, List<ArchivedFile> files) throws IOException {
    return format.readManifest(new ByteArrayInputStream(json), files::add);
  }

  private static byte[] golden() throws IOException {
    return resource(GOLDEN);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ManifestJsonTest.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    }
  }

  private static Schema schema() throws IOException {
    try (InputStream in = JacksonArchiveFormat.manifestSchema()) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text(in.readAllBytes()), InputFormat.JSON);
    }
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
