package io.github.gdprkit.party;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A processor and everybody who is engaged below it, at any depth (Art. 28(2) and (4)). What the
 * controller may ask of its processor reaches each of them through an agreement with the same
 * obligations, so one that lacks any is refused here. A party may be engaged in several places, as
 * a large provider of storage often is; it appears once below each that engages it. Immutable.
 */
public final class ProcessingChain {

  private final Processor processor;

  /** In tree order: each subprocessor, then everybody below it where it appears first. */
  private final List<Subprocessor> all;

  private final Map<PartyId, List<Subprocessor>> below;

  private ProcessingChain(Processor processor, Map<PartyId, List<Subprocessor>> below) {
    this.processor = processor;
    this.below = below;
    this.all = new ArrayList<>();
    collect(processor.id(), new LinkedHashSet<>());
  }

  private void collect(PartyId engager, Set<PartyId> expanded) {
    Deque<Subprocessor> open = new ArrayDeque<>(engagedBy(engager));
    expanded.add(engager);
    while (!open.isEmpty()) {
      Subprocessor next = open.removeFirst();
      all.add(next);
      if (expanded.add(next.id())) {
        List<Subprocessor> children = engagedBy(next.id());
        for (int i = children.size() - 1; i >= 0; i--) {
          open.addFirst(children.get(i));
        }
      }
    }
  }

  /** A processor that engages nobody. */
  public static ProcessingChain of(Processor processor) {
    return of(processor, List.of());
  }

  /**
   * A processor and its subprocessors, in any order.
   *
   * @throws IllegalArgumentException when an agreement lacks points of Art. 28(3), when somebody is
   *     engaged by a party that is not in the chain, when a party is engaged twice by the same one,
   *     or when a party would be engaged by one that is below itself
   */
  public static ProcessingChain of(Processor processor, Collection<Subprocessor> subprocessors) {
    requireComplete(processor.id(), processor.agreement());
    Map<PartyId, List<Subprocessor>> below = new LinkedHashMap<>();
    Set<PartyId> members = new LinkedHashSet<>();
    members.add(processor.id());
    for (Subprocessor subprocessor : subprocessors) {
      requireComplete(subprocessor.id(), subprocessor.agreement());
      if (subprocessor.id().equals(processor.controller())) {
        throw new IllegalArgumentException(
            "The controller " + subprocessor.id().value() + " cannot be its own subprocessor");
      }
      List<Subprocessor> siblings =
          below.computeIfAbsent(subprocessor.engagedBy(), engager -> new ArrayList<>());
      if (siblings.stream().anyMatch(sibling -> sibling.id().equals(subprocessor.id()))) {
        throw new IllegalArgumentException(
            "The party "
                + subprocessor.engagedBy().value()
                + " engages "
                + subprocessor.id().value()
                + " twice; describe what it does in one agreement");
      }
      siblings.add(subprocessor);
      members.add(subprocessor.id());
    }
    for (PartyId engager : below.keySet()) {
      if (!members.contains(engager)) {
        throw new IllegalArgumentException(
            "The party "
                + engager.value()
                + " engages others and is not in the chain; add who engages it");
      }
    }
    refuseCycles(members, below);
    below.replaceAll((engager, engaged) -> List.copyOf(engaged));
    return new ProcessingChain(processor, below);
  }

