package io.github.gdprkit.party;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that a {@link TransferCheck} noticed, as data for a report or a test.
 *
 * @param kind what
 * @param country where the data goes
 * @param transfer which transfer it is about; {@code null} when none is on record
 * @param text what is the matter and what to do, for people
 */
public record TransferFinding(
    Kind kind, Country country, @Nullable Transfer transfer, String text) {

  /** What can be noticed. */
  public enum Kind {
    /** Data goes to a third country, and nothing on record allows it (Art. 44). */
    NO_MECHANISM("44", false),
    /** A transfer rests on an adequacy decision, and none applies on that day (Art. 45). */
    NO_ADEQUACY_DECISION("45", false),
    /**
     * The adequacy decision covers only organisations on a list, and the transfer does not say that
     * this one was found there (Art. 45(3)).
     */
    LISTING_NOT_ON_RECORD("45", false),
    /**
     * The adequacy decision has limits: somebody looks whether this recipient is inside of them.
     */
    LIMITED_ADEQUACY("45", true),
    /** An adequacy decision allows the transfer, but it is not on record (Art. 30(1)(e)). */
    NOT_ON_RECORD("30(1)(e)", true),
    /** Safeguards of Art. 46 need an assessment of what the law there makes of them (C-311/18). */
    IMPACT_ASSESSMENT("46", true),
    /** A derogation is for specific situations, not for what happens regularly (Art. 49). */
    DEROGATION("49", true),
    /** No third country on that day: nothing needs to allow it. */
    NO_THIRD_COUNTRY("44", true);

    private final String provision;
    private final boolean isHint;

    Kind(String provision, boolean isHint) {
      this.provision = provision;
      this.isHint = isHint;
    }

    /** Where the Regulation has it, such as {@code 30(1)(e)}. */
    public String provision() {
      return provision;
    }

    /** Whether it only asks for a look; else the record says nothing that allows the transfer. */
    public boolean isHint() {
      return isHint;
    }
  }

  /** Refuses {@code null}. */
  public TransferFinding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(country, "country");
    Objects.requireNonNull(text, "text");
  }
}
