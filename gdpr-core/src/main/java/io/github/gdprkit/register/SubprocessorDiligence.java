package io.github.gdprkit.register;

import io.github.gdprkit.evidence.Actor;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whether a subprocessor provides sufficient guarantees (Art. 28(1) and (4)): its security, its
 * confidentiality and its privacy were looked at, by whom and when.
 *
 * @param by who looked
 * @param on civil day on which that was
 * @param security what was found of its security
 * @param confidentiality what was found of the confidentiality of its people
 * @param privacy what was found of how it treats personal data
 * @param overall the result; positive only when each of the three is
 */
public record SubprocessorDiligence(
    Actor by,
    LocalDate on,
    Evaluation security,
    Evaluation confidentiality,
    Evaluation privacy,
    Result overall) {

  /** What came out. */
  public enum Result {
    /** Fit. */
    POSITIVE,
    /** Unfit. */
    NEGATIVE
  }

  /**
   * What was found of one thing.
   *
   * @param result the result
   * @param note what it rests on, such as the report that was read; may be empty
   */
  public record Evaluation(Result result, String note) {
    /** Refuses {@code null}. */
    public Evaluation {
      Objects.requireNonNull(result, "result");
      Objects.requireNonNull(note, "note");
    }

    /** Fit. */
    public static Evaluation positive(String note) {
      return new Evaluation(Result.POSITIVE, note);
    }

    /** Unfit. */
    public static Evaluation negative(String note) {
      return new Evaluation(Result.NEGATIVE, note);
    }

    /** Without the note. */
    @Override
    public String toString() {
      return "Evaluation[" + result + "]";
    }
  }

  /** Refuses a positive result over a negative evaluation with {@link IllegalArgumentException}. */
  public SubprocessorDiligence {
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(on, "on");
    boolean isAllPositive =
        Stream.of(security, confidentiality, privacy)
            .allMatch(evaluation -> evaluation.result() == Result.POSITIVE);
    if (overall == Result.POSITIVE && !isAllPositive) {
      throw new IllegalArgumentException(
          "A positive result needs positive evaluations of security, confidentiality and privacy");
    }
  }

  /** A diligence whose result follows from the three evaluations. */
  public static SubprocessorDiligence of(
      Actor by, LocalDate on, Evaluation security, Evaluation confidentiality, Evaluation privacy) {
    boolean isAllPositive =
        Stream.of(security, confidentiality, privacy)
            .allMatch(evaluation -> evaluation.result() == Result.POSITIVE);
    return new SubprocessorDiligence(
        by,
        on,
        security,
        confidentiality,
        privacy,
        isAllPositive ? Result.POSITIVE : Result.NEGATIVE);
  }

  /** Whether it found the subprocessor fit. */
  public boolean isPositive() {
    return overall == Result.POSITIVE;
  }

  /** Without the notes. */
  @Override
  public String toString() {
    return "SubprocessorDiligence[" + on + ", " + overall + "]";
  }
}
