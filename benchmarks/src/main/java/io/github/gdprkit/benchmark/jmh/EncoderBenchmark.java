package io.github.gdprkit.benchmark.jmh;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.gdprkit.archive.PageBuffer;
import io.github.gdprkit.archive.RecordEncoder;
import io.github.gdprkit.benchmark.jmh.ChatMessages.Message;
import io.github.gdprkit.jackson.JacksonArchiveFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Records a second: the encoder of the archive beside Jackson's generator, writing the same bytes
 * into the same kind of page. One operation is one record of about 293 bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncoderBenchmark {

  /** A page is full at two mebibytes. */
  private static final int ROUNDS = 7;

  private static final int RECORDS = ROUNDS * ChatMessages.COUNT;

  private static final SerializableString RELATION = new SerializedString("relation");
  private static final SerializableString ID = new SerializedString("id");
  private static final SerializableString CHANNEL = new SerializedString("channel");
  private static final SerializableString TOPIC = new SerializedString("topic");
  private static final SerializableString CONTENT = new SerializedString("content");
  private static final SerializableString SENT = new SerializedString("sent");

  private final JsonFactory factory = new JsonFactoryBuilder().rootValueSeparator("").build();
  private final RecordEncoder encoder = new JacksonArchiveFormat().encoder();
  private final List<Message> messages = ChatMessages.all();
  private final PageBuffer page = new PageBuffer(9 << 18);

  /** Refuses to measure unless all ways write the same bytes. */
  @Setup(Level.Trial)
  public void requireTheSameBytes() throws IOException {
    ByteArrayOutputStream ours = new ByteArrayOutputStream();
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    ByteArrayOutputStream named = new ByteArrayOutputStream();
    encode(ours);
    generate(raw);
    generateWithNames(named);
    if (!Arrays.equals(ours.toByteArray(), raw.toByteArray())
        || !Arrays.equals(ours.toByteArray(), named.toByteArray())) {
      throw new IllegalStateException("The encoder and the generator wrote different bytes");
    }
    System.out.println("# bytes of a record: " + ours.size() / RECORDS);
  }

  /** The encoder of the archive, which formats the time itself. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int encoder() {
    page.reset();
    encode(page);
    return page.size();
  }

  /** Jackson with names that were encoded before and a time that was formatted before. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int generator() throws IOException {
    page.reset();
    generate(page);
    return page.size();
  }

  /** Jackson as most use it: names as strings; the time was formatted before. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int generatorWithNames() throws IOException {
    page.reset();
    generateWithNames(page);
    return page.size();
  }

  private void encode(OutputStream out) {
    encoder.startPage(out);
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

  private void generate(OutputStream out) throws IOException {
    try (JsonGenerator json = factory.createGenerator(out)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (Message message : messages) {
          json.writeStartObject();
          json.writeFieldName(RELATION);
          json.writeString("author");
          json.writeFieldName(ID);
          json.writeNumber(message.id());
          json.writeFieldName(CHANNEL);
          json.writeString(message.channel());
          json.writeFieldName(TOPIC);
          json.writeString(message.topic());
          json.writeFieldName(CONTENT);
          json.writeString(message.content());
          json.writeFieldName(SENT);
          json.writeRawUTF8String(message.sentText(), 0, message.sentText().length);
          json.writeEndObject();
          json.writeRaw('\n');
        }
      }
    }
  }

  private void generateWithNames(OutputStream out) throws IOException {
    try (JsonGenerator json = factory.createGenerator(out)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (Message message : messages) {
          json.writeStartObject();
          json.writeStringField("relation", "author");
          json.writeNumberField("id", message.id());
          json.writeStringField("channel", message.channel());
          json.writeStringField("topic", message.topic());
          json.writeStringField("content", message.content());
          json.writeFieldName("sent");
          json.writeRawUTF8String(message.sentText(), 0, message.sentText().length);
          json.writeEndObject();
          json.writeRaw('\n');
        }
      }
    }
  }
}
