package io.github.gdprkit.example.chat.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.OwnerOnly;
import io.github.gdprkit.jackson.GdprModule;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.register.Breach;
import io.github.gdprkit.register.BreachAmendment;
import io.github.gdprkit.register.BreachCommunication;
import io.github.gdprkit.register.BreachDelayException;
import io.github.gdprkit.register.BreachEvent;
import io.github.gdprkit.register.BreachExemption;
import io.github.gdprkit.register.BreachFacts;
import io.github.gdprkit.register.BreachId;
import io.github.gdprkit.register.BreachKind;
import io.github.gdprkit.register.BreachList;
import io.github.gdprkit.register.BreachNotice;
import io.github.gdprkit.register.BreachNotification;
import io.github.gdprkit.register.BreachOpenException;
import io.github.gdprkit.register.BreachRegister;
import io.github.gdprkit.register.BreachReport;
import io.github.gdprkit.register.BreachRisk;
import io.github.gdprkit.register.IllegalBreachMoveException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The register of personal data breaches (Art. 33, 34). */
@Command(
    name = "breach",
    description = {
      "Keeps every personal data breach (Art. 33(5) GDPR). From when you are reasonably certain, there"
          + " are 72 hours to tell the supervisory authority (Art. 33(1)).",
      "A first sign: suspect, then confirm or dismiss. A certain one: record. Each command says what is"
          + " to be done next; list says how many hours are left. Nothing is sent by this program."
    })
public final class BreachCommand extends GroupCommand {

  private static final String TIME =
      "Such as 2026-03-02T14:30, in the time zone of the settings. Default: now";

  private BreachCommand() {}

  /** With its commands. */
  public static CommandLine in(ChatEnvironment environment) {
    return new CommandLine(new BreachCommand())
        .addSubcommand(new Record(environment))
        .addSubcommand(new Suspect(environment))
        .addSubcommand(new Confirm(environment))
        .addSubcommand(new Dismiss(environment))
        .addSubcommand(new Amend(environment))
        .addSubcommand(new Assess(environment))
        .addSubcommand(new Notify(environment))
        .addSubcommand(new Communicate(environment))
        .addSubcommand(new Tell(environment))
        .addSubcommand(new Receive(environment))
        .addSubcommand(new CorrectAwareness(environment))
        .addSubcommand(new Close(environment))
        .addSubcommand(new Reopen(environment))
        .addSubcommand(new All(environment))
        .addSubcommand(new Show(environment))
        .addSubcommand(new Report(environment));
  }

  /** What all of them share. */
  @Command
  abstract static class Step extends DeskCommand {

    Step(ChatEnvironment environment) {
      super(environment);
    }

    Instant time(ChatDesk desk, @Nullable String text) {
      return text == null
          ? environment.clock().instant()
          : typed(() -> Texts.instant(text, desk.settings().zone()));
    }

    static @Nullable Instant timeOrNull(Step step, ChatDesk desk, @Nullable String text) {
      return text == null ? null : step.time(desk, text);
    }

    /** Whose register it is, as it stands on paper. */
    static Organisation keeper(ChatDesk desk) {
      return desk.settings().described(desk.organisation());
    }

    int done(ChatDesk desk, Breach breach) {
      BreachPrinter printer = new BreachPrinter(desk, environment, out());
      printer.head(breach);
      printer.next(breach);
      return Commands.DONE;
    }
  }

  /** What is known when a breach or a suspicion is taken in. */
  @Command
  abstract static class Begin extends Step {

    @Option(
        names = "--id",
        paramLabel = "<id>",
        description = "Your own number of it, such as 2026-003. Default: a random one")
    private @Nullable String id;

    @Option(
        names = "--kind",
        required = true,
        split = ",",
        paramLabel = "<kind>",
        converter = KindConverter.class,
        description = "What was breached: confidentiality, integrity, availability, or several.")
    private List<BreachKind> kinds = new ArrayList<>();

