package io.github.gdprkit.archive;

import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.DeclaredField;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.information.ProcessingInformation;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Manifests and a format for tests of the archive. */
final class Samples {

  static final HookId HOOK = new HookId("messages");

  private Samples() {}

  /** A manifest in which every text that comes from outside is this one. */
  static Manifest manifest(String text, Manifest.Outcome... outcomes) {
    return manifest(DataSubjectRight.ACCESS, text, outcomes);
  }

  /** The same under this right. */
  static Manifest manifest(DataSubjectRight right, String text, Manifest.Outcome... outcomes) {
    List<Manifest.Part> parts =
        Arrays.stream(outcomes).map(outcome -> part(text, outcome)).toList();
    return new Manifest(
        Manifest.FORMAT_VERSION,
        "gdprkit",
        Controller.of("c", text),
        Manifest.About.ONE_DATA_SUBJECT,
        right,
        text,
        new Approval(text, text, Instant.EPOCH),
        new Manifest.Period(null, Instant.EPOCH),
        Instant.EPOCH,
        Instant.EPOCH,
        new ThirdPartyPolicy(
            "mine",
            text,
            ThirdPartyPolicy.VISIBLE.records(),
            ThirdPartyPolicy.VISIBLE.persons(),
            true),
        new ProcessingInformation(
            List.of(text, text),
            List.of(text),
            List.of(text),
            List.of(text),
            List.of(text),
            text.isBlank() ? "complain" : text,
            List.of(text),
            List.of(text),
            List.of(text)),
        parts);
  }

  private static Manifest.Part part(String text, Manifest.Outcome outcome) {
    boolean isInside = outcome == Manifest.Outcome.EXPORTED;
    return new Manifest.Part(
        HOOK,
        text,
        text,
        new PersonalDataCategory("messages", text),
        outcome,
        isInside ? null : text,
        isInside ? 2 : 0,
        isInside ? 1 : 0,
        isInside ? 1 : 0,
        isInside ? 1 : 0,
        List.of(new Manifest.LeftOut(text, 3, text)),
        List.of(new DeclaredField("name", text), new DeclaredField("text", text)),
        Set.of(SourceOfData.OBSERVED),
        Set.of(LegalBasis.CONTRACT),
        List.of(new Recipient(text), new Recipient(text)),
        new RetentionRule(text));
  }

  /** Its manifest says nothing. */
  static final class SilentFormat implements ArchiveFormat {

    @Override
    public RecordEncoder encoder() {
      throw new AssertionError("A writer neither encodes records nor reads manifests");
    }

    @Override
    public List<PreviewRecord> preview(InputStream page, int records) {
      return List.of();
    }

    @Override
    public void writeManifest(Manifest manifest, ArchivedFiles files, OutputStream out)
        throws IOException {
      out.write("{}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Manifest readManifest(InputStream in, ArchivedFiles.Visitor files) {
      throw new AssertionError("A writer neither encodes records nor reads manifests");
    }
  }
}
