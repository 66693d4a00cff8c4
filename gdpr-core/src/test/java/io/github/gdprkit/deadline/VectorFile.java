package io.github.gdprkit.deadline;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Where the vectors come from: the library's own, or the file that {@code gdprkit.vectors} names.
 */
final class VectorFile {

  static final String PROPERTY = "gdprkit.vectors";

  private static final String FORM =
      "a JSON array of objects with id, rule, zone, calendar, input and expected";

  private VectorFile() {}

  static List<JsonNode> load() throws IOException {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      return load(named, Path.of(System.getProperty("gdprkit.launchDirectory", "")));
    }
    try (InputStream own = VectorFile.class.getResourceAsStream("/deadline/deadlines.json")) {
      return parse(Objects.requireNonNull(own, "deadlines.json").readAllBytes(), "deadlines.json");
    }
  }

  /** The file of that name, looked for in the folder unless the name is absolute. */
  static List<JsonNode> load(String named, Path folder) throws IOException {
    if (named.isBlank()) {
      throw new IllegalArgumentException(
          "-D" + PROPERTY + " names no file; give it the path of one, or leave it away");
    }
    Path path = folder.resolve(named).toAbsolutePath().normalize();
    try {
      return parse(Files.readAllBytes(path), path.toString());
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "-D" + PROPERTY + " names " + path + ", but there is no such file", e);
    }
  }

  private static List<JsonNode> parse(byte[] bytes, String name) {
    JsonNode root;
    try {
      root =
          new ObjectMapper()
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
              .readTree(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException(name + " is not JSON: " + e.getMessage(), e);
    }
    if (!root.isArray()) {
      throw new IllegalArgumentException(name + " is not " + FORM);
    }
    if (root.isEmpty()) {
      throw new IllegalArgumentException(name + " holds no vectors; it should be " + FORM);
    }
    List<JsonNode> vectors = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode vector : root) {
      for (String field : List.of("id", "rule", "zone", "calendar")) {
        if (!vector.path(field).isTextual()) {
          throw new IllegalArgumentException(
              "Vector %d of %s has no %s; the file should be %s"
                  .formatted(vectors.size() + 1, name, field, FORM));
        }
      }
      for (String field : List.of("input", "expected")) {
        if (!vector.path(field).isObject() || vector.path(field).isEmpty()) {
          throw new IllegalArgumentException(
              "Vector %s of %s has no %s; the file should be %s"
                  .formatted(vector.path("id").asText(), name, field, FORM));
        }
      }
      if (!ids.add(vector.path("id").asText())) {
        throw new IllegalArgumentException(
            name + " has the vector " + vector.path("id").asText() + " twice");
      }
      vectors.add(vector);
    }
    return vectors;
  }
}
