package io.github.gdprkit.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.Recipient;
import java.io.IOException;

/**
 * A recipient as {@code {"name": ..., "party": ...}}. Archives of earlier versions have no party,
 * and one that is in no register has none either: the field is left out then.
 */
final class RecipientJson {

  private static final String NAME = "name";
  private static final String PARTY = "party";

  private RecipientJson() {}

  static void register(SimpleModule module) {
    module.addSerializer(Recipient.class, new Writer());
    module.addDeserializer(Recipient.class, new Reader());
  }

  private static final class Writer extends JsonSerializer<Recipient> {
    @Override
    public void serialize(Recipient value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      json.writeStringField(NAME, value.name());
      PartyId party = value.party();
      if (party != null) {
        json.writeStringField(PARTY, party.value());
      }
      json.writeEndObject();
    }
  }

  private static final class Reader extends JsonDeserializer<Recipient> {
    @Override
    public Recipient deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      JsonNode tree = context.readTree(json);
      JsonNode party = tree.path(PARTY);
      if (!tree.path(NAME).isTextual()
          || !(party.isMissingNode() || party.isNull() || party.isTextual())) {
        return context.reportInputMismatch(
            Recipient.class, "a recipient has a name, and may have a party");
      }
      return new Recipient(
          tree.path(NAME).textValue(), party.isTextual() ? new PartyId(party.textValue()) : null);
    }
  }
}
