package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveDamagedException;
import io.github.gdprkit.archive.ArchiveWriter;
import io.github.gdprkit.archive.ArchivedFile;
import io.github.gdprkit.archive.Manifest;
import io.github.gdprkit.archive.Manifest.LeftOut;
import io.github.gdprkit.archive.Manifest.Outcome;
import io.github.gdprkit.archive.Manifest.Part;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Disposition;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.HookCatalog;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.subject.DataSubjectRight;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the manifest of an export whose hooks have all ended. */
final class ManifestMaker {

  private final ExportOrder order;
  private final Map<HookId, HookState> states;
  private final Map<HookId, Counted> files = new HashMap<>();

  /** What the archive's own list of files says of a part. */
  private static final class Counted {
    private long records;
    private long pages;
    private long attachments;
    private long missing;
  }

  private ManifestMaker(ExportOrder order, Map<HookId, HookState> states) {
    this.order = order;
    this.states = states;
  }

  static Manifest make(
      Controller controller,
      HookCatalog catalog,
      ExportOrder order,
      RunState.Begun begun,
      Map<HookId, HookState> states,
      ArchiveWriter writer,
      AccessInformation information,
      Clock clock)
      throws IOException {
    ManifestMaker maker = new ManifestMaker(order, states);
    writer.files(maker::count);
    maker.requireAgreement();
    List<Part> parts = new ArrayList<>();
    for (DataHook hook : catalog.hooks()) {
      parts.add(maker.part(hook));
    }
    boolean onePerson = order.scope() instanceof Scope.OneDataSubject;
    return new Manifest(
        Manifest.FORMAT_VERSION,
        Generator.name(),
        controller,
        onePerson ? Manifest.About.ONE_DATA_SUBJECT : Manifest.About.EVERYONE,
        onePerson ? order.right() : null,
        order.label(),
        begun.approval(),
        new Manifest.Period(null, maker.until(begun)),
        begun.at(),
        clock.instant(),
        order.policy(),
        onePerson && order.right() == DataSubjectRight.ACCESS ? information.get() : null,
        parts);
  }

  private void count(ArchivedFile file) {
    HookId part = file.part();
    if (part == null) {
      return;
    }
    Counted counted = files.computeIfAbsent(part, id -> new Counted());
    if (file instanceof ArchivedFile.Records records) {
      counted.records += records.records();
      counted.pages++;
    } else if (file instanceof ArchivedFile.StoredAttachment) {
      counted.attachments++;
    } else {
      counted.missing++;
    }
  }

  /** Two counts of the same, taken at different ends: before anything is called complete. */
  private void requireAgreement() {
    for (HookState state : states.values()) {
      Counted counted = files.getOrDefault(state.hook(), new Counted());
      if (counted.records != state.records()
          || counted.pages != state.pages()
          || counted.attachments + counted.missing != state.attachments()) {
        throw new ArchiveDamagedException(
            order.archive(), "the part " + state.hook() + " has not all that its hook gave");
      }
    }
  }

  /** Hooks count one after the other, and one that failed counts in a later run. */
  private Instant until(RunState.Begun begun) {
    return states.values().stream()
        .map(HookState::locatedAt)
        .max(Comparator.naturalOrder())
        .orElse(begun.at());
  }

  private Part part(DataHook hook) {
    Declaration declaration = hook.declaration();
    HookState state = states.get(declaration.id());
    String why = order.leftOut().get(declaration.id());
    if (why != null) {
      return part(declaration, Outcome.LEFT_OUT, why, null, List.of());
    }
    if (!(hook instanceof ExportHook) || state == null) {
      return notExported(declaration);
    }
    if (!ExportRun.isIncluded(declaration, order)) {
      LeftOut all = new LeftOut("all records", state.findings().records(), why());
      List<LeftOut> leftOut = state.findings().records() == 0 ? List.of() : List.of(all);
      return part(declaration, Outcome.LEFT_OUT, order.policy().text(), null, leftOut);
    }
    return part(declaration, Outcome.EXPORTED, null, state, leftOut(state));
  }

  private Part notExported(Declaration declaration) {
    if (declaration.holdsNothing() != null) {
      return part(declaration, Outcome.HOLDS_NOTHING, declaration.holdsNothing(), null, List.of());
    }
    Disposition disposition = declaration.on(order.right());
    Outcome outcome =
        disposition instanceof Disposition.ByHand ? Outcome.BY_HAND : Outcome.NOT_APPLICABLE;
    String reason = disposition == null ? null : disposition.text();
    return part(declaration, outcome, reason, null, List.of());
  }

  private Part part(
      Declaration declaration,
      Outcome outcome,
      @Nullable String reason,
      @Nullable HookState state,
      List<LeftOut> leftOut) {
    long missingHere = files.getOrDefault(declaration.id(), new Counted()).missing;
    return new Part(
        declaration.id(),
        declaration.title(),
        declaration.text(),
        declaration.category(),
        outcome,
        reason,
        state == null ? 0 : state.records(),
        state == null ? 0 : state.pages(),
        state == null ? 0 : state.attachments() - missingHere,
        missingHere,
        leftOut,
        declaration.fields(),
        declaration.sources(),
        declaration.legalBases(),
        declaration.recipients(),
        declaration.retention());
  }

  private List<LeftOut> leftOut(HookState state) {
    List<LeftOut> all = new ArrayList<>();
    for (Relation relation : Relation.values()) {
      long count = state.leftOut(relation);
      if (count > 0) {
        all.add(new LeftOut("records " + inWords(relation), count, why()));
      }
    }
    if (state.othersTexts() > 0) {
      all.add(new LeftOut("texts that other people wrote", state.othersTexts(), why()));
    }
    if (state.personsHidden() > 0) {
      all.add(new LeftOut("names of other people", state.personsHidden(), why()));
    }
    return all;
  }

  private String why() {
    return "The policy “" + order.policy().id() + "” protects the rights of other people.";
  }

  private static String inWords(Relation relation) {
    return switch (relation) {
      case SUBJECT -> "about you";
      case AUTHOR -> "that you wrote";
      case ACTOR -> "of what you did";
      case ADDRESSEE -> "that others sent to you";
      case MENTIONED -> "in which others mention you";
      case TARGET -> "of what others did to you or to something of yours";
      case OBSERVER -> "that you could see and that were not addressed to you";
    };
  }
}
