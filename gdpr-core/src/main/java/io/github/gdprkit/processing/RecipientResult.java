package io.github.gdprkit.processing;

/** What came of telling a recipient of a rectification, erasure or restriction (Art. 19). */
public enum RecipientResult {
  /** It is told or about to be, and has not said yet that it is done. */
  WAITING("it has not told us yet that it did the same"),
  /** It refused, and it is not decided yet what follows from that. */
  REFUSES("it refuses, and we are looking at what follows from that"),
  /** It did the same with what it has. */
  DONE("it did the same"),
  /** It had nothing of it. */
  NOTHING_THERE("it has nothing of it"),
  /** It said that it will not, and the controller could not change that. */
  REFUSED("we told it, and it refused"),
  /** It was told and stayed silent, and the controller stopped asking. */
  NO_ANSWER("we told it, and it did not tell us that it did the same"),
  /** The controller reached the same in another way. */
  ENFORCED("we saw to it in another way"),
  /** It could not be told. */
  IMPOSSIBLE("it could not be told, because that was impossible"),
  /** To tell it would have involved disproportionate effort. */
  DISPROPORTIONATE_EFFORT(
      "it was not told, because that would have been a disproportionate effort"),
  /** A person closed the task as not possible, without saying which of the two it was. */
  NOT_TOLD("it could not be told, because that was impossible or a disproportionate effort");

  private final String text;

  RecipientResult(String text) {
    this.text = text;
  }

  /** In words for the data subject, behind the recipient's name. */
  public String text() {
    return text;
  }

  /** Whether it was told, whatever it made of it. */
  public boolean isTold() {
    return switch (this) {
      case REFUSES, DONE, NOTHING_THERE, REFUSED, NO_ANSWER, ENFORCED -> true;
      case WAITING, IMPOSSIBLE, DISPROPORTIONATE_EFFORT, NOT_TOLD -> false;
    };
  }

  /** Whether nothing more is to be done about it. */
  public boolean isSettled() {
    return this != WAITING && this != REFUSES;
  }

  /** Whether the recipient may still have what the controller has no more. */
  public boolean leavesData() {
    return this == REFUSED || this == NO_ANSWER;
  }
}
