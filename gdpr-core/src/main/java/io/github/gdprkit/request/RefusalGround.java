package io.github.gdprkit.request;

import static io.github.gdprkit.request.RefusalGround.Reach.BASIS;
import static io.github.gdprkit.request.RefusalGround.Reach.PART;
import static io.github.gdprkit.request.RefusalGround.Reach.REQUEST;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.hook.RetentionGround;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a claim is refused, or a part of it is. The list is closed: what is not here is no reason.
 * Which ground is possible on which legal basis says {@link DecisionTable}.
 *
 * <p>An objection to direct marketing can be refused only to somebody who cannot be identified: it
 * is absolute, and to stop costs nothing that Art. 12(5) protects.
 */
public enum RefusalGround {
  /** Art. 12(5). The controller has to demonstrate it. */
  MANIFESTLY_UNFOUNDED(
      everywhereButMarketing("12(5)"),
      EnumSet.of(REQUEST),
      "We consider this request manifestly unfounded."),
  /** Art. 12(5). The controller has to demonstrate it; a first request is hardly ever. */
  EXCESSIVE(
      everywhereButMarketing("12(5)"),
      EnumSet.of(REQUEST),
      "We consider this request excessive, for instance because it repeats earlier ones."),
  /** Art. 12(2), 11(2). The controller has to demonstrate it. */
  NOT_IDENTIFIED(
      everywhere("12(2),11(2)"),
      EnumSet.of(REQUEST),
      "We could not find out whether this request comes from the person that it is about. You can"
          + " give us more information at any time, and we will take the request up again."),
  /** Art. 23(1): a law that names the restriction. */
  RESTRICTED_BY_LAW(
      everywhereButMarketing("23(1)"),
      EnumSet.allOf(Reach.class),
      "A law restricts this right here."),

  /** Art. 15(4), 20(4): names and words of others are taken out, and the rest is given. */
  RIGHTS_OF_OTHERS(
      Map.of(Claim.ACCESS, "15(4)", Claim.PORTABILITY, "20(4)"),
      EnumSet.of(PART),
      "We left out what would adversely affect the rights and freedoms of other people."),

  /** Art. 16. */
  ACCURATE_AND_COMPLETE(
      Map.of(Claim.RECTIFICATION, "16"),
      EnumSet.allOf(Reach.class),
      "As far as we can establish, the data is accurate, and complete for what we use it for."),

  /** Art. 17(1)(a). */
  STILL_NECESSARY(
      Map.of(Claim.ERASURE, "17(1)(a)"),
      EnumSet.of(BASIS, PART),
      "We still need this data for what it was collected for."),
  /** Art. 17(1)(b). */
  ANOTHER_LEGAL_GROUND(
      Map.of(Claim.ERASURE, "17(1)(b)"),
      EnumSet.of(BASIS, PART),
      "Your consent is withdrawn, but the processing has another legal ground as well."),
  /** Art. 17(1)(c). The controller has to demonstrate it. */
  OVERRIDING_LEGITIMATE_GROUNDS(
      Map.of(Claim.ERASURE, "17(1)(c)"),
      EnumSet.of(BASIS, PART),
      "There are legitimate grounds to process this data that override your objection."),
  /** Art. 17(3)(a). */
  FREEDOM_OF_EXPRESSION(
      Map.of(Claim.ERASURE, "17(3)(a)"),
      EnumSet.of(BASIS, PART),
      "This data is necessary for exercising the freedom of expression and information."),
  /** Art. 17(3)(b). */
  LEGAL_OBLIGATION_OR_PUBLIC_TASK(
      Map.of(Claim.ERASURE, "17(3)(b)"),
      EnumSet.of(BASIS, PART),
      "We have to keep this data to comply with a law or to carry out a public task."),
  /** Art. 17(3)(c). */
  PUBLIC_HEALTH(
      Map.of(Claim.ERASURE, "17(3)(c)"),
      EnumSet.of(BASIS, PART),
      "This data is necessary for reasons of public interest in public health."),
  /** Art. 17(3)(d). */
  ARCHIVING_RESEARCH_OR_STATISTICS(
      Map.of(Claim.ERASURE, "17(3)(d)"),
      EnumSet.of(BASIS, PART),
      "This data serves archiving in the public interest, research or statistics, which its"
          + " erasure would make impossible or seriously impair."),
  /** Art. 17(3)(e), 21(1). */
  LEGAL_CLAIMS(
      Map.of(Claim.ERASURE, "17(3)(e)", Claim.OBJECTION, "21(1)"),
      EnumSet.of(BASIS, PART),
      "This data is necessary to establish, exercise or defend legal claims."),

  /** Art. 18(1). */
  NO_GROUND_FOR_RESTRICTION(
      Map.of(Claim.RESTRICTION, "18(1)"),
      EnumSet.allOf(Reach.class),
      "None of the four cases in which processing has to be restricted is present."),

  /** Art. 20(1)(a). Follows from the legal basis; access is there instead. */
  NEITHER_CONSENT_NOR_CONTRACT(
      Map.of(Claim.PORTABILITY, "20(1)(a)"),
      EnumSet.of(BASIS),
      "The right to data portability covers what we process with your consent or for a contract"
          + " with you; this data rests on neither. You can ask us for access to it instead, and"
          + " receive a copy."),
  /** Art. 20(1): worked out by the controller, or from somebody else. */
  NOT_PROVIDED_BY_THE_PERSON(
      Map.of(Claim.PORTABILITY, "20(1)"),
      EnumSet.of(BASIS, PART),
      "The right to data portability covers what you provided to us; this data did not come from"
          + " you. You can ask us for access to it instead, and receive a copy."),
  /** Art. 20(1)(b). */
  NOT_AUTOMATED(
      Map.of(Claim.PORTABILITY, "20(1)(b)"),
      EnumSet.of(BASIS, PART),
      "The right to data portability covers automated processing; this data is on paper. You can"
          + " ask us for access to it instead, and receive a copy."),