    @Option(
        names = "--facts",
        required = true,
        paramLabel = "<text>",
        description = "What happened.")
    private String facts = "";

    @Option(names = "--effects", paramLabel = "<text>", description = "What came of it.")
    private String effects = "";

    @Option(names = "--action", paramLabel = "<text>", description = "What was done about it.")
    private String action = "";

    @Option(
        names = "--detected",
        paramLabel = "<time>",
        description = "When the first sign was noticed. Default: when you were aware of it")
    private @Nullable String detected;

    @Option(
        names = "--occurred",
        paramLabel = "<time>",
        description = "When it happened or began, if that is known.")
    private @Nullable String occurred;

    @Option(
        names = "--until",
        paramLabel = "<time>",
        description = "When it ended, if that is known.")
    private @Nullable String until;

    @Option(
        names = "--on-behalf-of",
        split = ",",
        paramLabel = "<controller>",
        description =
            "The controllers whose data you process: then it is a processor's record, and they are"
                + " told, each on its own.")
    private List<String> onBehalfOf = new ArrayList<>();

    Begin(ChatEnvironment environment) {
      super(environment);
    }

    BreachId id() {
      String own = id;
      return own == null ? BreachId.random() : typed(() -> new BreachId(own));
    }

    BreachFacts facts(ChatDesk desk, Instant aware) {
      Instant first = detected == null ? aware : time(desk, detected);
      return typed(
          () ->
              new BreachFacts(
                  new LinkedHashSet<>(kinds),
                  first,
                  timeOrNull(this, desk, occurred),
                  timeOrNull(this, desk, until),
                  onBehalfOf.stream().map(PartyId::new).toList(),
                  facts,
                  effects,
                  action));
    }
  }

  @Command(
      name = "record",
      description = "Takes in a breach that you are certain of. The 72 hours run from --aware.")
  static final class Record extends Begin {

    @Option(names = "--aware", paramLabel = "<time>", description = "Since when. " + TIME)
    private @Nullable String aware;

    Record(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk) {
      Instant since = time(desk, aware);
      return done(
          desk, typed(() -> desk.kit().breaches().record(id(), facts(desk, since), since, by)));
    }
  }

  @Command(
      name = "suspect",
      description = "Takes in a first sign. No clock runs yet; look into it at once.")
  static final class Suspect extends Begin {

    Suspect(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk) {
      BreachFacts facts = facts(desk, environment.clock().instant());
      return done(desk, typed(() -> desk.kit().breaches().suspect(id(), facts, by)));
    }
  }

  /** A step on one breach. */
  @Command
  abstract static class One extends Step {

    @Parameters(
        index = "0",
        paramLabel = "<breach>",
        description = "The breach, or how its id begins.")
    private String id = "";

    One(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    final int answer(ChatDesk desk) throws IOException {
      Breach breach = find(desk);
      try {
        return answer(desk, breach);
      } catch (IllegalBreachMoveException | BreachOpenException | BreachDelayException e) {
        err().println("error: " + PlainText.of(String.valueOf(e.getMessage())));
        new BreachPrinter(desk, environment, err()).next(breach);
        return Commands.FAILED;
      }
    }

    private Breach find(ChatDesk desk) {
      List<Breach> found = new ArrayList<>();
      for (Breach breach : desk.kit().breaches().all()) {
        if (breach.id().value().equals(id)) {
          return breach;
        }
        if (breach.id().value().startsWith(id)) {
          found.add(breach);
        }
      }
      if (found.size() == 1) {
        return found.get(0);
      }
      throw new ChatException(
          "%s breach begins with %s. The command breach list shows them"
              .formatted(found.isEmpty() ? "no" : "more than one", id));
    }

    abstract int answer(ChatDesk desk, Breach breach) throws IOException;
  }

  @Command(
      name = "confirm",
      description = "A suspicion has become certain. The 72 hours run from --aware.")
  static final class Confirm extends One {

