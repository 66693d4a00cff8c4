package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.Decision;
import io.github.gdprkit.request.DecisionRule;
import io.github.gdprkit.request.DecisionTable;
import io.github.gdprkit.request.ImpossibleDecisionException;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Decides on a request. */
@Command(
    name = "decide",
    description = {
      "Decides what shall be done on a request, and plans the work. Nothing is done yet; fulfil does"
          + " it.",
      "What the Regulation makes impossible cannot be decided; --options lists what is possible. Data"
          + " that a right does not reach, such as what rests on no consent and no contract when somebody"
          + " wants to take data along, is left out without being named."
    })
public final class DecideCommand extends OneRequestCommand {

  @Option(names = "--options", description = "Show what can be decided on this request.")
  private boolean options;

  @Option(names = "--grant", description = "What was asked for is done.")
  private boolean grant;

  @Option(
      names = "--because",
      paramLabel = "[<basis>=]<condition>",
      description =
          "What is true and makes the grant possible, such as no-longer-necessary; for one legal basis"
              + " alone, contract=no-longer-necessary. Repeat it for more.")
  private List<String> because = new ArrayList<>();

  @Option(
      names = "--refuse",
      paramLabel = "<ground>",
      converter = GroundConverter.class,
      description = "The request as a whole is refused, such as on the ground excessive.")
  private @Nullable RefusalGround refuse;

  @Option(
      names = "--refuse-basis",
      paramLabel = "<basis>=<ground>",
      description =
          "What rests on one legal basis is refused: legal-obligation=legal-obligation-or-public-task.")
  private List<String> refuseBasis = new ArrayList<>();

  @Option(
      names = "--withhold",
      paramLabel = "<basis>=<ground>",
      description = "A part of what is granted is held back: contract=rights-of-others.")
  private List<String> withhold = new ArrayList<>();

  @Option(
      names = "--explain",
      paramLabel = "<text>",
      description = "Why, for the person, in words of their own case.")
  private @Nullable String explanation;

  public DecideCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk, RequestId request) {
    if (options) {
      DecisionOptions.print(desk, desk.requests().get(request), out());
      return Commands.DONE;
    }
    if (refuse != null && (grant || !refuseBasis.isEmpty())) {
      throw usage("--refuse is about the whole request, so it stands without --grant");
    }
    if (refuse == null && !grant && refuseBasis.isEmpty()) {
      throw usage("Say --grant, --refuse or --refuse-basis; --options shows what is possible");
    }
    try {
      Decision decision = decision(desk, desk.requests().get(request));
      DataSubjectRequest decided = typed(() -> desk.requests().decide(request, decision, by));
      new RequestPrinter(desk, environment, out()).decided(decided);
      return Commands.DONE;
    } catch (ImpossibleDecisionException e) {
      err().println("error: this cannot be decided:");
      e.problems().forEach(problem -> err().println("- " + problem));
      err()
          .printf(
              "What is possible, as it is typed:%n  %s%n",
              environment.command("decide " + Texts.brief(request) + " --options"));
      return Commands.FAILED;
    }
  }

  private Decision decision(ChatDesk desk, DataSubjectRequest request) {
    String why = explanation == null ? "" : explanation;
    if (refuse != null) {
      return Decision.refuse(refuse, why);
    }
    if (request.verification().isEmpty()) {
      throw new ChatException(
          "nobody has confirmed who sent this request, and nothing is granted before. Run: "
              + environment.command(
                  "confirm-identity "
                      + Texts.brief(request.id())
                      + " --verified-by seen-by-staff"));
    }
    Map<LegalBasis, RefusalGround> refused = grounds("--refuse-basis", refuseBasis);
    Map<LegalBasis, RefusalGround> withheld = grounds("--withhold", withhold);
    Map<LegalBasis, Set<Condition>> conditions = new EnumMap<>(LegalBasis.class);
    Set<LegalBasis> bases = desk.requests().basesConcerned(request.id());
    because.forEach(text -> affirm(request, bases, text, conditions));
    Decision.Draft draft = Decision.grant().explained(why);
    refused.forEach(draft::refused);
    for (LegalBasis basis : bases) {
      DecisionRule rule = DecisionTable.rule(request.claim(), basis);
      boolean isRuledOut =
          DecisionOptions.followsFromTheBasis(rule).isPresent()
              && !conditions.containsKey(basis)
              && !withheld.containsKey(basis);
      if (refused.containsKey(basis)) {
        continue;
      }
      if (isRuledOut) {
        draft.refused(basis, DecisionOptions.followsFromTheBasis(rule).orElseThrow());
      } else if (grant) {
        draft.on(basis, conditions.getOrDefault(basis, Set.of()).toArray(new Condition[0]));
        if (withheld.containsKey(basis)) {
          draft.withheld(basis, withheld.get(basis));
        }
      }
    }
    return draft.build();
  }

  /** A condition counts for each basis that it opens; one that opens none is left to be refused. */
  private void affirm(
      DataSubjectRequest request,
      Set<LegalBasis> bases,
      String text,
      Map<LegalBasis, Set<Condition>> conditions) {
    int sign = text.indexOf('=');
    Condition condition =
        typed(
            () ->
                Texts.parse(
                    Condition.class,
                    text.substring(sign + 1),
                    fitting -> fitting.claim() == request.claim()));
    Set<LegalBasis> meant = EnumSet.noneOf(LegalBasis.class);
    if (sign >= 0) {
      meant.add(typed(() -> Texts.parse(LegalBasis.class, text.substring(0, sign))));
    } else {
      bases.stream()
          .filter(basis -> DecisionTable.rule(request.claim(), basis).anyOf().contains(condition))
          .forEach(meant::add);
    }
    if (meant.isEmpty()) {
      meant.addAll(bases);
    }
    for (LegalBasis basis : meant) {
      conditions.computeIfAbsent(basis, any -> EnumSet.noneOf(Condition.class)).add(condition);
    }
  }

  private Map<LegalBasis, RefusalGround> grounds(String option, List<String> texts) {
    Map<LegalBasis, RefusalGround> grounds = new EnumMap<>(LegalBasis.class);
    for (String text : texts) {
      int sign = text.indexOf('=');
      if (sign < 0) {
        throw usage(option + " names a legal basis and a ground: contract=legal-claims");
      }
      grounds.put(
          typed(() -> Texts.parse(LegalBasis.class, text.substring(0, sign))),
          typed(() -> Texts.parse(RefusalGround.class, text.substring(sign + 1))));
    }
    return grounds;
  }

  /** Finds a ground by its name. */
  static final class GroundConverter implements ITypeConverter<RefusalGround> {

    @Override
    public RefusalGround convert(String value) {
      return Texts.parse(RefusalGround.class, value);
    }
  }
}