  /** Art. 7(3). Follows from the legal basis. */
  CONSENT_CAN_BE_WITHDRAWN(
      Map.of(Claim.OBJECTION, "7(3)"),
      EnumSet.of(BASIS),
      "The right to object does not cover what rests on your consent. You can withdraw that consent"
          + " at any time, as easily as you gave it, and we will stop."),
  /** Art. 21(1). Follows from the legal basis. */
  NO_RIGHT_TO_OBJECT(
      Map.of(Claim.OBJECTION, "21(1)"),
      EnumSet.of(BASIS),
      "The right to object covers processing for a public task and for legitimate interests; this"
          + " data rests on neither."),
  /** Art. 21(1). The controller has to demonstrate it. */
  COMPELLING_LEGITIMATE_GROUNDS(
      Map.of(Claim.OBJECTION, "21(1)"),
      EnumSet.of(BASIS, PART),
      "There are compelling legitimate grounds for the processing that override your interests,"
          + " rights and freedoms."),
  /** Art. 21(6). */
  RESEARCH_IN_THE_PUBLIC_INTEREST(
      Map.of(Claim.OBJECTION, "21(6)"),
      EnumSet.of(BASIS, PART),
      "This data is necessary for research or statistics that are a task in the public interest."),

  /** Art. 22(1): nothing was decided by a machine alone, or nothing that weighs on the person. */
  NO_AUTOMATED_DECISION(
      Map.of(Claim.HUMAN_REVIEW, "22(1)"),
      EnumSet.of(REQUEST, BASIS),
      "No decision with legal or similarly significant effects on you was made by a machine alone."),
  /** Art. 22(2)(b). */
  SAFEGUARDS_OF_THE_AUTHORISING_LAW(
      Map.of(Claim.HUMAN_REVIEW, "22(2)(b)"),
      EnumSet.of(BASIS),
      "A law authorises this decision and protects your rights in another way than by a person"
          + " looking at it again.");

  /** How much a ground can refuse. */
  public enum Reach {
    /** The request as a whole. */
    REQUEST,
    /** What rests on one legal basis. */
    BASIS,
    /** A part of what rests on one legal basis, while the rest of it is granted. */
    PART
  }

  private static final Set<RefusalGround> FOLLOW_FROM_THE_BASIS =
      EnumSet.of(NEITHER_CONSENT_NOR_CONTRACT, CONSENT_CAN_BE_WITHDRAWN, NO_RIGHT_TO_OBJECT);

  private final Map<Claim, String> references;
  private final Set<Reach> reaches;
  private final String text;

  RefusalGround(Map<Claim, String> references, Set<Reach> reaches, String text) {
    this.references = Collections.unmodifiableMap(new EnumMap<>(references));
    this.reaches = Collections.unmodifiableSet(reaches);
    this.text = text;
  }

  /** The ground that an erasure is refused with where a retention says why data is kept. */
  public static RefusalGround of(RetentionGround ground) {
    return switch (ground) {
      case FREEDOM_OF_EXPRESSION -> FREEDOM_OF_EXPRESSION;
      case LEGAL_OBLIGATION_OR_PUBLIC_TASK -> LEGAL_OBLIGATION_OR_PUBLIC_TASK;
      case PUBLIC_HEALTH -> PUBLIC_HEALTH;
      case ARCHIVING_RESEARCH_OR_STATISTICS -> ARCHIVING_RESEARCH_OR_STATISTICS;
      case LEGAL_CLAIMS -> LEGAL_CLAIMS;
    };
  }

  /** The claims that it can be held against. */
  public Set<Claim> claims() {
    return references.keySet();
  }

  /** How much it can refuse. */
  public Set<Reach> reaches() {
    return reaches;
  }

  /** Whether it can refuse this much of this claim. */
  public boolean canRefuse(Claim claim, Reach reach) {
    return claims().contains(claim) && reaches.contains(reach);
  }

  /**
   * The provision, such as {@code 17(3)(e)}.
   *
   * @throws IllegalArgumentException when it cannot be held against the claim
   */
  public String reference(Claim claim) {
    @Nullable String reference = references.get(claim);
    if (reference == null) {
      throw new IllegalArgumentException(
          this + " is no ground to refuse " + claim + "; it is one against " + references.keySet());
    }
    return reference;
  }

  /**
   * Whether the person has to be given reasons of their own case beside {@link #text()}. Not where
   * the ground follows from the legal basis and nothing was weighed.
   */
  public boolean needsReasons() {
    return !FOLLOW_FROM_THE_BASIS.contains(this);
  }

  /** What the person is told, as a sentence or two. */
  public String text() {
    return text;
  }

  /** The exception of Art. 17(3) that it is, if it is one. */
  public Optional<RetentionGround> retentionGround() {
    return Arrays.stream(RetentionGround.values()).filter(ground -> of(ground) == this).findFirst();
  }

  /** How it is written in evidence. */
  public String code() {
    return Codes.of(this);
  }

  private static Map<Claim, String> everywhere(String reference) {
    Map<Claim, String> all = new EnumMap<>(Claim.class);
    for (Claim claim : Claim.values()) {
      all.put(claim, reference);
    }
    return all;
  }

  private static Map<Claim, String> everywhereButMarketing(String reference) {
    Map<Claim, String> most = everywhere(reference);
    most.remove(Claim.OBJECTION_TO_DIRECT_MARKETING);
    return most;
  }
}
