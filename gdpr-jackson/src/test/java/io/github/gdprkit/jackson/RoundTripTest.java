package io.github.gdprkit.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.gdprkit.jackson.Documents.Document;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is written comes back, whatever it says. {@code -Dgdprkit.seeds=100} tries more values,
 * {@code -Dgdprkit.seed} others.
 */
class RoundTripTest {

  private static final long FIRST_SEED = Long.getLong("gdprkit.seed", 20260302L);
  private static final int EACH = 20;

  private final ObjectMapper mapper = new ObjectMapper().registerModule(new GdprModule());

  static Stream<Arguments> documentsAndSeeds() {
    int seeds = Integer.getInteger("gdprkit.seeds", 2);
    return Documents.all().stream()
        .flatMap(
            document ->
                Stream.iterate(FIRST_SEED, seed -> seed + 1)
                    .limit(seeds)
                    .map(seed -> Arguments.of(document, seed)));
  }

  @ParameterizedTest
  @MethodSource("documentsAndSeeds")
  void bringsEveryValueBackAndWritesItTheSameWayAgain(Document<?> document, long seed)
      throws JsonProcessingException {
    RandomValues values = new RandomValues(seed);
    for (int i = 0; i < EACH; i++) {
      Object value = values.of(document.type());
      String json = mapper.writerFor(document.type()).writeValueAsString(value);

      Object read = mapper.readValue(json, document.type());

      assertThat(read).isEqualTo(value);
      assertThat(mapper.writerFor(document.type()).writeValueAsString(read)).isEqualTo(json);
    }
  }

  @Test
  void makesValuesThatDiffer() {
    for (Document<?> document : Documents.all()) {
      RandomValues values = new RandomValues(FIRST_SEED);

      assertThat(Stream.generate(() -> (Object) values.of(document.type())).limit(EACH).distinct())
          .as(document.name())
          .hasSizeGreaterThan(EACH / 4);
    }
  }

  /** Whatever the mapper of an application is set up for. */
  @Test
  void bringsEveryDocumentBackWithAMapperOfAnotherTaste() throws JsonProcessingException {
    ObjectMapper other =
        JsonMapper.builder()
            .addModule(new GdprModule())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .build();
    for (Document<?> document : Documents.all()) {
      String json = other.writerFor(document.type()).writeValueAsString(document.value());

      assertThat(other.readTree(json).toString())
          .isEqualTo(mapper.writerFor(document.type()).writeValueAsString(document.value()));
      assertThat((Object) other.readValue(json, document.type())).isEqualTo(document.value());
    }
  }
}
