package io.github.gdprkit.request;

import static io.github.gdprkit.request.AnswerKind.CLARIFICATION_QUESTION;
import static io.github.gdprkit.request.AnswerKind.CONSENT_WITHDRAWAL;
import static io.github.gdprkit.request.AnswerKind.EXTENSION;
import static io.github.gdprkit.request.AnswerKind.GRANT;
import static io.github.gdprkit.request.AnswerKind.IDENTITY_QUESTION;
import static io.github.gdprkit.request.AnswerKind.LIFTING;
import static io.github.gdprkit.request.AnswerKind.MEANWHILE;
import static io.github.gdprkit.request.AnswerKind.NOTHING_HELD;
import static io.github.gdprkit.request.AnswerKind.PARTIAL;
import static io.github.gdprkit.request.AnswerKind.RECEIPT;
import static io.github.gdprkit.request.AnswerKind.REFUSAL;
import static io.github.gdprkit.request.AnswerKind.WITHDRAWAL;

import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.information.ProcessingInformation;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.RecipientTold;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The letters of a request's life, in English. Their values are dates, numbers, grounds and the
 * controller's own words; the only thing in them that is the person's is the explanation of a
 * decision.
 */
public final class Answers {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private Answers() {}

  /** The request has arrived, and is answered by this day (Art. 12(3)). */
  public static Answer receipt(Claim claim, RequestId request, LocalDate lastDay) {
    return new Answer(
        RECEIPT,
        claim,
        List.of(
            tell(
                ToTell.RECEIVED,
                "Thank you, your request has arrived. You ask us "
                    + asked(claim)
                    + ". If you write to us about it, please name "
                    + request
                    + "."),
            tell(
                ToTell.DUE_DATE,
                "You will hear from us without undue delay, and by "
                    + lastDay.format(DATE)
                    + " at the latest. It costs you nothing.")));
  }

  /**
   * Who asks is in reasonable doubt (Art. 12(6)).
   *
   * @param how what the person can do to be recognised, as a sentence; never a demand for a copy of
   *     an identity document where less will do
   */
  public static Answer identityQuestion(Claim claim, String how) {
    return new Answer(
        IDENTITY_QUESTION,
        claim,
        List.of(
            tell(
                ToTell.IDENTITY_QUESTION,
                "Before we act, we want to be sure that it is you who asks, so that nobody else gets"
                    + " at your data. "
                    + how),
            tell(
                ToTell.CLOCK_STANDS,
                "We use what you send us for this check only. The time in which we have to answer"
                    + " stands still until then.")));
  }

  /**
   * A large quantity of data is processed, and it is not clear which is meant (recital 63).
   *
   * @param question as a sentence
   */
  public static Answer clarificationQuestion(Claim claim, String question) {
    return new Answer(
        CLARIFICATION_QUESTION,
        claim,
        List.of(
            tell(
                ToTell.CLARIFICATION_QUESTION,
                "We process a large quantity of data about you, and want to give you what you are"
                    + " looking for. "
                    + question
                    + " If you want all of it, just say so."),
            tell(
                ToTell.CLOCK_STANDS,
                "The time in which we have to answer stands still until you reply.")));
  }

