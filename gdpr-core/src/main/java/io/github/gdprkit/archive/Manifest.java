package io.github.gdprkit.archive;

import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.DeclaredField;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.information.ProcessingInformation;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says of itself: whose data it is, who gave it out and by whose decision, what is
 * inside and what was left out and why (Art. 12(1), 15). The list of files follows it in {@code
 * manifest.json}, see {@link ArchivedFiles}.
 *
 * @param formatVersion {@link #FORMAT_VERSION} of the writer
 * @param generator the program that wrote the archive
 * @param controller who answers
 * @param about whether the archive is one person's or everyone's
 * @param right the right that the archive answers, ACCESS or PORTABILITY; {@code null} when it is
 *     everyone's, which nobody asks for under a right of their own
 * @param label whose data it is, in words for people; personal data
 * @param approval the decision that the archive rests on
 * @param period the time that the data covers
 * @param startedAt UTC instant at which the export began, however often it was interrupted
 * @param finishedAt UTC instant at which the last record was in
 * @param policy what of shared content was included
 * @param information what belongs to the copy of one person's data (Art. 15(1)(a) to (h), 15(2));
 *     {@code null} under another right, and where the controller has named no purposes
 * @param parts one for each hook of the host, those included that hold nothing
 */
public record Manifest(
    int formatVersion,
    String generator,
    Controller controller,
    About about,
    @Nullable DataSubjectRight right,
    String label,
    Approval approval,
    Period period,
    Instant startedAt,
    Instant finishedAt,
    ThirdPartyPolicy policy,
    @Nullable ProcessingInformation information,
    List<Part> parts) {

  /** The version of the archive's format that this library writes. */
  public static final int FORMAT_VERSION = 1;

  /** Copies the list; refuses {@code null}. */
  public Manifest {
    Objects.requireNonNull(generator, "generator");
    Objects.requireNonNull(controller, "controller");
    Objects.requireNonNull(about, "about");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(approval, "approval");
    Objects.requireNonNull(period, "period");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(finishedAt, "finishedAt");
    Objects.requireNonNull(policy, "policy");
    parts = List.copyOf(parts);
  }

  /** Records in all parts. */
  public long records() {
    return parts.stream().mapToLong(Part::records).sum();
  }

  /** Attachments that are listed and not inside, in all parts. */
  public long missingAttachments() {
    return parts.stream().mapToLong(Part::missingAttachments).sum();
  }

  @Override
  public String toString() {
    return "Manifest[" + approval.reference() + ", " + parts.size() + " parts]";
  }

  /** Whose data an archive holds. */
  public enum About {
    /** One person's. */
    ONE_DATA_SUBJECT,
    /** Everyone's of one controller. */
    EVERYONE
  }

  /**
   * The time that the data covers.
   *
   * @param from the first instant, or {@code null} for everything that there is
   * @param until when the last hook counted what it has; each gave what it had when it counted, and
   *     what came later is not inside
   */
  public record Period(@Nullable Instant from, Instant until) {}

  /** What became of one part of the archive. */
  public enum Outcome {
    /** Its records are inside. */
    EXPORTED,
    /** The controller keeps nothing of this kind. */
    HOLDS_NOTHING,
    /** A person has to give it out, outside this archive. */
    BY_HAND,
    /** The right that the archive is made under has nothing to act on. */
    NOT_APPLICABLE,
    /** The third-party policy leaves all of it out, or the decision that the archive rests on. */
    LEFT_OUT
  }

  /**
   * Something that the third-party policy left out of a part.
   *
   * @param what the records or fields concerned, for the data subject
   * @param count how many
   * @param why the reason, for the data subject
   */
  public record LeftOut(String what, long count, String why) {}

  /**
   * The data of one hook.
   *
   * @param id the hook; also the folder of its records
   * @param title what it is, for people
   * @param text the same in a sentence or two
   * @param category the category of personal data
   * @param outcome what became of it
   * @param reason why it is not inside, when it is not
   * @param records how many records are inside
   * @param pages in how many files they are
   * @param attachments how many attachments are inside
   * @param missingAttachments how many are listed and not inside
   * @param leftOut what the policy left out
   * @param fields what the fields of the records mean
   * @param sources where the data came from (Art. 15(1)(g))
   * @param legalBases what the processing rests on
   * @param recipients who got the data (Art. 15(1)(c))
   * @param retention how long it is kept (Art. 15(1)(d)); {@code null} when nothing is held
   */
  public record Part(
      HookId id,
      String title,
      String text,
      PersonalDataCategory category,
      Outcome outcome,
      @Nullable String reason,
      long records,
      int pages,
      long attachments,
      long missingAttachments,
      List<LeftOut> leftOut,
      List<DeclaredField> fields,
      Set<SourceOfData> sources,
      Set<LegalBasis> legalBases,
      List<Recipient> recipients,
      @Nullable RetentionRule retention) {

    /** Copies the lists; the sets come from a declaration, which copied them. */
    public Part {
      leftOut = List.copyOf(leftOut);
      fields = List.copyOf(fields);
      recipients = List.copyOf(recipients);
    }
  }
}
