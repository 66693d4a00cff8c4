package io.github.gdprkit.jackson;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.gdprkit.jackson.IsoText.AsDay;
import io.github.gdprkit.party.AdequacyDecision;
import io.github.gdprkit.party.AgreementPoint;
import io.github.gdprkit.party.Authorisation;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.JointControllers;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.Role;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.processing.ActivityId;
import io.github.gdprkit.processing.ProcessingActivity;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.SpecialCategoryCondition;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    module.setMixInAnnotation(ProcessingAgreement.class, AgreementMixIn.class);
    module.setMixInAnnotation(AdequacyDecision.class, DecisionMixIn.class);
    module.setMixInAnnotation(JointControllers.class, JointMixIn.class);
    module.setMixInAnnotation(ProcessingActivity.class, ActivityMixIn.class);
    module.setMixInAnnotation(Recipient.class, RecipientMixIn.class);
  }

  private interface AgreementMixIn {
    @AsDay
    LocalDate concludedOn();

    @AsDay
    LocalDate until();
  }

  private interface DecisionMixIn {
    @AsDay
    LocalDate from();

    @AsDay
    LocalDate until();
  }

  private interface JointMixIn {
    /** In the order in which they were named, also where a mapper sorts. */
    @JsonFormat(without = JsonFormat.Feature.WRITE_SORTED_MAP_ENTRIES)
    Map<PartyId, String> responsibilities();
  }

  private interface ActivityMixIn {
    /** In the order in which they were named. */
    @JsonDeserialize(as = LinkedHashSet.class)
    Set<PartyId> processors();
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
