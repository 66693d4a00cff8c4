package io.github.gdprkit.propagation;

import java.util.List;
import java.util.Objects;

/** What a recipient says to an instruction. */
public sealed interface GatewayAnswer {

  /** It was told, and says nothing yet. */
  record NoAnswerYet() implements GatewayAnswer {}

  /** It has no such instruction, as after a restore of its stores: it is told again. */
  record Unknown() implements GatewayAnswer {}

  /** It has it, and works on it. */
  record Acknowledged() implements GatewayAnswer {}

  /**
   * It did what it was told.
   *
   * @param records how many records it dealt with; 0 when it had nothing, or does not say
   */
  record Done(long records) implements GatewayAnswer {
    /** Refuses a negative number with {@link IllegalArgumentException}. */
    public Done {
      if (records < 0) {
        throw new IllegalArgumentException("A recipient cannot have dealt with less than nothing");
      }
    }
  }

  /**
   * It will not, or not with all of it.
   *
   * @param code why, for the evidence: lower case words joined by hyphens
   * @param words why, in words for the data subject; may be empty
   * @param kept what it keeps; empty when that is all, or it does not say
   * @param records how many records it dealt with all the same
   */
  record Refused(String code, String words, List<Kept> kept, long records)
      implements GatewayAnswer {

    /** Refuses a malformed code with {@link IllegalArgumentException}. */
    public Refused {
      AnswerCodes.require(code);
      Objects.requireNonNull(words, "words");
      kept = List.copyOf(kept);
      if (records < 0) {
        throw new IllegalArgumentException("A recipient cannot have dealt with less than nothing");
      }
    }

    /** It refuses all of it. */
    public Refused(String code, String words) {
      this(code, words, List.of(), 0);
    }

    /** Leaves the words out. */
    @Override
    public String toString() {
      return "Refused[" + code + ", " + kept + ", " + records + "]";
    }
  }

  /**
   * Something that a recipient keeps.
   *
   * @param what which data, as a code
   * @param ground why, as a code
   */
  record Kept(String what, String ground) {
    /** Refuses malformed codes with {@link IllegalArgumentException}. */
    public Kept {
      AnswerCodes.require(what);
      AnswerCodes.require(ground);
    }
  }
}
