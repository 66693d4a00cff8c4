package io.github.gdprkit.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The constants of an enum, each as its {@link Word}, as values and as keys. */
final class Words<E extends Enum<E>> {

  private final Class<E> type;
  private final Map<String, E> byWord = new LinkedHashMap<>();

  private Words(Class<E> type) {
    this.type = type;
    for (E constant : type.getEnumConstants()) {
      byWord.put(Word.of(constant), constant);
    }
  }

  static <E extends Enum<E>> void register(SimpleModule module, Class<E> type) {
    Words<E> words = new Words<>(type);
    module.addSerializer(type, words.new Writer());
    module.addKeySerializer(type, words.new KeyWriter());
    module.addDeserializer(type, words.new Reader());
    module.addKeyDeserializer(type, words.new KeyReader());
  }

  private final class Writer extends JsonSerializer<E> {
    @Override
    public void serialize(E value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(Word.of(value));
    }
  }

  private final class KeyWriter extends JsonSerializer<E> {
    @Override
    public void serialize(E value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeFieldName(Word.of(value));
    }
  }

  private final class Reader extends JsonDeserializer<E> {
    @Override
    public E deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String word = json.getValueAsString();
      E constant = word == null ? null : byWord.get(word);
      if (constant == null) {
        return type.cast(
            context.handleWeirdStringValue(
                type, word == null ? "" : word, "expected one of %s", byWord.keySet()));
      }
      return constant;
    }
  }

  private final class KeyReader extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) throws IOException {
      E constant = byWord.get(key);
      return constant != null
          ? constant
          : context.handleWeirdKey(type, key, "expected one of %s", byWord.keySet());
    }
  }
}
