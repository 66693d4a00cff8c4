package io.github.gdprkit.propagation;

import io.github.gdprkit.request.Claim;
import java.util.Optional;

/** What a recipient is told to do. */
public enum InstructionKind {
  /** To erase what it has of the person (Art. 17, 19). */
  ERASURE("erase what it has of this person"),
  /** To put right what is wrong (Art. 16, 19). */
  RECTIFICATION("put right what is wrong about this person"),
  /** To store what it has of the person and do nothing else with it (Art. 18, 19). */
  RESTRICTION("only store what it has of this person"),
  /** That the restriction has ended. */
  LIFTING("go on as before with what it has of this person, because the restriction has ended");

  private final String text;

  InstructionKind(String text) {
    this.text = text;
  }

  /** What is to be done, behind "to". */
  public String text() {
    return text;
  }

  /** What recipients are told of a claim; empty where they are not told. */
  public static Optional<InstructionKind> of(Claim claim) {
    return switch (claim) {
      case ERASURE -> Optional.of(ERASURE);
      case RECTIFICATION -> Optional.of(RECTIFICATION);
      case RESTRICTION -> Optional.of(RESTRICTION);
      case ACCESS, PORTABILITY, OBJECTION, OBJECTION_TO_DIRECT_MARKETING, HUMAN_REVIEW ->
          Optional.empty();
    };
  }

  /** What a processor has to grant to follow it. */
  Claim claim() {
    return switch (this) {
      case ERASURE -> Claim.ERASURE;
      case RECTIFICATION -> Claim.RECTIFICATION;
      case RESTRICTION, LIFTING -> Claim.RESTRICTION;
    };
  }
}
