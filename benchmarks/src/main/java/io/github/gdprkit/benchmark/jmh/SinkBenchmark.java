package io.github.gdprkit.benchmark.jmh;

import io.github.gdprkit.archive.ArchiveFormat;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.archive.ArchivedFiles;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.archive.PageBuffer;
import io.github.gdprkit.archive.PreviewRecord;
import io.github.gdprkit.archive.RecordEncoder;
import io.github.gdprkit.benchmark.jmh.ChatMessages.Message;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.Exports;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.testkit.memory.InMemoryArchiveStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the sink costs on top of the encoder: a whole export whose hook reads from memory and whose
 * pages are encoded into a buffer that nobody packs. One operation is one record.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SinkBenchmark {

  private static final int ROUNDS = 7;
  private static final int PAGES = 100;
  private static final int RECORDS = PAGES * ROUNDS * ChatMessages.COUNT;

  private static final DataSubject ANNA = DataSubject.ofAccount("anna");
  private static final ArchiveId ARCHIVE = new ArchiveId("measured");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final List<Message> messages = ChatMessages.all();
  private final UnpackedPages format = new UnpackedPages();
  private final RecordEncoder encoder = format.encoder();
  private final PageBuffer page = new PageBuffer(1024);
  private final ExportOrder order =
      ExportOrder.of(
          ARCHIVE,
          ANNA,
          "Anna",
          ThirdPartyPolicy.OWN,
          new Approval("REQ-1", "data protection office", NOON));

  /** Declared fields, the third-party policy and the counts, then the encoder. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public ExportOutcome sink() {
    ExportOutcome outcome =
        new Exports(
                Controller.of("benchmark", "Benchmark"),
                HookCatalog.of(new Messages(messages)),
                new InMemoryArchiveStore(),
                format,
                Clock.fixed(NOON, ZoneOffset.UTC))
            .run(order, ExportOptions.defaults(), ProgressListener.none());
    if (!(outcome instanceof ExportOutcome.Completed completed)
        || completed.manifest().records() != RECORDS) {
      throw new IllegalStateException("The export that was measured is not complete");
    }
    return outcome;
  }

  /** The same calls on the encoder itself. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public RecordEncoder encoder() {
    for (int i = 0; i < PAGES; i++) {
      encoder.startPage(page);
      for (int round = 0; round < ROUNDS; round++) {
        for (Message message : messages) {
          encoder.startRecord();
          encoder.text("relation", "author");
          encoder.number("id", message.id());
          encoder.text("channel", message.channel());
          encoder.text("topic", message.topic());
          encoder.text("content", message.content());
          encoder.time("sent", message.sent());
          encoder.endRecord();
        }
      }
      encoder.endPage();
    }
    return encoder;
  }

  /** Gives the same messages again and again, a page full of them at a time. */
  private record Messages(List<Message> messages) implements ExportHook {

    private static final Declaration DECLARATION =
        Declaration.of("messages", "Messages", new PersonalDataCategory("content", "Content"))
            .text("What you wrote.")
            .field("id", "Number")
            .field("channel", "Channel")
            .field("topic", "Topic")
            .field("content", "What you wrote")
            .field("sent", "When you sent it")
            .relations(Relation.AUTHOR)
            .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
            .legalBases(LegalBasis.CONTRACT)
            .retention("Until you delete it")
            .byHook("You get it.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
            .byHand(
                "An administrator does it.",
                DataSubjectRight.ERASURE,
                DataSubjectRight.RECTIFICATION,
                DataSubjectRight.RESTRICTION)
            .notApplicable(
                "There is nothing to act on.",
                DataSubjectRight.OBJECTION,
                DataSubjectRight.HUMAN_REVIEW)
            .build();

    @Override
    public Declaration declaration() {
      return DECLARATION;
    }

    @Override
    public Findings locate(io.github.gdprkit.hook.Scope scope) {
      return Findings.of(RECORDS);
    }

    @Override
    public Page export(ExportSlice slice, RecordSink sink) {
      for (int round = 0; round < ROUNDS; round++) {
        for (Message message : messages) {
          sink.record(Relation.AUTHOR)
              .number("id", message.id())
              .text("channel", message.channel())
              .text("topic", message.topic())
              .text("content", message.content())
              .timeMillis("sent", message.sent())
              .end();
          if (sink.pageIsFull()) {
            throw new IllegalStateException("The page is smaller than the measured one");
          }
        }
      }
      String after = slice.after();
      int done = after == null ? 1 : Integer.parseInt(after) + 1;
      return done == PAGES ? Page.last() : Page.after(Integer.toString(done));
    }
  }

  /** Archives whose pages stay empty: what is encoded goes to a buffer of its own. */
  private static final class UnpackedPages implements ArchiveFormat {

    private final ArchiveFormat format = new JacksonArchiveFormat();

    @Override
    public RecordEncoder encoder() {
      return new Redirected(format.encoder());
    }

    @Override
    public List<PreviewRecord> preview(InputStream in, int records) {
      return List.of();
    }

    @Override
    public void writeManifest(Manifest manifest, ArchivedFiles files, OutputStream out)
        throws IOException {
      format.writeManifest(manifest, files, out);
    }

    @Override
    public Manifest readManifest(InputStream in, ArchivedFiles.Visitor files) throws IOException {
      return format.readManifest(in, files);
    }
  }

  private static final class Redirected implements RecordEncoder {

    private final RecordEncoder encoder;
    private final PageBuffer buffer = new PageBuffer(9 << 18);

    Redirected(RecordEncoder encoder) {
      this.encoder = encoder;
    }

    @Override
    public void startPage(OutputStream ignored) {
      buffer.reset();
      encoder.startPage(buffer);
    }

    @Override
    public void endPage() {
      encoder.endPage();
    }

    @Override
    public void startRecord() {
      encoder.startRecord();
    }

    @Override
    public void endRecord() {
      encoder.endRecord();
    }

    @Override
    public void text(String field, @Nullable String value) {
      encoder.text(field, value);
    }

    @Override
    public void utf8(String field, byte[] value) {
      encoder.utf8(field, value);
    }

    @Override
    public void texts(String field, List<String> values) {
      encoder.texts(field, values);
    }

    @Override
    public void number(String field, long value) {
      encoder.number(field, value);
    }

    @Override
    public void decimal(String field, double value) {
      encoder.decimal(field, value);
    }

    @Override
    public void flag(String field, boolean value) {
      encoder.flag(field, value);
    }

    @Override
    public void time(String field, long epochMillis) {
      encoder.time(field, epochMillis);
    }

    @Override
    public void person(String field, String account, @Nullable String label) {
      encoder.person(field, account, label);
    }

    @Override
    public void pseudonym(String field, String pseudonym) {
      encoder.pseudonym(field, pseudonym);
    }

    @Override
    public void someoneElse(String field) {
      encoder.someoneElse(field);
    }

    @Override
    public void attachment(
        String field, String id, String name, @Nullable String mediaType, long bytes, String path) {
      encoder.attachment(field, id, name, mediaType, bytes, path);
    }
  }
}
