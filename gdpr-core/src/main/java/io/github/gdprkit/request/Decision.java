package io.github.gdprkit.request;

import io.github.gdprkit.processing.LegalBasis;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was decided on a request: granted, granted in part, or refused. A ruling for each legal
 * basis that the data rests on, or one refusal of the whole request.
 *
 * <p>{@link DecisionTable#check} says whether a decision is possible. {@link #details} writes it as
 * codes for the evidence and {@link #of(Map)} reads that again; the explanation, which is free
 * text, stays out of the evidence and belongs into the request's working papers.
 *
 * <pre>{@code
 * Decision.grant()
 *     .on(LegalBasis.CONTRACT, Condition.NO_LONGER_NECESSARY)
 *     .refused(LegalBasis.LEGAL_OBLIGATION, RefusalGround.LEGAL_OBLIGATION_OR_PUBLIC_TASK)
 *     .explained("We keep the invoices of the last ten years.")
 *     .build();
 * }</pre>
 */
public sealed interface Decision {

  /** What is decided for each legal basis; empty when the request is refused as a whole. */
  Map<LegalBasis, Ruling> rulings();

  /** Why, for the person, in words of their case; empty when nothing was said. */
  String explanation();

  /** The same, explained like this. */
  Decision withExplanation(String newExplanation);

  /** Every ground on which something is refused or held back, of the whole or of a part. */
  default Set<RefusalGround> grounds() {
    Set<RefusalGround> all = new TreeSet<>();
    for (Ruling ruling : rulings().values()) {
      if (ruling instanceof Ruling.Refuse refuse) {
        all.add(refuse.ground());
      } else if (ruling instanceof Ruling.Grant grant) {
        all.addAll(grant.withheld());
      }
    }
    if (this instanceof Refused refused && refused.whole() != null) {
      all.add(refused.whole());
    }
    return Sets.copy(RefusalGround.class, all);
  }

  /** The decision as codes, without the explanation: details for an entry of evidence. */
  default Map<String, String> details() {
    return DecisionCodes.write(this);
  }

  /**
   * The decision that these details tell, without the explanation. Details of other names are
   * passed over.
   *
   * @throws IllegalArgumentException when they tell no decision
   */
  static Decision of(Map<String, String> details) {
    return DecisionCodes.read(details);
  }

  /** Begins a decision that rules on each legal basis; what was refused says the draft. */
  static Draft grant() {
    return new Draft();
  }

  /** The whole request is refused on this ground, explained to the person. */
  static Refused refuse(RefusalGround ground, String explanation) {
    return new Refused(Objects.requireNonNull(ground, "ground"), Map.of(), explanation);
  }

  /**
   * Everything that was asked for.
   *
   * @param rulings a full grant for each legal basis; empty when no data is concerned
   * @param explanation free text for the person, may be empty
   */
  record Granted(Map<LegalBasis, Ruling> rulings, String explanation) implements Decision {
    /** Refuses rulings that are no full grants with {@link IllegalArgumentException}. */
    public Granted {
      rulings = copy(rulings);
      Objects.requireNonNull(explanation, "explanation");
      if (!rulings.values().stream().allMatch(Ruling::isFullGrant)) {
        throw new IllegalArgumentException(
            "A decision is Granted only if nothing is refused or held back; use PartlyGranted");
      }
    }

    @Override
    public Granted withExplanation(String newExplanation) {
      return new Granted(rulings, newExplanation);
    }

    /** Leaves the explanation out. */
    @Override
    public String toString() {
      return "Granted" + rulings;
    }
  }

  /**
   * Some of what was asked for.
   *
   * @param rulings for each legal basis; at least one grants, and at least one refuses or holds
   *     back
   * @param explanation free text for the person
   */
  record PartlyGranted(Map<LegalBasis, Ruling> rulings, String explanation) implements Decision {
    /** Refuses rulings that grant all or nothing with {@link IllegalArgumentException}. */
    public PartlyGranted {
      rulings = copy(rulings);
      Objects.requireNonNull(explanation, "explanation");
      if (rulings.values().stream().allMatch(Ruling::isFullGrant)
          || rulings.values().stream().noneMatch(Ruling.Grant.class::isInstance)) {
        throw new IllegalArgumentException(
            "A decision is PartlyGranted only if it grants something and not everything");
      }
    }

    @Override
    public PartlyGranted withExplanation(String newExplanation) {
      return new PartlyGranted(rulings, newExplanation);
    }

    /** Leaves the explanation out. */
    @Override
    public String toString() {
      return "PartlyGranted" + rulings;
    }
  }

  /**
   * Nothing of what was asked for.
   *
   * @param whole why the request as a whole is refused, or {@code null} when each basis is
   * @param rulings why what rests on each legal basis is refused; empty when the whole is
   * @param explanation free text for the person
   */
  record Refused(@Nullable RefusalGround whole, Map<LegalBasis, Ruling> rulings, String explanation)
      implements Decision {
    /** Refuses both or neither, and rulings that grant, with {@link IllegalArgumentException}. */
    public Refused {
      rulings = copy(rulings);
      Objects.requireNonNull(explanation, "explanation");
      if ((whole == null) == rulings.isEmpty()
          || !rulings.values().stream().allMatch(Ruling.Refuse.class::isInstance)) {
        throw new IllegalArgumentException(
            "A request is Refused as a whole on one ground, or on each legal basis on a ground");
      }
    }

    @Override
    public Refused withExplanation(String newExplanation) {
      return new Refused(whole, rulings, newExplanation);
    }

    /** Leaves the explanation out. */
    @Override
    public String toString() {
      return whole == null ? "Refused" + rulings : "Refused[" + whole + "]";
    }
  }

  private static Map<LegalBasis, Ruling> copy(Map<LegalBasis, Ruling> rulings) {
    Map<LegalBasis, Ruling> copy = new EnumMap<>(LegalBasis.class);
    copy.putAll(rulings);
    return Collections.unmodifiableMap(copy);
  }

  /** Collects the rulings; what they amount to is told by {@link #build}. */
  final class Draft {

    private final Map<LegalBasis, Ruling> rulings = new EnumMap<>(LegalBasis.class);
    private String explanation = "";

    private Draft() {}

    /** What rests on this basis is granted, because this is so. */
    public Draft on(LegalBasis basis, Condition... affirmed) {
      return put(basis, new Ruling.Grant(Set.copyOf(List.of(affirmed)), Set.of()));
    }

    /** What rests on each of these bases is granted, because this is so. */
    public Draft onEach(Set<LegalBasis> bases, Condition... affirmed) {
      bases.forEach(basis -> on(basis, affirmed));
      return this;
    }

    /** Of what is granted on this basis, a part is held back on these grounds. */
    public Draft withheld(LegalBasis basis, RefusalGround... grounds) {
      if (!(rulings.get(basis) instanceof Ruling.Grant grant)) {
        throw new IllegalArgumentException(
            "A part of " + basis + " can be held back once it is granted; call on(...) first");
      }
      rulings.put(basis, new Ruling.Grant(grant.conditions(), Set.copyOf(List.of(grounds))));
      return this;
    }

    /** What rests on this basis is refused. */
    public Draft refused(LegalBasis basis, RefusalGround ground) {
      return put(basis, new Ruling.Refuse(ground));
    }

    /** Why, for the person, in words of their case. */
    public Draft explained(String newExplanation) {
      explanation = newExplanation;
      return this;
    }

    /** The decision: granted, granted in part or refused, as the rulings are. */
    public Decision build() {
      if (rulings.values().stream().allMatch(Ruling::isFullGrant)) {
        return new Granted(rulings, explanation);
      }
      if (rulings.values().stream().allMatch(Ruling.Refuse.class::isInstance)) {
        return new Refused(null, rulings, explanation);
      }
      return new PartlyGranted(rulings, explanation);
    }

    private Draft put(LegalBasis basis, Ruling ruling) {
      if (rulings.put(basis, ruling) != null) {
        throw new IllegalArgumentException(basis + " is ruled on twice");
      }
      return this;
    }
  }
}
