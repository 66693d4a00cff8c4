package io.github.gdprkit.jackson;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.gdprkit.fulfilment.EndOfServiceChoice;
import io.github.gdprkit.fulfilment.EndOfServiceStatus;
import io.github.gdprkit.fulfilment.EndOfServiceStep;
import io.github.gdprkit.information.ControllerRecord;
import io.github.gdprkit.information.DriftFinding;
import io.github.gdprkit.information.PrivacyNotice;
import io.github.gdprkit.information.ProcessorRecord;
import io.github.gdprkit.information.RecordOfProcessing;
import io.github.gdprkit.information.Required;
import io.github.gdprkit.party.AgreementPoint;
import io.github.gdprkit.party.Authorisation;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.JointControllers;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.Role;
import io.github.gdprkit.party.TransferFinding;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.processing.ActivityId;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.ProcessingActivity;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RecipientResult;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.processing.SpecialCategoryCondition;
import io.github.gdprkit.propagation.GatewayAnswer;
import io.github.gdprkit.propagation.InstructionId;
import io.github.gdprkit.propagation.InstructionKind;
import io.github.gdprkit.propagation.InstructionStatus;
import io.github.gdprkit.propagation.Settlement;
import io.github.gdprkit.register.Breach;
import io.github.gdprkit.register.BreachCommunication;
import io.github.gdprkit.register.BreachEvent;
import io.github.gdprkit.register.BreachExemption;
import io.github.gdprkit.register.BreachId;
import io.github.gdprkit.register.BreachKind;
import io.github.gdprkit.register.BreachRisk;
import io.github.gdprkit.register.BreachStep;
import io.github.gdprkit.register.BreachWords;
import io.github.gdprkit.register.ConsentEnd;
import io.github.gdprkit.register.ConsentId;
import io.github.gdprkit.register.ConsentPurpose;
import io.github.gdprkit.register.SubprocessorDiligence;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorList;
import io.github.gdprkit.register.SubprocessorReply;
import io.github.gdprkit.register.SubprocessorStatus;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
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
    Words.register(module, TransferFinding.Kind.class);
    Words.register(module, RecipientResult.class);
    Words.register(module, Required.class);
    Words.register(module, PrivacyNotice.Kind.class);
    Words.register(module, DriftFinding.Kind.class);
    Words.register(module, SubprocessorStatus.class);
    Words.register(module, SubprocessorDiligence.Result.class);
    Words.register(module, SubprocessorReply.Standing.class);
    Words.register(module, SubprocessorReply.Settlement.class);
    Words.register(module, SubprocessorList.Change.class);
    Words.register(module, InstructionKind.class);
    Words.register(module, InstructionStatus.class);
    Words.register(module, Settlement.class);
    Words.register(module, BreachKind.class);
    Words.register(module, BreachRisk.class);
    Words.register(module, BreachWords.class);
    Words.register(module, BreachExemption.class);
    Words.register(module, ConsentEnd.Kind.class);
    Words.register(module, EndOfServiceChoice.class);
    Words.register(module, EndOfServiceStatus.class);
    Words.register(module, EndOfServiceStep.State.class);
    module.setMixInAnnotation(ActivityId.class, GdprModule.TextMixIn.class);
    module.setMixInAnnotation(SubprocessorId.class, GdprModule.TextMixIn.class);
    module.setMixInAnnotation(InstructionId.class, GdprModule.TextMixIn.class);
    module.setMixInAnnotation(BreachId.class, GdprModule.TextMixIn.class);
    module.setMixInAnnotation(ConsentId.class, GdprModule.TextMixIn.class);
    module.setMixInAnnotation(ConsentPurpose.class, CodeMixIn.class);
    module.setMixInAnnotation(RecordOfProcessing.class, RecordMixIn.class);
    module.setMixInAnnotation(GatewayAnswer.class, GatewayAnswerMixIn.class);
    module.setMixInAnnotation(Breach.class, BreachMixIn.class);
    module.setMixInAnnotation(BreachEvent.class, BreachEventMixIn.class);
    module.setMixInAnnotation(BreachCommunication.class, CommunicationMixIn.class);
    module.setMixInAnnotation(JointControllers.class, JointMixIn.class);
    module.setMixInAnnotation(ProcessingActivity.class, ActivityMixIn.class);
    module.setMixInAnnotation(Recipient.class, RecipientMixIn.class);
  }

  private abstract static class CodeMixIn {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    CodeMixIn(String code) {}

    @JsonValue
    abstract String code();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ControllerRecord.class, name = "controller"),
    @JsonSubTypes.Type(value = ProcessorRecord.class, name = "processor")
  })
  private interface RecordMixIn {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = GatewayAnswer.NoAnswerYet.class, name = "no-answer-yet"),
    @JsonSubTypes.Type(value = GatewayAnswer.Unknown.class, name = "unknown"),
    @JsonSubTypes.Type(value = GatewayAnswer.Acknowledged.class, name = "acknowledged"),
    @JsonSubTypes.Type(value = GatewayAnswer.Done.class, name = "done"),
    @JsonSubTypes.Type(value = GatewayAnswer.Refused.class, name = "refused")
  })
  private interface GatewayAnswerMixIn {}

  /** The history says all; the rest of a breach is worked out from it. */
  @JsonAutoDetect(
      getterVisibility = JsonAutoDetect.Visibility.NONE,
      isGetterVisibility = JsonAutoDetect.Visibility.NONE,
      fieldVisibility = JsonAutoDetect.Visibility.NONE)
  private abstract static class BreachMixIn {
    @JsonCreator
    BreachMixIn(
        @JsonProperty("id") BreachId id,
        @JsonProperty("owner") PartyId owner,
        @JsonProperty("steps") List<BreachStep> steps) {}

    @JsonProperty
    abstract BreachId id();

    @JsonProperty
    abstract PartyId owner();

    @JsonProperty
    abstract List<BreachStep> steps();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "what")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = BreachEvent.Recorded.class, name = "recorded"),
    @JsonSubTypes.Type(value = BreachEvent.Confirmed.class, name = "confirmed"),
    @JsonSubTypes.Type(value = BreachEvent.AwarenessCorrected.class, name = "awareness-corrected"),
    @JsonSubTypes.Type(value = BreachEvent.Dismissed.class, name = "dismissed"),
    @JsonSubTypes.Type(value = BreachEvent.Amended.class, name = "amended"),
    @JsonSubTypes.Type(value = BreachEvent.Assessed.class, name = "assessed"),
    @JsonSubTypes.Type(value = BreachEvent.NotNotified.class, name = "not-notified"),
    @JsonSubTypes.Type(value = BreachEvent.AuthorityNotified.class, name = "authority-notified"),
    @JsonSubTypes.Type(
        value = BreachEvent.CommunicationDecided.class,
        name = "communication-decided"),
    @JsonSubTypes.Type(value = BreachEvent.Communicated.class, name = "communicated"),
    @JsonSubTypes.Type(value = BreachEvent.ControllerNotified.class, name = "controller-notified"),
    @JsonSubTypes.Type(value = BreachEvent.ToldByProcessor.class, name = "told-by-processor"),
    @JsonSubTypes.Type(value = BreachEvent.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = BreachEvent.Reopened.class, name = "reopened")
  })
  private interface BreachEventMixIn {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = BreachCommunication.ToSubjects.class, name = "to-subjects"),
    @JsonSubTypes.Type(value = BreachCommunication.Exempt.class, name = "exempt")
  })
  private interface CommunicationMixIn {}

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

  private interface ActivityMixIn {
    @JsonSerialize(using = RetentionWriter.class)
    @JsonDeserialize(using = RetentionReader.class)
    Map<PersonalDataCategory, RetentionRule> retention();
  }

  /** A category is more than its id, so it cannot be the name of a field. */
  record Kept(PersonalDataCategory category, RetentionRule rule) {}

  static final class RetentionWriter
      extends JsonSerializer<Map<PersonalDataCategory, RetentionRule>> {
    @Override
    public void serialize(
        Map<PersonalDataCategory, RetentionRule> retention,
        JsonGenerator json,
        SerializerProvider provider)
        throws IOException {
      json.writeStartArray();
      for (Map.Entry<PersonalDataCategory, RetentionRule> kept : retention.entrySet()) {
        provider.defaultSerializeValue(new Kept(kept.getKey(), kept.getValue()), json);
      }
      json.writeEndArray();
    }
  }

  static final class RetentionReader
      extends JsonDeserializer<Map<PersonalDataCategory, RetentionRule>> {
    @Override
    public Map<PersonalDataCategory, RetentionRule> deserialize(
        JsonParser json, DeserializationContext context) throws IOException {
      Map<PersonalDataCategory, RetentionRule> retention = new LinkedHashMap<>();
      for (Kept kept : context.readValue(json, Kept[].class)) {
        retention.put(kept.category(), kept.rule());
      }
      return retention;
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
