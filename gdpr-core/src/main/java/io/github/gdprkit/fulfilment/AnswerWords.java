package io.github.gdprkit.fulfilment;

import io.github.gdprkit.request.DirectTransmission;
import io.github.gdprkit.request.Remedies;
import java.util.List;
import java.util.Objects;

/**
 * What the answers to data subjects say that only the controller knows.
 *
 * @param remedies where a person can complain (Art. 12(4))
 * @param purposes what the data is used for, one sentence each (Art. 15(1)(a)); may be empty where
 *     the kit is given activities, which say it then
 * @param howToIdentify what a person can do to be recognised, as a sentence (Art. 12(6))
 * @param reviewer who looks again at what a machine decided, by their office (Art. 22(3))
 * @param collectDays for how many days an archive can be collected after the request was fulfilled
 * @param transmission whether portable data was sent to another service directly (Art. 20(2))
 */
public record AnswerWords(
    Remedies remedies,
    List<String> purposes,
    String howToIdentify,
    String reviewer,
    int collectDays,
    DirectTransmission transmission) {

  private static final int COLLECT_DAYS = 30;

  /** Refuses what leaves a person without an answer with {@link IllegalArgumentException}. */
  public AnswerWords {
    Objects.requireNonNull(remedies, "remedies");
    Objects.requireNonNull(transmission, "transmission");
    purposes = List.copyOf(purposes);
    if (howToIdentify.isBlank() || reviewer.isBlank() || collectDays < 1) {
      throw new IllegalArgumentException(
          "Answers say how a person is recognised, who looks again at automated decisions"
              + ", and for how many days an archive is there");
    }
  }

  /**
   * Usual words, with what cannot be guessed.
   *
   * @param supervisoryAuthority the competent one, and where to reach it
   * @param purposes what the data is used for, one sentence each; none where the kit is given
   *     activities
   */
  public static AnswerWords of(String supervisoryAuthority, String... purposes) {
    return new AnswerWords(
        new Remedies(supervisoryAuthority),
        List.of(purposes),
        "Please sign in and confirm the request, or answer the message that we sent to the address"
            + " we have on file.",
        "our data protection officer",
        COLLECT_DAYS,
        DirectTransmission.NOT_ASKED_FOR);
  }
}
