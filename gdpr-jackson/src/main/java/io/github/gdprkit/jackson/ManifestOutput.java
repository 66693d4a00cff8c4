package io.github.gdprkit.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.gdprkit.archive.ArchivedFile;
import io.github.gdprkit.archive.ArchivedFiles;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.DeclaredField;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.PersonTreatment;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.information.ProcessingInformation;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.Recipient;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a manifest field by field, byte for byte what a mapper with the {@link GdprModule} writes.
 * A mapper looks at every type of the model before it has written the first of them, which takes a
 * process that makes one archive longer than the records of a person do.
 */
final class ManifestOutput {

  private final JsonGenerator json;

  ManifestOutput(JsonGenerator json) {
    this.json = json;
  }

  void write(String format, Manifest manifest, ArchivedFiles files) throws IOException {
    json.writeStartObject();
    json.writeStringField("format", format);
    json.writeNumberField("formatVersion", manifest.formatVersion());
    json.writeStringField("generator", manifest.generator());
    write("controller", manifest.controller());
    word("about", manifest.about());
    word("right", manifest.right());
    json.writeStringField("label", manifest.label());
    write("approval", manifest.approval());
    write("period", manifest.period());
    text("startedAt", manifest.startedAt());
    text("finishedAt", manifest.finishedAt());
    write("policy", manifest.policy());
    write("information", manifest.information());
    json.writeArrayFieldStart("parts");
    for (Manifest.Part part : manifest.parts()) {
      write(part);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("files");
    files.forEach(this::write);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(String field, Controller controller) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("id", controller.id().value());
    json.writeStringField("name", controller.name());
    json.writeEndObject();
  }

  private void write(String field, Approval approval) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("reference", approval.reference());
    json.writeStringField("approvedBy", approval.approvedBy());
    text("approvedAt", approval.approvedAt());
    json.writeEndObject();
  }

  private void write(String field, Manifest.Period period) throws IOException {
    json.writeObjectFieldStart(field);
    text("from", period.from());
    text("until", period.until());
    json.writeEndObject();
  }

  private void write(String field, ThirdPartyPolicy policy) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("id", policy.id());
    json.writeStringField("text", policy.text());
    words("records", policy.records());
    json.writeObjectFieldStart("persons");
    for (Map.Entry<Relation, PersonTreatment> one : new EnumMap<>(policy.persons()).entrySet()) {
      word(Word.of(one.getKey()), one.getValue());
    }
    json.writeEndObject();
    json.writeBooleanField("includesOthersText", policy.includesOthersText());
    json.writeEndObject();
  }

  private void write(String field, @Nullable ProcessingInformation information) throws IOException {
    if (information == null) {
      json.writeNullField(field);
      return;
    }
    json.writeObjectFieldStart(field);
    texts("purposes", information.purposes());
    texts("categories", information.categories());
    texts("recipients", information.recipients());
    texts("storage", information.storage());
    texts("rights", information.rights());
    json.writeStringField("complaint", information.complaint());
    texts("sources", information.sources());
    texts("automatedDecisions", information.automatedDecisions());
    texts("transferSafeguards", information.transferSafeguards());
    json.writeEndObject();
  }

  private void write(Manifest.Part part) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", part.id().value());
    json.writeStringField("title", part.title());
    json.writeStringField("text", part.text());
    write("category", part.category());
    word("outcome", part.outcome());
    text("reason", part.reason());
    json.writeNumberField("records", part.records());
    json.writeNumberField("pages", part.pages());
    json.writeNumberField("attachments", part.attachments());
    json.writeNumberField("missingAttachments", part.missingAttachments());
    json.writeArrayFieldStart("leftOut");
    for (Manifest.LeftOut leftOut : part.leftOut()) {
      write(leftOut);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("fields");
    for (DeclaredField field : part.fields()) {
      write(field);
    }
    json.writeEndArray();
    words("sources", part.sources());
    words("legalBases", part.legalBases());
    json.writeArrayFieldStart("recipients");
    for (Recipient recipient : part.recipients()) {
      write(recipient);
    }
    json.writeEndArray();
    text("retention", part.retention() == null ? null : part.retention().text());
    json.writeEndObject();
  }

  private void write(String field, PersonalDataCategory category) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("id", category.id());
    json.writeStringField("title", category.title());
    json.writeEndObject();
  }

  private void write(Manifest.LeftOut leftOut) throws IOException {
    json.writeStartObject();
    json.writeStringField("what", leftOut.what());
    json.writeNumberField("count", leftOut.count());
    json.writeStringField("why", leftOut.why());
    json.writeEndObject();
  }

  private void write(DeclaredField field) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", field.name());
    json.writeStringField("title", field.title());
    json.writeEndObject();
  }

  /** What has no party looks as it did before there were registers. */
  private void write(Recipient recipient) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", recipient.name());
    PartyId party = recipient.party();
    if (party != null) {
      json.writeStringField("party", party.value());
    }
    json.writeEndObject();
  }

  private void write(ArchivedFile file) throws IOException {
    json.writeStartObject();
    if (file instanceof ArchivedFile.Records records) {
      start("records", records.path(), records.part());
      json.writeNumberField("records", records.records());
      end(records.bytes(), records.sha256());
    } else if (file instanceof ArchivedFile.StoredAttachment stored) {
      start("attachment", stored.path(), stored.part());
      json.writeStringField("id", stored.id());
      json.writeStringField("name", stored.name());
      text("mediaType", stored.mediaType());
      end(stored.bytes(), stored.sha256());
    } else if (file instanceof ArchivedFile.MissingAttachment missing) {
      start("missing-attachment", missing.path(), missing.part());
      json.writeStringField("id", missing.id());
      json.writeStringField("name", missing.name());
      json.writeStringField("reason", missing.reason());
    } else if (file instanceof ArchivedFile.Supplement supplement) {
      start("supplement", supplement.path(), supplement.part());
      end(supplement.bytes(), supplement.sha256());
    }
    json.writeEndObject();
  }

  private void start(String kind, String path, @Nullable HookId part) throws IOException {
    json.writeStringField("kind", kind);
    json.writeStringField("path", path);
    if (part != null) {
      json.writeStringField("part", part.value());
    }
  }

  private void end(long bytes, String sha256) throws IOException {
    json.writeNumberField("bytes", bytes);
    json.writeStringField("sha256", sha256);
  }

  private void text(String field, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNullField(field);
    } else {
      json.writeStringField(field, value.toString());
    }
  }

  private void texts(String field, List<String> texts) throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void word(String field, @Nullable Enum<?> constant) throws IOException {
    text(field, constant == null ? null : Word.of(constant));
  }

  /** Constants in the order of their declaration, also where a set has none. */
  private <E extends Enum<E>> void words(String field, Set<E> constants) throws IOException {
    json.writeArrayFieldStart(field);
    for (E constant : new TreeSet<>(constants)) {
      json.writeString(Word.of(constant));
    }
    json.writeEndArray();
  }
}
