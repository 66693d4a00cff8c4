package io.github.gdprkit.example.chat.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read by name and type. A field that is {@code null} is a field
 * that is not there. What nobody asked for is unknown, and {@link #reportUnread} tells.
 */
final class Fields {

  private final String path;
  private final ObjectNode object;
  private final Set<String> read = new HashSet<>();
  private final List<Fields> children = new ArrayList<>();

  Fields(String path, ObjectNode object) {
    this.path = path;
    this.object = object;
  }

  /** A text that is there and not blank, such as a name. */
  String name(String field) throws InvalidLineException {
    String name = text(field);
    if (name.isBlank()) {
      throw new InvalidLineException(path(field) + " is blank");
    }
    return name;
  }

  String text(String field) throws InvalidLineException {
    return present(field, optionalText(field).orElse(null));
  }

  String textOr(String field, String otherwise) throws InvalidLineException {
    return optionalText(field).orElse(otherwise);
  }

  Optional<String> optionalText(String field) throws InvalidLineException {
    return Optional.ofNullable(typed(field, JsonNodeType.STRING)).map(JsonNode::textValue);
  }

  /** The wanted fields that hold a text, number or truth value, as text. */
  Map<String, String> scalars(Predicate<String> wanted) {
    Map<String, String> scalars = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      if (wanted.test(field.getKey()) && value.isValueNode() && !value.isNull()) {
        read.add(field.getKey());
        scalars.put(field.getKey(), value.asText());
      }
    }
    return scalars;
  }

  String oneOf(String field, String... allowed) throws InvalidLineException {
    String value = text(field);
    if (!List.of(allowed).contains(value)) {
      throw new InvalidLineException(
          "%s must be one of %s".formatted(path(field), String.join(", ", allowed)));
    }
    return value;
  }

  List<String> atLeastOneName(String field, List<String> names) throws InvalidLineException {
    if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
      throw new InvalidLineException(
          path(field) + " must have at least one name, and no blank one");
    }
    return names;
  }

  boolean flag(String field) throws InvalidLineException {
    JsonNode value = typed(field, JsonNodeType.BOOLEAN);
    return value != null && value.booleanValue();
  }

  long number(String field) throws InvalidLineException {
    return present(field, optionalNumber(field));
  }

  /** A time that Mattermost may also write as zero when there is none. */
  @Nullable Long optionalTime(String field) throws InvalidLineException {
    Long time = optionalNumber(field);
    return time == null || time == 0 ? null : time;
  }

  private @Nullable Long optionalNumber(String field) throws InvalidLineException {
    JsonNode value = typed(field, JsonNodeType.NUMBER);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new InvalidLineException(path(field) + " must be a whole number of 64 bits at most");
    }
    return value.longValue();
  }

  Fields object(String field) throws InvalidLineException {
    return present(field, optionalObject(field).orElse(null));
  }

  Optional<Fields> optionalObject(String field) throws InvalidLineException {
    JsonNode value = typed(field, JsonNodeType.OBJECT);
    return value == null ? Optional.empty() : Optional.of(child(field, (ObjectNode) value));
  }

  /** An object that is kept as it is, whatever its fields. */
  Optional<String> json(String field) throws InvalidLineException {
    return Optional.ofNullable(typed(field, JsonNodeType.OBJECT)).map(JsonNode::toString);
  }

  List<Fields> objects(String field) throws InvalidLineException {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode item : items(field, JsonNodeType.OBJECT)) {
      objects.add(child(field, (ObjectNode) item));
    }
    return objects;
  }

  List<String> texts(String field) throws InvalidLineException {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items(field, JsonNodeType.STRING)) {
      texts.add(item.textValue());
    }
    return texts;
  }

  /**
   * Tells the names of all fields, here and below, that hold something and that nobody asked for.
   */
  void reportUnread(Consumer<String> unread) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!read.contains(field.getKey()) && !field.getValue().isNull()) {
        unread.accept(path(field.getKey()));
      }
    }
    children.forEach(child -> child.reportUnread(unread));
  }

  private Fields child(String field, ObjectNode value) {
    Fields child = new Fields(path(field), value);
    children.add(child);
    return child;
  }

  private ArrayNode items(String field, JsonNodeType type) throws InvalidLineException {
    JsonNode array = typed(field, JsonNodeType.ARRAY);
    ArrayNode items = array == null ? object.arrayNode() : (ArrayNode) array;
    for (JsonNode item : items) {
      check(path(field) + "[]", item, type);
    }
    return items;
  }

  private @Nullable JsonNode typed(String field, JsonNodeType type) throws InvalidLineException {
    JsonNode value = value(field);
    if (value != null) {
      check(path(field), value, type);
    }
    return value;
  }

  private @Nullable JsonNode value(String field) {
    read.add(field);
    JsonNode value = object.get(field);
    return value == null || value.isNull() ? null : value;
  }

  private <T> T present(String field, @Nullable T value) throws InvalidLineException {
    if (value == null) {
      throw new InvalidLineException(path(field) + " is missing");
    }
    return value;
  }

  private static void check(String path, JsonNode value, JsonNodeType type)
      throws InvalidLineException {
    if (value.getNodeType() != type) {
      throw new InvalidLineException(
          "%s must be of type %s and is of type %s"
              .formatted(path, type.name().toLowerCase(Locale.ROOT), type(value)));
    }
  }

  private static String type(JsonNode value) {
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private String path(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