  /**
   * It takes up to two more months (Art. 12(3)). Send it within the first month.
   *
   * @throws IllegalArgumentException without a reason
   */
  public static Answer extension(Claim claim, Set<ExtensionReason> reasons, LocalDate lastDay) {
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException(
          "Who has to wait longer is told why (Art. 12(3)); name a reason");
    }
    return new Answer(
        EXTENSION,
        claim,
        List.of(
            tell(
                ToTell.EXTENSION,
                "We need more time for your request than a month. You will hear from us by "
                    + lastDay.format(DATE)
                    + " at the latest."),
            tell(
                ToTell.EXTENSION_REASONS,
                "The reason is that "
                    + Sets.copy(ExtensionReason.class, reasons).stream()
                        .map(ExtensionReason::text)
                        .collect(Collectors.joining(" and that "))
                    + ".")));
  }

  /** What was objected to is restricted until it is decided whose grounds override. */
  public static Answer restrictedMeanwhile() {
    return new Answer(
        MEANWHILE,
        Claim.OBJECTION,
        List.of(
            tell(
                ToTell.RESTRICTED,
                "While we look at your objection, we only store the data that it is about. We do not"
                    + " use it otherwise unless you agree, or for legal claims, to protect another"
                    + " person or for important public interests."),
            tell(ToTell.LIFTING, "We will tell you before that ends.")));
  }

  /**
   * Access is granted (Art. 15).
   *
   * @param records how many records the archive holds
   * @param collectBy the last day on which the archive is there
   */
  public static Answer access(
      long records, LocalDate collectBy, ProcessingInformation information) {
    List<AnswerItem> items = new ArrayList<>();
    items.add(tell(ToTell.CONFIRMATION, "Yes, we process personal data about you."));
    items.add(
        tell(
            ToTell.COPY,
            "Your copy is ready: an archive with "
                + count(records, "record")
                + ". Open index.html in it to read everything in your browser. You can collect it"
                + " until "
                + collectBy.format(DATE)
                + "."));
    list(items, ToTell.PURPOSES, "We use the data for:", information.purposes());
    list(items, ToTell.CATEGORIES, "It is data of these kinds:", information.categories());
    if (information.recipients().isEmpty()) {
      items.add(tell(ToTell.RECIPIENTS, "We have given it to nobody."));
    } else {
      list(items, ToTell.RECIPIENTS, "We have given data to:", information.recipients());
    }
    list(items, ToTell.STORAGE_PERIOD, "This is how long we keep it:", information.storage());
    list(items, ToTell.RIGHTS, "You can ask us:", information.rights());
    items.add(tell(ToTell.RIGHT_TO_COMPLAIN, information.complaint()));
    list(items, ToTell.SOURCE, "Not all of it came from you:", information.sources());
    list(
        items,
        ToTell.AUTOMATED_DECISIONS,
        "Machines decide about you like this:",
        information.automatedDecisions());
    list(
        items,
        ToTell.TRANSFER_SAFEGUARDS,
        "Outside the European Economic Area the data is protected by:",
        information.transferSafeguards());
    return new Answer(GRANT, Claim.ACCESS, items);
  }

  /** There is no data about the person, which is an answer as well (Art. 15(1)). */
  public static Answer nothingHeld(Claim claim) {
    return new Answer(
        NOTHING_HELD,
        claim,
        List.of(
            tell(
                ToTell.CONFIRMATION,
                "We looked everywhere, and process no personal data about you, except for this"
                    + " request and our answer to it."),
            rightToComplain()));
  }

  /**
   * Data is put right (Art. 16).
   *
   * @param values how many values were corrected or completed
   */
  public static Answer rectified(long values, RecipientsTold recipients) {
    return new Answer(
        GRANT,
        Claim.RECTIFICATION,
        List.of(
            tell(
                ToTell.RECTIFIED,
                "Thank you for pointing it out. We put " + count(values, "value") + " right."),
            tell(ToTell.RECIPIENTS_TOLD, recipientsTold(recipients))));
  }

  /**
   * Data is erased (Art. 17). When something is kept, the answer is a partial one: it says on which
   * ground, until when, and what the person can do about it. That a recipient refused, or stayed
   * silent, makes it a partial one as well.
   */
  public static Answer erased(
      ErasureSummary summary, RecipientsTold recipients, Remedies remedies) {
    List<AnswerItem> items = new ArrayList<>();
    items.add(
        tell(
            ToTell.ERASED,
            "We erased "
                + (summary.counted() == ErasureSummary.Counted.AT_LEAST ? "at least " : "")
                + count(summary.erased(), "record")
                + " about you, and checked afterwards that they are gone."));
    if (summary.anonymised() > 0) {
      items.add(
          tell(
              ToTell.ANONYMISED,
              "We anonymised "
                  + count(summary.anonymised(), "record")
                  + ": what is still there cannot be traced back to you."));
    }
    items.add(tell(ToTell.RECIPIENTS_TOLD, recipientsTold(recipients)));
    Set<RefusalGround> grounds = EnumSet.noneOf(RefusalGround.class);
    for (ErasureRule.Retention kept : new LinkedHashSet<>(summary.kept())) {
      RefusalGround ground = RefusalGround.of(kept.ground());
      grounds.add(ground);
      items.add(
          new AnswerItem(
              ToTell.RETAINED,
              ground.reference(Claim.ERASURE),
              "We keep this: " + sentence(kept.what()) + until(kept.until())));
    }
    for (RefusalGround ground : grounds) {
      items.add(reason(Claim.ERASURE, ground, ""));
    }
    for (String title : summary.left()) {
      items.add(
          new AnswerItem(
              ToTell.REFUSAL_REASON,
              "12(4)",
              "We could not erase all of this: "
                  + sentence(title)
                  + " Ask us, and we tell you why."));
    }
    for (RecipientTold recipient : recipients.leavingData()) {
      items.add(
          new AnswerItem(
              ToTell.REFUSAL_REASON,
              "12(4)",
              recipient.name()
                  + " may still have data about you, although we told it to erase it. That does not"
                  + " take your rights away: you can turn to it yourself as well."));
    }
    boolean isPart =
        !grounds.isEmpty() || !summary.left().isEmpty() || !recipients.leavingData().isEmpty();
    if (isPart) {
      items.addAll(ways(remedies));
    }
    return new Answer(isPart ? PARTIAL : GRANT, Claim.ERASURE, items);
  }

  private static String until(String words) {
    boolean saysSo = words.regionMatches(true, 0, "until", 0, 5);
    return (saysSo ? " " : " Until when: ")
        + (saysSo ? "U" + sentence(words.substring(1)) : sentence(words));
  }

  /** The host's words end in a full stop or do not. */
  private static String sentence(String words) {
    return words.endsWith(".") ? words : words + ".";
  }

  /** Data is restricted (Art. 18). */
  public static Answer restricted(RecipientsTold recipients) {
    return new Answer(
        GRANT,
        Claim.RESTRICTION,
        List.of(
            tell(
                ToTell.RESTRICTED,
                "We only store the data from now on. We do not use it otherwise unless you agree, or"
                    + " for legal claims, to protect another person or for important public"
                    + " interests."),
            tell(ToTell.LIFTING, "We will tell you before that ends."),
            tell(ToTell.RECIPIENTS_TOLD, recipientsTold(recipients))));
  }

  /** A restriction ends on this day; the person hears of it before (Art. 18(3)). */
  public static Answer lifting(Claim claim, LocalDate on) {
    return new Answer(
        LIFTING,
        claim,
        List.of(
            tell(
                ToTell.LIFTING,
                "On "
                    + on.format(DATE)
                    + " the restriction of your data ends. From then on we use it again as before. If"
                    + " you do not agree, please tell us.")));
  }

  /**
   * A portable copy is there (Art. 20).
   *
   * @param records how many records the archive holds
   * @param collectBy the last day on which the archive is there
   */
  public static Answer portable(
      long records, LocalDate collectBy, DirectTransmission transmission) {
    return new Answer(
        GRANT,
        Claim.PORTABILITY,
        List.of(
            tell(
                ToTell.PORTABLE_COPY,
                "What you provided to us is ready: an archive with "
                    + count(records, "record")
                    + ", in files that another service can read (JSON Lines in a ZIP file, described"
                    + " in manifest.json). You can collect it until "
                    + collectBy.format(DATE)
                    + ", and use it as you like."),
            tell(ToTell.DIRECT_TRANSMISSION, transmission.text())));
  }

  /** What was objected to has stopped (Art. 21(1)). */
  public static Answer stopped() {
    return new Answer(
        GRANT,
        Claim.OBJECTION,
        List.of(
            tell(
                ToTell.PROCESSING_STOPPED,
                "We have stopped the processing that you object to, and will not take it up again."
                    + " What we did before you objected remains unaffected.")));
  }

  /** Direct marketing has stopped (Art. 21(3)). */
  public static Answer marketingStopped() {
    return new Answer(
        GRANT,
        Claim.OBJECTION_TO_DIRECT_MARKETING,
        List.of(
            tell(
                ToTell.MARKETING_STOPPED,
                "We do not use your data for direct marketing any more, nor for profiling that serves"
                    + " it. So that it stays like that, we keep a note that you objected.")));
  }

  /**
   * A person looks at an automated decision again (Art. 22(3)).
   *
   * @param who their office, such as "the head of our lending team"
   */
  public static Answer humanReview(String who) {
    if (who.isBlank()) {
      throw new IllegalArgumentException("Say who looks at the decision, by their office");
    }
    return new Answer(
        GRANT,
        Claim.HUMAN_REVIEW,
        List.of(
            tell(
                ToTell.HUMAN_DECIDES,
                "A person looks at the decision: " + who + ". They can decide otherwise."),
            tell(
                ToTell.OWN_VIEW,
                "Tell us how you see it, and what the machine could not know; they take it into"
                    + " account."),
            tell(ToTell.CONTEST, "You can contest the decision, and theirs as well.")));
  }

  /**
   * Nothing of it is granted (Art. 12(4)). Due within a month of receipt, also where there was an
   * extension.
   */
  public static Answer refusal(Claim claim, Decision.Refused decision, Remedies remedies) {
    List<AnswerItem> items = new ArrayList<>(reasons(claim, decision));
    items.addAll(ways(remedies));
    return new Answer(REFUSAL, claim, items);
  }

  /**
   * What was granted, and why not the rest (Art. 12(4)).
   *
   * @param granted the answer for what was granted
   * @throws IllegalArgumentException when that is no answer to a grant
   */
  public static Answer partly(Answer granted, Decision.PartlyGranted decision, Remedies remedies) {
    if (granted.claim() == null || granted.kind() != GRANT && granted.kind() != PARTIAL) {
      throw new IllegalArgumentException(
          "A partial answer begins with the answer for what was granted; this is a "
              + granted.kind());
    }
    List<AnswerItem> items = new ArrayList<>();
    for (AnswerItem item : granted.items()) {
      if (item.what() != ToTell.COMPLAINT && item.what() != ToTell.JUDICIAL_REMEDY) {
        items.add(item);
      }
    }
    items.addAll(reasons(granted.claim(), decision));
    items.addAll(ways(remedies));
    return new Answer(PARTIAL, granted.claim(), items);
  }

  /** The person took the request back. */
  public static Answer withdrawn(Claim claim) {
    return new Answer(
        WITHDRAWAL,
        claim,
        List.of(
            tell(
                ToTell.REQUEST_WITHDRAWN,
                "You took your request back, so we do nothing more about it. You can make it again"
                    + " whenever you like.")));
  }

  /** A consent is withdrawn (Art. 7(3)). */
  public static Answer consentWithdrawn() {
    return new Answer(
        CONSENT_WITHDRAWAL,
        null,
        List.of(
            tell(
                ToTell.CONSENT_WITHDRAWN,
                "Your consent is withdrawn, and we have stopped what rested on it. What we did before"
                    + " remains lawful. You can also ask us to erase the data.")));
  }

  private static AnswerItem tell(ToTell what, String text) {
    return AnswerItem.of(what, text);
  }

  private static void list(
      List<AnswerItem> items, ToTell what, String opening, List<String> entries) {
    if (!entries.isEmpty()) {
      items.add(tell(what, opening + "\n- " + String.join("\n- ", entries)));
    }
  }

  private static AnswerItem rightToComplain() {
    return tell(
        ToTell.RIGHT_TO_COMPLAIN,
        "If you think that we process your data unlawfully, you can lodge a complaint with a"
            + " supervisory authority.");
  }

  private static List<AnswerItem> ways(Remedies remedies) {
    return List.of(
        tell(
            ToTell.COMPLAINT,
            "If you disagree, you can lodge a complaint with a supervisory authority: where you live,"
                + " where you work, where you think that your rights were infringed, or with ours, "
                + remedies.supervisoryAuthority()
                + "."),
        tell(
            ToTell.JUDICIAL_REMEDY,
            "You can also go to court, with or without a complaint: where we have an establishment,"
                + " or where you live."));
  }

  /** One for each ground; which data it is about is said where it is not about all. */
  private static List<AnswerItem> reasons(Claim claim, Decision decision) {
    List<AnswerItem> items = new ArrayList<>();
    for (RefusalGround ground : decision.grounds()) {
      Set<LegalBasis> refused = EnumSet.noneOf(LegalBasis.class);
      Set<LegalBasis> inPart = EnumSet.noneOf(LegalBasis.class);
      decision
          .rulings()
          .forEach(
              (basis, ruling) -> {
                if (ruling instanceof Ruling.Refuse refuse && refuse.ground() == ground) {
                  refused.add(basis);
                } else if (ruling instanceof Ruling.Grant grant
                    && grant.withheld().contains(ground)) {
                  inPart.add(basis);
                }
              });
      if (!refused.isEmpty()) {
        boolean all = refused.size() == decision.rulings().size();
        items.add(reason(claim, ground, all ? "" : "Refused is " + restingOn(refused) + ". "));
      } else if (inPart.isEmpty()) {
        items.add(reason(claim, ground, ""));
      }
      if (!inPart.isEmpty()) {
        items.add(reason(claim, ground, "Held back is a part of " + restingOn(inPart) + ". "));
      }
    }
    if (!decision.explanation().isBlank()) {
      items.add(tell(ToTell.EXPLANATION, decision.explanation()));
    }
    return items;
  }

  private static AnswerItem reason(Claim claim, RefusalGround ground, String opening) {
    return new AnswerItem(ToTell.REFUSAL_REASON, ground.reference(claim), opening + ground.text());
  }

  private static String restingOn(Set<LegalBasis> bases) {
    return bases.stream()
        .map(
            basis ->
                switch (basis) {
                  case CONSENT -> "what rests on your consent";
                  case CONTRACT -> "what the contract with you needs";
                  case LEGAL_OBLIGATION -> "what a law obliges us to process";
                  case VITAL_INTERESTS -> "what protects somebody's life or health";
                  case PUBLIC_TASK -> "what a public task needs";
                  case LEGITIMATE_INTERESTS -> "what serves legitimate interests";
                })
        .collect(Collectors.joining(", and "));
  }

  private static String asked(Claim claim) {
    return switch (claim) {
      case ACCESS -> "for access to your data and a copy of it";
      case RECTIFICATION -> "to put data about you right";
      case ERASURE -> "to erase your data";
      case RESTRICTION -> "to restrict what we do with your data";
      case PORTABILITY -> "for your data in a form that another service can read";
      case OBJECTION -> "to stop processing that you object to";
      case OBJECTION_TO_DIRECT_MARKETING -> "to stop using your data for direct marketing";
      case HUMAN_REVIEW -> "that a person looks at an automated decision";
    };
  }

  private static String recipientsTold(RecipientsTold recipients) {
    if (!recipients.recipients().isEmpty()) {
      return "These had the data from us as well, and this is what came of telling them:\n- "
          + recipients.recipients().stream()
              .map(RecipientTold::text)
              .collect(Collectors.joining("\n- "));
    }
    if (recipients.told() + recipients.notTold() == 0) {
      return "We had given this data to nobody, so there was nobody to tell.";
    }
    StringBuilder text = new StringBuilder();
    if (recipients.told() > 0) {
      text.append("We told ")
          .append(count(recipients.told(), "recipient"))
          .append(" of the data about it. ");
    }
    if (recipients.notTold() > 0) {
      text.append(count(recipients.notTold(), "recipient"))
          .append(" could not be told, because that was impossible or a disproportionate effort. ");
    }
    return text.append("If you ask us, we tell you who they are.").toString();
  }

  private static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
