package io.github.gdprkit.testkit.engine;

import static io.github.gdprkit.testkit.fixture.FixtureChat.MESSAGES_SENT;
import static io.github.gdprkit.testkit.fixture.FixtureChat.UPLOADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.fulfilment.ExportInterruptedException;
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
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fault.FailingHook;
import io.github.gdprkit.testkit.fixture.Declarations;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.fixture.Subjects;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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

  /**
   * It waits for the patience of the pipeline, in real time: nothing else can end such a stream.
   */
  @Test
  void canBeInterruptedWhileAnAttachmentBlocksAndTakesItUpLater() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean blocks = new AtomicBoolean(true);
    chat.upload(
        Subjects.ANNA,
        "blocking",
        1,
        () -> {
          if (blocks.get()) {
            reading.countDown();
            try {
              never.await();
            } catch (InterruptedException e) {
              throw new InterruptedIOException();
            }
          }
          return new ByteArrayInputStream(new byte[] {1});
        });
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread export =
        new Thread(
            () -> {
              try {
                engine.run(chat.catalog(), order);
              } catch (Throwable e) {
                thrown.set(e);
              }
            });

    export.start();
    reading.await();
    export.interrupt();
    export.join();

    assertThat(thrown.get()).isInstanceOf(ExportInterruptedException.class);
    assertThat(engine.archives.sealedArchives()).isEmpty();
    blocks.set(false);
    Manifest.Part uploads = Engine.part(engine.complete(chat.catalog(), order), UPLOADS);
    assertThat(uploads.missingAttachments()).as("cut off, and not missing").isZero();
  }

  @Test
  void namesTheHooksOwnLineWhenThePlatformThrew() {
    ExportHook careless =
        new ExportHook() {
          @Override
          public Declaration declaration() {
            return Declarations.narrowedTo(
                chat.messagesSent().declaration(),
                DataSubjectRight.ACCESS,
                DataSubjectRight.PORTABILITY);
          }

          @Override
          public Findings locate(Scope scope) {
            return Findings.of(Integer.parseInt("not-a-number-but-anna@example.org"));
          }

          @Override
          public Page export(ExportSlice slice, RecordSink sink) {
            return Page.last();
          }
        };

    assertThat(engine.failures(chat.catalog(careless), order))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.message())
                    .contains("NumberFormatException in " + careless.getClass().getName())
                    .contains(".locate, line ")
                    .doesNotContain("anna@example.org"));
  }

  @Test
  void saysThatTheDataIsAsOfWhenTheLastHookCounted() {
    Instant begun = engine.clock.instant();
    FailingHook late = FailingHook.atLocate(chat.messagesSent());
    engine.failures(chat.catalog(late), order);
    engine.clock.advance(Duration.ofDays(7));
    late.repair();

    Manifest manifest = engine.complete(chat.catalog(late), order).manifest();

    assertThat(manifest.startedAt()).isEqualTo(begun);
    assertThat(manifest.period().until()).isEqualTo(begun.plus(Duration.ofDays(7)));
  }

  @Test
  void refusesAnOrderUnderWhichThePersonCouldNotBeTold() {
    DataSubject nameless =
        new DataSubject(Set.of(new Identifier(IdentifierType.EMAIL, "anna@example.org")));

    assertThatThrownBy(
            () ->
                ExportOrder.of(order.archive(), nameless, "Anna", order.policy(), order.approval()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("account")
        .hasMessageNotContaining("anna@example.org");
  }

  @Test
  void refusesAnOrderThatWouldRepeatEveryonesRecords() {
    assertThatThrownBy(
            () ->
                new ExportOrder(
                    order.archive(),
                    Scope.everyoneOf(Orders.CONTROLLER),
                    "Everyone",
                    ThirdPartyPolicy.VISIBLE,
                    order.approval()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ThirdPartyPolicy.WHOLE");
  }

  /** The hook, throwing at its first page, perhaps within a record. */
  private static ExportHook replacing(ExportHook hook, Throwable thrown, boolean withinARecord) {
    return new ExportHook() {
      @Override
      public Declaration declaration() {
        return Declarations.narrowedTo(
            hook.declaration(), DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY);
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
