package io.github.gdprkit.jackson;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.gdprkit.party.AgreementPoint;
import io.github.gdprkit.party.Authorisation;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.JointControllers;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.Role;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.processing.ActivityId;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.SpecialCategoryCondition;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How parties, activities and the documents of registers are written. */
final class RegisterMixIns {

  private RegisterMixIns() {}

  static void register(SimpleModule module) {
    Words.register(module, ContactKind.class);
    Words.register(module, Role.class);
    Words.register(module, AgreementPoint.class);
    Words.register(module, Authorisation.class);
    Words.register(module, TransferMechanism.class);
    Words.register(module, Deployment.Kind.class);
    Words.register(module, SpecialCategoryCondition.class);
    module.setMixInAnnotation(ActivityId.class, GdprModule.TextMixIn.class);
    module.setMixInAnnotation(JointControllers.class, JointMixIn.class);
    module.setMixInAnnotation(Recipient.class, RecipientMixIn.class);
  }

  private interface JointMixIn {
    @JsonSerialize(using = TextsByParty.class)
    Map<PartyId, String> responsibilities();
  }

  /** In the order in which they were named, also where a mapper sorts. */
  static final class TextsByParty extends JsonSerializer<Map<PartyId, String>> {
    @Override
    public void serialize(
        Map<PartyId, String> texts, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartObject();
      for (Map.Entry<PartyId, String> text : texts.entrySet()) {
        json.writeStringField(text.getKey().value(), text.getValue());
      }
      json.writeEndObject();
    }
  }

  /** What has no party looks as it did before there were registers. */
  @JsonDeserialize(builder = RecipientBuilder.class)
  private interface RecipientMixIn {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Nullable PartyId party();
  }

  /** Reads a recipient with or without a party, also where the mapper wants every field. */
  @JsonPOJOBuilder
  static final class RecipientBuilder {
    private @Nullable String name;
    private @Nullable PartyId party;

    @JsonProperty
    RecipientBuilder withName(@Nullable String newName) {
      name = newName;
      return this;
    }

    @JsonProperty
    RecipientBuilder withParty(@Nullable PartyId newParty) {
      party = newParty;
      return this;
    }

    Recipient build() {
      return new Recipient(Objects.requireNonNull(name, "name"), party);
    }
  }
}