  private static void requireComplete(PartyId party, ProcessingAgreement agreement) {
    Set<AgreementPoint> missing = agreement.missing();
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "The agreement "
              + agreement.reference()
              + " with "
              + party.value()
              + " lacks "
              + missing.stream()
                  .map(point -> "that it " + point.text() + " (Art. " + point.provision() + ")")
                  .collect(Collectors.joining(", "))
              + "; conclude it with all eight points");
    }
  }

  /**
   * Takes away, again and again, who engages nobody or is engaged by nobody; the rest goes round.
   */
  private static void refuseCycles(Set<PartyId> members, Map<PartyId, List<Subprocessor>> below) {
    Map<PartyId, Integer> engaged = new HashMap<>();
    Map<PartyId, List<PartyId>> above = new HashMap<>();
    below.forEach(
        (engager, children) -> {
          engaged.put(engager, children.size());
          children.forEach(
              child -> above.computeIfAbsent(child.id(), id -> new ArrayList<>()).add(engager));
        });
    Deque<PartyId> free = new ArrayDeque<>();
    members.stream().filter(member -> !engaged.containsKey(member)).forEach(free::add);
    Set<PartyId> left = new LinkedHashSet<>(members);
    while (!free.isEmpty()) {
      PartyId member = free.remove();
      left.remove(member);
      for (PartyId engager : above.getOrDefault(member, List.of())) {
        if (engaged.merge(engager, -1, Integer::sum) == 0) {
          free.add(engager);
        }
      }
    }
    boolean isSmaller = true;
    while (isSmaller) {
      isSmaller =
          left.removeIf(
              member -> above.getOrDefault(member, List.of()).stream().noneMatch(left::contains));
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "A party cannot be engaged by one that is below itself; look at "
              + left.stream().map(PartyId::value).collect(Collectors.joining(", ")));
    }
  }

  /** Who is at the top. */
  public Processor processor() {
    return processor;
  }

  /** The chain with one more subprocessor, refused as {@link #of(Processor, Collection)} does. */
  public ProcessingChain with(Subprocessor subprocessor) {
    List<Subprocessor> more = new ArrayList<>(all);
    more.add(subprocessor);
    return of(processor, more);
  }

  /**
   * Every engagement in tree order: below each that engages, in the order in which they were named.
   * What is below a party that is engaged in several places stands below the first of them.
   */
  public List<Subprocessor> all() {
    return List.copyOf(all);
  }

  /** Whom a party engages itself; empty when nobody, or when it is not in the chain. */
  public List<Subprocessor> engagedBy(PartyId engager) {
    return below.getOrDefault(engager, List.of());
  }

  /** What a party is in this chain, the controller included; empty when it is not in it. */
  public Optional<Role> roleOf(PartyId party) {
    if (party.equals(processor.controller())) {
      return Optional.of(Role.CONTROLLER);
    }
    if (party.equals(processor.id())) {
      return Optional.of(Role.PROCESSOR);
    }
    return all.stream().anyMatch(engaged -> engaged.id().equals(party))
        ? Optional.of(Role.SUBPROCESSOR)
        : Optional.empty();
  }

  /**
   * How far below the processor a party is at the nearest: 0 is the processor itself.
   *
   * @throws IllegalArgumentException when it is not in the chain
   */
  public int depthOf(PartyId party) {
    return path(party).size() - 1;
  }

  /**
   * The shortest way from the processor down to a party, both included. Each passes on to the next
   * what it was told, and answers for it.
   *
   * @throws IllegalArgumentException when it is not in the chain
   */
  public List<PartyId> path(PartyId party) {
    Objects.requireNonNull(party, "party");
    Map<PartyId, List<PartyId>> paths = new HashMap<>();
    paths.put(processor.id(), List.of(processor.id()));
    Deque<PartyId> open = new ArrayDeque<>(List.of(processor.id()));
    while (!open.isEmpty()) {
      PartyId next = open.removeFirst();
      List<PartyId> path = paths.getOrDefault(next, List.of());
      if (next.equals(party)) {
        return path;
      }
      for (Subprocessor child : engagedBy(next)) {
        List<PartyId> longer = new ArrayList<>(path);
        longer.add(child.id());
        if (paths.putIfAbsent(child.id(), List.copyOf(longer)) == null) {
          open.addLast(child.id());
        }
      }
    }
    throw new IllegalArgumentException(
        "The party "
            + party.value()
            + " is not in the chain of the processor "
            + processor.id().value());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProcessingChain chain
        && processor.equals(chain.processor)
        && all.equals(chain.all);
  }

  @Override
  public int hashCode() {
    return Objects.hash(processor, all);
  }

  @Override
  public String toString() {
    return "ProcessingChain["
        + processor.id().value()
        + all.stream()
            .map(engaged -> ", " + engaged.engagedBy().value() + " > " + engaged.id().value())
            .collect(Collectors.joining())
        + "]";
  }
}