    @Option(names = "--aware", paramLabel = "<time>", description = "Since when. " + TIME)
    private @Nullable String aware;

    Confirm(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, Breach breach) {
      Instant since = time(desk, aware);
      return done(desk, typed(() -> desk.kit().breaches().confirm(breach.id(), since, by)));
    }
  }

  /** A step with a reason. */
  @Command
  abstract static class Reasoned extends One {

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "<text>",
        description = "Why, for the register and the authority.")
    private String reason = "";

    Reasoned(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    final int answer(ChatDesk desk, Breach breach) {
      return done(desk, typed(() -> step(desk, breach, reason)));
    }

    abstract Breach step(ChatDesk desk, Breach breach, String why);
  }

  @Command(name = "dismiss", description = "No breach was found. It stays in the register.")
  static final class Dismiss extends Reasoned {

    Dismiss(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    Breach step(ChatDesk desk, Breach breach, String why) {
      return desk.kit().breaches().dismiss(breach.id(), why, by);
    }
  }

  @Command(name = "correct-awareness", description = "Puts right when you became aware.")
  static final class CorrectAwareness extends Reasoned {

    @Option(
        names = "--aware",
        required = true,
        paramLabel = "<time>",
        description = "Since when. Such as 2026-03-02T14:30, in the time zone of the settings.")
    private String aware = "";

    CorrectAwareness(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    Breach step(ChatDesk desk, Breach breach, String why) {
      Instant since = time(desk, aware);
      return desk.kit().breaches().correctAwareness(breach.id(), since, why, by);
    }
  }

  @Command(
      name = "assess",
      description = "Says what risk it is to people. Another risk ends decisions made on the old.")
  static final class Assess extends Reasoned {

    @Option(
        names = "--risk",
        required = true,
        paramLabel = "<risk>",
        converter = RiskConverter.class,
        description = "none-likely, risk or high-risk.")
    private BreachRisk risk = BreachRisk.RISK;

    Assess(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    Breach step(ChatDesk desk, Breach breach, String why) {
      return desk.kit().breaches().assess(breach.id(), risk, why, by);
    }
  }

  @Command(name = "reopen", description = "Goes on with a closed breach.")
  static final class Reopen extends Reasoned {

    Reopen(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    Breach step(ChatDesk desk, Breach breach, String why) {
      return desk.kit().breaches().reopen(breach.id(), why, by);
    }
  }

  @Command(name = "close", description = "Ends the work on it, when nothing is left to do.")
  static final class Close extends One {

    Close(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, Breach breach) {
      return done(desk, desk.kit().breaches().close(breach.id(), by));
    }
  }

  @Command(name = "amend", description = "Adds what came to light later. Nothing is overwritten.")
  static final class Amend extends One {

    @Option(
        names = "--kind",
        split = ",",
        paramLabel = "<kind>",
        converter = KindConverter.class,
        description = "What was breached, as is known now.")
    private List<BreachKind> kinds = new ArrayList<>();

    @Option(names = "--facts", paramLabel = "<text>", description = "What else happened.")
    private String facts = "";

    @Option(names = "--effects", paramLabel = "<text>", description = "What else came of it.")
    private String effects = "";

    @Option(names = "--action", paramLabel = "<text>", description = "What else was done.")
    private String action = "";

    @Option(names = "--occurred", paramLabel = "<time>", description = "When it began.")
    private @Nullable String occurred;

    @Option(names = "--until", paramLabel = "<time>", description = "When it ended.")
    private @Nullable String until;

    @Option(
        names = "--on-behalf-of",
        split = ",",
        paramLabel = "<controller>",
        description = "Further controllers concerned, in a processor's record.")
    private List<String> onBehalfOf = new ArrayList<>();

