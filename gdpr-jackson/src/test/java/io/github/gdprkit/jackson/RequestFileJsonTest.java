package io.github.gdprkit.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Papers that a store of version 1 wrote are read by every later one. */
class RequestFileJsonTest {

  private static final String GOLDEN = "/json/v1/request-file.json";

  private static final RequestFile PAPERS =
      new RequestFile(
          DataSubject.ofAccount("12").alsoKnownAs(IdentifierType.EMAIL, "anna@example.org"),
          "Anna Lindqvist",
          "Please correct my name.\nIt is “Lindqvist”.",
          List.of(new Correction(new HookId("profile"), "last-name", "Lindqvist")),
          Map.of("rectify.profile", "", "by-hand.invoices", "Asked the accountants."));

  private final ObjectMapper mapper = new ObjectMapper().registerModule(new GdprModule());

  @Test
  void writesThePapersAsTheGoldenFileHasThem() throws IOException {
    String written = mapper.writeValueAsString(PAPERS);

    assertThat(written).isEqualTo(mapper.readTree(golden()).toString());
  }

  @Test
  void readsTheGoldenFile() throws IOException {
    assertThat(mapper.readValue(golden(), RequestFile.class)).isEqualTo(PAPERS);
  }

  @Test
  void readsPapersThatSayNothingButWhoseTheyAre() throws JsonProcessingException {
    RequestFile papers = RequestFile.of(DataSubject.ofAccount("12"), "Anna");

    assertThat(mapper.readValue(mapper.writeValueAsString(papers), RequestFile.class))
        .isEqualTo(papers);
  }

  @Test
  void refusesPapersOfNobody() {
    String json = "{'subject':{'identifiers':[]},'label':'Anna'}".replace('\'', '"');

    assertThatThrownBy(() -> mapper.readValue(json, RequestFile.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("at least one identifier");
  }

  private static byte[] golden() throws IOException {
    try (InputStream golden = RequestFileJsonTest.class.getResourceAsStream(GOLDEN)) {
      return Objects.requireNonNull(golden, "golden").readAllBytes();
    }
  }
}
