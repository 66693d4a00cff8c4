package io.github.gdprkit.testkit.fault;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.SinkMisuseException;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import org.jspecify.annotations.Nullable;

/**
 * A hook that uses its sink in one of the ways that the contract does not allow, until it is
 * repaired. It declares the field {@code text} and the relation AUTHOR.
 */
public final class MisusingHook implements ExportHook {

  /** The id of the hook. */
  public static final String ID = "misusing";

  private static final Declaration DECLARATION =
      Declaration.of(ID, "Misuse", new PersonalDataCategory("misuse", "Misuse"))
          .text("Nothing that a person would want to read.")
          .field("text", "A text")
          .field("size", "A number")
          .relations(Relation.AUTHOR)
          .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
          .legalBases(LegalBasis.CONSENT)
          .retention("Until the test ends")
          .byHook("It is exported.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
          .notApplicable(
              "It is a test.",
              DataSubjectRight.RECTIFICATION,
              DataSubjectRight.ERASURE,
              DataSubjectRight.RESTRICTION,
              DataSubjectRight.OBJECTION,
              DataSubjectRight.HUMAN_REVIEW)
          .build();

  private final Misuse misuse;
  private final boolean swallows;
  private boolean isRepaired;
  private @Nullable RecordSink kept;

  /** Commits this offence and lets its exception through. */
  public MisusingHook(Misuse misuse) {
    this(misuse, false);
  }

  private MisusingHook(Misuse misuse, boolean swallows) {
    this.misuse = misuse;
    this.swallows = swallows;
  }

  /** Commits this offence, catches the exception, and reports success. */
  public static MisusingHook swallowing(Misuse misuse) {
    return new MisusingHook(misuse, true);
  }

  /** From now on it behaves. */
  public void repair() {
    isRepaired = true;
  }

  /**
   * The sink of the last page, to be used after that page.
   *
   * @throws IllegalStateException when there was no page yet
   */
  public RecordSink keptSink() {
    if (kept == null) {
      throw new IllegalStateException("There was no page yet");
    }
    return kept;
  }

  @Override
  public Declaration declaration() {
    return DECLARATION;
  }

  @Override
  public Findings locate(Scope scope) {
    return Findings.of(1);
  }

  @Override
  public Page export(ExportSlice slice, RecordSink sink) throws Exception {
    kept = sink;
    sink.record(Relation.AUTHOR).text("text", "well-behaved").end();
    if (isRepaired) {
      return Page.last();
    }
    try {
      misuse.commit(sink, slice);
    } catch (SinkMisuseException e) {
      if (!swallows) {
        throw e;
      }
    }
    return Page.last();
  }

  /** What a hook can do wrong. */
  public enum Misuse {
    /** Writes a field that the declaration does not have. */
    UNDECLARED_FIELD,
    /** Writes one field twice in a record. */
    FIELD_TWICE,
    /** Begins a record of a relation that the declaration does not have. */
    UNDECLARED_RELATION,
    /** Begins a record before the one before has ended. */
    RECORD_IN_RECORD,
    /** Returns with a record that has not ended. */
    RECORD_NOT_ENDED,
    /** Ends a record that was never begun. */
    END_WITHOUT_RECORD,
    /** Writes a field after the record has ended. */
    FIELD_OUTSIDE_RECORD,
    /** Writes a number that is none. */
    NOT_A_NUMBER,
    /** Goes on writing records although the page is full. */
    IGNORED_FULL_PAGE,
    /** Writes from another thread than the one it was called on. */
    OTHER_THREAD;

    private void commit(RecordSink sink, ExportSlice slice) throws InterruptedException {
      switch (this) {
        case UNDECLARED_FIELD -> sink.record(Relation.AUTHOR).text("secret", "x").end();
        case FIELD_TWICE -> sink.record(Relation.AUTHOR).text("text", "x").text("text", "y").end();
        case UNDECLARED_RELATION -> sink.record(Relation.OBSERVER).text("text", "x").end();
        case RECORD_IN_RECORD -> {
          sink.record(Relation.AUTHOR).text("text", "x");
          sink.record(Relation.AUTHOR).text("text", "y").end();
        }
        case RECORD_NOT_ENDED -> sink.record(Relation.AUTHOR).text("text", "x");
        case END_WITHOUT_RECORD -> {
          var writer = sink.record(Relation.AUTHOR).text("text", "x");
          writer.end();
          writer.end();
        }
        case FIELD_OUTSIDE_RECORD -> {
          var writer = sink.record(Relation.AUTHOR);
          writer.end();
          writer.text("text", "x");
        }
        case NOT_A_NUMBER -> sink.record(Relation.AUTHOR).decimal("size", Double.NaN).end();
        case IGNORED_FULL_PAGE -> {
          for (long i = 0; i < 10L * slice.maxRecords(); i++) {
            sink.record(Relation.AUTHOR).text("text", "x").end();
          }
        }
        case OTHER_THREAD -> {
          Thread other =
              new Thread(
                  () -> {
                    try {
                      sink.record(Relation.AUTHOR).text("text", "x").end();
                    } catch (SinkMisuseException e) {
                      // The thread that was called is not told, as with any thread of a host.
                    }
                  });
          other.start();
          other.join();
        }
      }
    }
  }
}