    Amend(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, Breach breach) {
      BreachAmendment amendment =
          typed(
              () ->
                  new BreachAmendment(
                      Set.copyOf(kinds),
                      timeOrNull(this, desk, occurred),
                      timeOrNull(this, desk, until),
                      onBehalfOf.stream().map(PartyId::new).toList(),
                      facts,
                      effects,
                      action));
      return done(desk, typed(() -> desk.kit().breaches().amend(breach.id(), amendment, by)));
    }
  }

  @Command(
      name = "notify",
      description = {
        "Records what you told the supervisory authority (Art. 33(3)). What is not known yet can follow:"
            + " call it again with what is new.",
        "Later than 72 hours, it comes with the reasons for the delay."
      })
  static final class Notify extends One {

    @Mixin private BreachContentOptions content = new BreachContentOptions();

    @Option(names = "--at", paramLabel = "<time>", description = "When you sent it. " + TIME)
    private @Nullable String at;

    @Option(
        names = "--authority",
        paramLabel = "<text>",
        description = "Which one you told. Default: the one of the settings")
    private @Nullable String authority;

    @Option(
        names = "--reference",
        paramLabel = "<text>",
        description = "Under which number the authority keeps it.")
    private String reference = "";

    @Option(
        names = "--delay",
        paramLabel = "<text>",
        description = "Why it comes later than 72 hours after you became aware.")
    private String delay = "";

    @Option(
        names = "--not-needed",
        paramLabel = "<reason>",
        description = "You do not tell it, because no risk is likely: why (Art. 33(1)).")
    private @Nullable String notNeeded;

    Notify(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, Breach breach) {
      BreachRegister register = desk.kit().breaches();
      String reason = notNeeded;
      if (reason != null) {
        if (content.saysAnything()) {
          throw usage("--not-needed goes without what would be told");
        }
        return done(desk, typed(() -> register.doNotNotify(breach.id(), reason, by)));
      }
      Instant sent = time(desk, at);
      BreachNotification told =
          typed(
              () ->
                  new BreachNotification(
                      sent,
                      authority == null ? desk.settings().authority() : authority,
                      reference,
                      content.content(),
                      delay));
      return done(desk, typed(() -> register.notifyAuthority(breach.id(), told, by)));
    }
  }

  @Command(
      name = "communicate",
      description = {
        "Decides whether the people concerned are told (Art. 34), and then records that they were.",
        "To tell them: --nature, --contact, --reach, --consequences, --measures, in plain words. Not to:"
            + " --exempt and --reason. That they were told: --told and --channel."
      })
  static final class Communicate extends One {

    @Mixin private BreachContentOptions content = new BreachContentOptions();

    @Option(
        names = "--exempt",
        paramLabel = "<ground>",
        converter = ExemptionConverter.class,
        description = "protected, risk-removed or disproportionate-effort (Art. 34(3)).")
    private @Nullable BreachExemption exempt;

    @Option(names = "--reason", paramLabel = "<text>", description = "Why that ground applies.")
    private String reason = "";

    @Option(
        names = "--public",
        paramLabel = "<text>",
        description = "What the public is told instead, and where; with disproportionate-effort.")
    private String publicly = "";

    @Option(
        names = "--told",
        paramLabel = "<n>|public",
        description = "How many people were told, as was decided; or that the public was.")
    private @Nullable String told;

    @Option(names = "--channel", paramLabel = "<text>", description = "By which means.")
    private String channel = "";

    @Option(names = "--at", paramLabel = "<time>", description = "When. " + TIME)
    private @Nullable String at;

    Communicate(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, Breach breach) {
      BreachRegister register = desk.kit().breaches();
      boolean isDecision = exempt != null || content.saysAnything();
      if ((told != null) == isDecision || exempt != null && content.saysAnything()) {
        throw usage(
            "Say what people are told, or --exempt with --reason, or --told with --channel");
      }
      String whom = told;
      if (whom != null) {
        Instant when = time(desk, at);
        return done(
            desk,
            typed(
                () ->
                    register.communicated(
                        breach.id(),
                        new BreachEvent.Communicated(when, number(whom), channel),
                        by)));
      }
      return done(desk, typed(() -> register.decideCommunication(breach.id(), decision(), by)));
    }

