package io.github.gdprkit.jackson;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchivedFile;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.erasure.HoldId;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.ErasureMode;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.PersonTreatment;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.RetentionGround;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKey;

/**
 * Reads and writes the core's types as JSON. Register it on the mapper you already have; it touches
 * no type that is not gdprkit's.
 *
 * <p>Constants are lower case words joined by hyphens, instants are ISO 8601 text. Where {@code
 * toString} hides an identifier, JSON does not: what is stored has to be read again.
 */
public final class GdprModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  /** A module for one or several mappers. */
  public GdprModule() {
    super("gdprkit");
    Words.register(this, Relation.class);
    Words.register(this, PersonTreatment.class);
    Words.register(this, DataSubjectRight.class);
    Words.register(this, LegalBasis.class);
    Words.register(this, ErasureMode.class);
    Words.register(this, ErasureStage.class);
    Words.register(this, RetentionGround.class);
    Words.register(this, SourceOfData.class);
    Words.register(this, Manifest.About.class);
    Words.register(this, Manifest.Outcome.class);
    setMixInAnnotation(HookId.class, TextMixIn.class);
    setMixInAnnotation(PartyId.class, TextMixIn.class);
    setMixInAnnotation(ArchiveId.class, TextMixIn.class);
    setMixInAnnotation(IdentifierType.class, NameMixIn.class);
    setMixInAnnotation(RetentionRule.class, RuleMixIn.class);
    setMixInAnnotation(ArchivedFile.class, ArchivedFileMixIn.class);
    setMixInAnnotation(Disposition.class, DispositionMixIn.class);
    setMixInAnnotation(Scope.class, ScopeMixIn.class);
    setMixInAnnotation(RequestId.class, TextMixIn.class);
    setMixInAnnotation(TaskId.class, TextMixIn.class);
    setMixInAnnotation(HoldId.class, TextMixIn.class);
    setMixInAnnotation(Actor.class, TextMixIn.class);
    setMixInAnnotation(SubjectKey.class, TextMixIn.class);
    RequestMixIns.register(this);
    RegisterMixIns.register(this);
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.insertAnnotationIntrospector(new ModelIntrospector());
  }

  abstract static class TextMixIn {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    TextMixIn(String value) {}

    @JsonValue
    abstract String value();
  }

  private abstract static class NameMixIn {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    NameMixIn(String name) {}

    @JsonValue
    abstract String name();
  }

  private abstract static class RuleMixIn {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    RuleMixIn(String text) {}

    @JsonValue
    abstract String text();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ArchivedFile.Records.class, name = "records"),
    @JsonSubTypes.Type(value = ArchivedFile.StoredAttachment.class, name = "attachment"),
    @JsonSubTypes.Type(value = ArchivedFile.MissingAttachment.class, name = "missing-attachment"),
    @JsonSubTypes.Type(value = ArchivedFile.Supplement.class, name = "supplement")
  })
  private interface ArchivedFileMixIn {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Disposition.ByHook.class, name = "by-hook"),
    @JsonSubTypes.Type(value = Disposition.ByHand.class, name = "by-hand"),
    @JsonSubTypes.Type(value = Disposition.NotApplicable.class, name = "not-applicable"),
    @JsonSubTypes.Type(value = Disposition.Kept.class, name = "kept")
  })
  private interface DispositionMixIn {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Scope.OneDataSubject.class, name = "one-data-subject"),
    @JsonSubTypes.Type(value = Scope.Everyone.class, name = "everyone")
  })
  private interface ScopeMixIn {}
}
