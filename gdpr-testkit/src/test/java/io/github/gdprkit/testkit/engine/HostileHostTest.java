package io.github.gdprkit.testkit.engine;

import static io.github.gdprkit.testkit.fixture.FixtureChat.MESSAGES_SENT;
import static io.github.gdprkit.testkit.fixture.FixtureChat.UPLOADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.fulfilment.ExportOptions;
import io.github.gdprkit.fulfilment.ExportOrder;
import io.github.gdprkit.fulfilment.ExportOutcome;
import io.github.gdprkit.fulfilment.HookFailure;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.hook.Attachment;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hosts do what no contract allows. Nothing hangs, nothing gets lost, nothing is called complete.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileHostTest {

  private final FixtureChat chat = new FixtureChat().withSomethingOfEverything();
  private final ExportOrder order = Orders.anExportOf(Subjects.ANNA);
  private final Engine engine = new Engine();

  static Stream<Throwable> throwables() {
    return Stream.of(
        new Exception("undeclared, of a language without checked exceptions"),
        new IllegalStateException("unchecked"),
        new AssertionError("an assertion of the host"),
        new NoClassDefFoundError("a jar that is not there"),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void countsAnAttachmentAsMissingWhateverItsContentThrows(Throwable thrown) {
    chat.upload(
        Subjects.ANNA,
        "broken",
        1,
        () -> {
          throw HostileHostTest.<RuntimeException>undeclared(thrown);
        });
    chat.upload(
        Subjects.ANNA,
        "half",
        1,
        () ->
            new InputStream() {
              @Override
              public int read() {
                throw HostileHostTest.<RuntimeException>undeclared(thrown);
              }
            });

    Manifest.Part uploads = Engine.part(engine.complete(chat.catalog(), order), UPLOADS);

    assertThat(uploads.missingAttachments()).isEqualTo(2);
    assertThat(uploads.records()).isEqualTo(uploads.attachments() + 2);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void reportsAHookWhateverItThrowsAndGoesOnWithTheOthers(Throwable thrown) {
    ExportHook throwing = replacing(chat.messagesSent(), thrown, false);

    List<HookFailure> failures = engine.failures(chat.catalog(throwing), order);

    assertThat(failures)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(HookFailure.Kind.THREW);
              assertThat(failure.cause()).isSameAs(thrown);
            });
    engine.complete(chat.catalog(), order);
    assertThat(engine.archive().column(MESSAGES_SENT, "id")).hasSize(11);
  }

  @Test
  void reportsWhatAHookThrewAndNotTheRecordItLeftOpen() {
    IllegalStateException thrown = new IllegalStateException("in the middle of a record");

    List<HookFailure> failures =
        engine.failures(chat.catalog(replacing(chat.messagesSent(), thrown, true)), order);

    assertThat(failures)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(HookFailure.Kind.THREW);
              assertThat(failure.cause()).isSameAs(thrown);
              assertThat(failure.message()).contains("IllegalStateException");
            });
  }

  @Test
  void losesNoPageToAListenerThatThrowsWhatItDoesNotDeclare() {
    chat.plantMessages(Subjects.ANNA, 50);
    ProgressListener sneaky =
        progress -> {
          throw HostileHostTest.<RuntimeException>undeclared(new Exception("undeclared"));
        };

    ExportOutcome outcome =
        engine
            .kit(chat.catalog())
            .exports()
            .run(order, ExportOptions.defaults().withPageRecords(3), sneaky);

    assertThat(outcome).isInstanceOf(ExportOutcome.Completed.class);
    assertThat(engine.archive().column(MESSAGES_SENT, "id")).hasSize(61).doesNotHaveDuplicates();
  }

  @Test
  void tellsAnErrorOfTheListenerAndGoesOnLater() {
    chat.plantMessages(Subjects.ANNA, 50);
    ProgressListener failing =
        progress -> {
          throw new AssertionError("of the listener");
        };

    assertThatThrownBy(
            () ->
                engine
                    .kit(chat.catalog())
                    .exports()
                    .run(order, ExportOptions.defaults().withPageRecords(3), failing))
        .isInstanceOf(AssertionError.class);
    assertThat(engine.archives.sealedArchives()).isEmpty();

    engine.complete(chat.catalog(), order);
    assertThat(engine.archive().column(MESSAGES_SENT, "id")).hasSize(61).doesNotHaveDuplicates();
  }

  @Test
  void readsAStreamThatAnswersWithNoBytesForAWhile() {
    byte[] content = {1, 2, 3};
    Attachment.Content hesitating =
        () ->
            new InputStream() {
              private int position;

              @Override
              public int read() {
                return position < content.length ? content[position++] : -1;
              }

              @Override
              public int read(byte[] target, int offset, int length) {
                return 0;
              }
            };
    chat.upload(Subjects.ANNA, "hesitating", 3, hesitating);

    Manifest.Part uploads = Engine.part(engine.complete(chat.catalog(), order), UPLOADS);

    assertThat(uploads.missingAttachments()).isZero();
  }

  @Test
  void goesOnForAPersonWhoseNameChangedMeanwhile() {
    ExportHook failing = replacing(chat.messagesSent(), new IllegalStateException(), false);
    engine.failures(chat.catalog(failing), order);
    ExportOrder renamed =
        ExportOrder.of(
            order.archive(),
            Subjects.ANNA.alsoKnownAs(IdentifierType.USERNAME, "another-name"),
            order.label(),
            order.policy(),
            order.approval());

    ExportOutcome.Completed completed = engine.complete(chat.catalog(), renamed);

    assertThat(completed.resumed()).isTrue();
  }

  /** The hook, throwing at its first page, perhaps within a record. */
  private static ExportHook replacing(ExportHook hook, Throwable thrown, boolean withinARecord) {
    return new ExportHook() {
      @Override
      public Declaration declaration() {
        return hook.declaration();
      }

      @Override
      public Findings locate(Scope scope) throws Exception {
        return hook.locate(scope);
      }

      @Override
      public Page export(ExportSlice slice, RecordSink sink) {
        if (withinARecord) {
          sink.record(Relation.AUTHOR);
        }
        throw HostileHostTest.<RuntimeException>undeclared(thrown);
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException undeclared(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