    private BreachCommunication decision() {
      if (exempt != null) {
        return new BreachCommunication.Exempt(exempt, reason, publicly);
      }
      Contact contact = content.contact();
      if (contact == null) {
        throw usage("People are told whom they can ask: --contact and --reach (Art. 34(2))");
      }
      return new BreachCommunication.ToSubjects(
          content.nature(), contact, content.consequences(), content.measures());
    }

    private @Nullable Long number(String text) {
      try {
        return text.equals("public") ? null : Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw usage("--told is how many people were told, or the word public");
      }
    }
  }

  @Command(
      name = "tell",
      description = {
        "As a processor, tells one controller (Art. 33(2)): writes the notice that you send it, and keeps"
            + " that it was told. The notice names no other controller.",
        "That controller takes it in with breach receive."
      })
  static final class Tell extends One {

    @Parameters(index = "1", paramLabel = "<controller>", description = "Whom.")
    private String controller = "";

    @Mixin private BreachContentOptions content = new BreachContentOptions();

    @Option(names = "--at", paramLabel = "<time>", description = "When you send it. " + TIME)
    private @Nullable String at;

    @Option(
        names = "--output",
        required = true,
        paramLabel = "<file>",
        description = "The notice to write, as JSON.")
    private Path output = Path.of("");

    Tell(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, Breach breach) throws IOException {
      if (Files.exists(output)) {
        throw usage("%s is there already; name another file".formatted(output));
      }
      Instant when = time(desk, at);
      BreachNotice notice =
          typed(
              () ->
                  desk.kit()
                      .breaches()
                      .notifyController(
                          breach.id(), new PartyId(controller), content.content(), when, by));
      write(output, json(notice));
      out().printf("Send this to %s:%n  %s%n", controller, output);
      return done(desk, desk.kit().breaches().find(breach.id()).orElseThrow());
    }
  }

  @Command(
      name = "receive",
      description = {
        "Takes in what a processor told you. You are aware by it, and the 72 hours run from --at.",
        "A later notice of the same processor is added to the same breach."
      })
  static final class Receive extends Step {

    @Parameters(
        index = "0",
        paramLabel = "<file>",
        description = "The notice, as JSON, as breach tell writes it.")
    private Path file = Path.of("");

    @Option(names = "--at", paramLabel = "<time>", description = "When it told you. " + TIME)
    private @Nullable String at;

    Receive(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk) throws IOException {
      BreachNotice notice = read();
      Instant when = time(desk, at);
      return done(desk, typed(() -> desk.kit().breaches().receiveFromProcessor(notice, when, by)));
    }

    /** What Jackson says of a file can quote it. */
    private BreachNotice read() throws IOException {
      try {
        return mapper().readValue(Files.readString(file), BreachNotice.class);
      } catch (JsonProcessingException e) {
        throw new ChatException(
            "%s is not the notice of a breach; ask the processor to send it again".formatted(file));
      }
    }
  }

  @Command(
      name = "list",
      description = "Lists the register; the clock that ends first comes first.")
  static final class All extends Step {

    @Option(
        names = "--format",
        paramLabel = "<format>",
        converter = FormatConverter.class,
        description = "text, markdown, html, csv or json. Default: text")
    private Format format = Format.TEXT;

    @Option(
        names = "--as-of",
        paramLabel = "<time>",
        description = "What the register said then. Default: now")
    private @Nullable String asOf;

    @Option(names = "--output", paramLabel = "<file>", description = "Where to write it.")
    private @Nullable Path output;

    All(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk) throws IOException {
      BreachRegister register = desk.kit().breaches();
      List<Breach> all = asOf == null ? register.all() : register.asOf(time(desk, asOf));
      BreachList list = BreachList.of(all, keeper(desk), ZoneId.of(desk.settings().zone()));
      switch (format) {
        case TEXT -> text(desk, all);
        case MARKDOWN -> give(output, list.markdown());
        case HTML -> give(output, list.html());
        case CSV -> give(output, list.csv());
        case JSON -> give(output, json(all));
      }
      return Commands.DONE;
    }

    private void text(ChatDesk desk, List<Breach> all) {
      if (all.isEmpty()) {
        out().println("There are no breaches in the register.");
      }
      BreachPrinter printer = new BreachPrinter(desk, environment, out());
      Instant now = environment.clock().instant();
      all.stream()
          .sorted(
              Comparator.comparing(
                  breach ->
                      breach.due(now).map(due -> due.deadline().plainEnd()).orElse(Instant.MAX)))
          .forEach(printer::line);
    }

    private void give(@Nullable Path file, String text) throws IOException {
      if (file == null) {
        out().print(text);
      } else {
        write(file, text);
        out().printf("Written: %s%n", file.toAbsolutePath().normalize());
      }
    }
  }

  @Command(name = "show", description = "Shows one breach, and what is to be done.")
  static final class Show extends One {

    Show(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, Breach breach) {
      new BreachPrinter(desk, environment, out()).full(breach);
      return Commands.DONE;
    }
  }

  @Command(name = "report", description = "Writes one breach for the authority and the file.")
  static final class Report extends One {

    @Option(
        names = "--format",
        paramLabel = "<format>",
        converter = FormatConverter.class,
        description = "markdown, html or json. Default: markdown")
    private Format format = Format.MARKDOWN;

    @Option(names = "--output", paramLabel = "<file>", description = "Where to write it.")
    private @Nullable Path output;

    Report(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    int answer(ChatDesk desk, Breach breach) throws IOException {
      BreachReport report =
          BreachReport.of(breach, keeper(desk), ZoneId.of(desk.settings().zone()));
      String text =
          switch (format) {
            case MARKDOWN, TEXT -> report.markdown();
            case HTML -> report.html();
            case JSON -> json(breach);
            case CSV -> throw usage("One breach is markdown, html or json; breach list has csv");
          };
      if (output == null) {
        out().print(text);
      } else {
        write(output, text);
        out().printf("Written: %s%n", output.toAbsolutePath().normalize());
      }
      return Commands.DONE;
    }
  }

  private static ObjectMapper mapper() {
    return new ObjectMapper().registerModule(new GdprModule());
  }

  private static String json(Object value) throws IOException {
    return mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value)
        + System.lineSeparator();
  }

  /** Readable by its owner only: what is told of a breach helps whoever wants to repeat it. */
  private static void write(Path file, String text) throws IOException {
    OwnerOnly.file(file.toAbsolutePath());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /** How something is written. */
  enum Format {
    TEXT,
    MARKDOWN,
    HTML,
    CSV,
    JSON
  }

  /** Finds a format by its name. */
  static final class FormatConverter implements ITypeConverter<Format> {

    @Override
    public Format convert(String value) {
      return Texts.parse(Format.class, value);
    }
  }

  /** Finds a kind by its name. */
  static final class KindConverter implements ITypeConverter<BreachKind> {

    @Override
    public BreachKind convert(String value) {
      return Texts.parse(BreachKind.class, value);
    }
  }

  /** Finds a risk by its name. */
  static final class RiskConverter implements ITypeConverter<BreachRisk> {

    @Override
    public BreachRisk convert(String value) {
      return Texts.parse(BreachRisk.class, value);
    }
  }

  /** Finds an exemption by its name. */
  static final class ExemptionConverter implements ITypeConverter<BreachExemption> {

    @Override
    public BreachExemption convert(String value) {
      return Texts.parse(BreachExemption.class, value);
    }
  }
}
