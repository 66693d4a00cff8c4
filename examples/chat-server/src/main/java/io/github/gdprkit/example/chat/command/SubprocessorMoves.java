package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.vendor.SampleSubprocessors;
import io.github.gdprkit.example.chat.vendor.VendorDesk;
import io.github.gdprkit.party.AgreementPoint;
import io.github.gdprkit.party.Authorisation;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.register.SubprocessorDetails;
import io.github.gdprkit.register.SubprocessorDiligence;
import io.github.gdprkit.register.SubprocessorDiligence.Evaluation;
import io.github.gdprkit.register.SubprocessorDiligence.Result;
import io.github.gdprkit.register.SubprocessorEntry;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorNotice;
import io.github.gdprkit.register.SubprocessorNotification;
import io.github.gdprkit.register.SubprocessorReply.Settlement;
import java.net.URI;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The commands that move one subprocessor, each a verb of the register. */
final class SubprocessorMoves {

  private SubprocessorMoves() {}

  static List<Object> in(ChatEnvironment environment) {
    return List.of(
        new Propose(environment),
        new Terms(environment),
        new Assess(environment),
        new Notify(environment),
        new ObjectTo(environment),
        new Settle(environment),
        new Engage(environment),
        new Replace(environment),
        new End(environment),
        new Withdraw(environment));
  }

  static SubprocessorEntry get(VendorDesk desk, SubprocessorId id) {
    return desk.register()
        .find(id)
        .orElseThrow(
            () ->
                new ChatException(
                    "there is no subprocessor %s. The command subprocessors list --all lists them"
                        .formatted(id)));
  }

  /** What these commands share: which one, and that they say where it stands then. */
  @Command
  abstract static class Move extends VendorCommand {

    @Parameters(
        index = "0",
        paramLabel = "<id>",
        description = "The subprocessor: a short word that never changes, such as aws.")
    private String id = "";

    Move(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    final int answer(ChatDatabase database, VendorDesk desk) throws Exception {
      SubprocessorEntry entry = move(database, desk, id(id));
      if (isOfVendor()) {
        new SubprocessorPrinter(desk, environment, out()).stands(entry);
      }
      return Commands.DONE;
    }

    abstract SubprocessorEntry move(ChatDatabase database, VendorDesk desk, SubprocessorId id)
        throws Exception;
  }

  /** The contract and the transfers, as they are typed. */
  static final class TermOptions {

    @Option(
        names = "--agreement",
        paramLabel = "<reference>",
        description = "Where the contract with it is filed.")
    private @Nullable String reference;

    @Option(
        names = "--concluded",
        paramLabel = "<day>",
        description = "When the contract was signed. Default: today.")
    private @Nullable LocalDate concluded;

    @Option(
        names = "--without",
        split = ",",
        paramLabel = "<point>",
        converter = PointConverter.class,
        description =
            "What the contract lacks of Art. 28(3), such as audits. Default: it is complete.")
    private List<AgreementPoint> without = new ArrayList<>();

    @Option(
        names = "--transfer",
        paramLabel = "<country>=<mechanism>",
        converter = TransferConverter.class,
        description =
            "A third country, and what allows that, such as US=standard-contractual-clauses.")
    private List<Transfer> transfers = new ArrayList<>();

    private boolean isEmpty() {
      return reference == null && transfers.isEmpty();
    }

    private @Nullable ProcessingAgreement agreement(String subject, LocalDate today) {
      if (reference == null) {
        return null;
      }
      Set<AgreementPoint> points = EnumSet.allOf(AgreementPoint.class);
      without.forEach(points::remove);
      return new ProcessingAgreement(
          reference,
          concluded == null ? today : concluded,
          null,
          subject,
          points,
          Authorisation.GENERAL,
          DAYS_FOR_THE_VENDOR);
    }
  }

  /** How many days the vendor has to object to whom its subprocessors engage. */
  private static final int DAYS_FOR_THE_VENDOR = 30;

  @Command(name = "propose", description = "Takes a proposal in. No controller is told yet.")
  static final class Propose extends Move {

    @Option(
        names = "--name",
        required = true,
        paramLabel = "<text>",
        description = "Its legal name.")
    private String name = "";

    @Option(
        names = "--role",
        required = true,
        paramLabel = "<text>",
        description = "What it does, in a few words.")
    private String role = "";

    @Option(
        names = "--description",
        paramLabel = "<text>",
        description = "The processing, and what it is responsible for. Default: the role.")
    private @Nullable String description;

    @Option(
        names = "--country",
        required = true,
        paramLabel = "<code>",
        description = "Where it is established, such as US.")
    private String country = "";

    @Option(names = "--address", paramLabel = "<text>", description = "Its postal address.")
    private String address = "";

    @Option(names = "--website", paramLabel = "<link>", description = "Its website.")
    private @Nullable URI website;

    @Option(
        names = "--for",
        split = ",",
        defaultValue = "cloud",
        paramLabel = "<service>",
        description =
            "The services that it works for: cloud, mirroring, push-notifications. Default:"
                + " ${DEFAULT-VALUE}")
    private List<String> services = new ArrayList<>();

    @Option(
        names = "--engaged-by",
        paramLabel = "<id>",
        description = "The subprocessor that engages it. Default: the vendor itself does.")
    private @Nullable String engagedBy;

    @Option(
        names = "--replaces",
        paramLabel = "<id>",
        description = "The subprocessor whose place it takes.")
    private @Nullable String replaces;

    @ArgGroup(exclusive = false)
    private TermOptions terms = new TermOptions();

    Propose(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    SubprocessorEntry move(ChatDatabase database, VendorDesk desk, SubprocessorId id) {
      return typed(() -> desk.register().propose(id, details(desk, id), by));
    }

    private SubprocessorDetails details(VendorDesk desk, SubprocessorId id) {
      Organisation organisation =
          new Organisation(
              SampleSubprocessors.party(id),
              name,
              address,
              Country.of(country),
              List.of(),
              website);
      return new SubprocessorDetails(
          organisation,
          role,
          description == null ? role : description,
          services,
          terms.transfers,
          terms.agreement(role, desk.today()),
          engagedBy == null ? null : id(engagedBy),
          replaces == null ? null : id(replaces));
    }
  }

  @Command(
      name = "terms",
      description =
          "Records the contract with it (Art. 28(4)), and what allows transfers (Art. 44).")
  static final class Terms extends Move {

    @ArgGroup(exclusive = false)
    private TermOptions terms = new TermOptions();

    Terms(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    SubprocessorEntry move(ChatDatabase database, VendorDesk desk, SubprocessorId id) {
      SubprocessorEntry known = get(desk, id);
      if (terms.isEmpty()) {
        throw new ChatException("say --agreement, --transfer or both");
      }
      ProcessingAgreement agreement =
          typed(() -> terms.agreement(known.details().role(), desk.today()));
      SubprocessorEntry entry =
          agreement == null ? known : desk.register().recordAgreement(id, agreement, by);
      return terms.transfers.isEmpty()
          ? entry
          : desk.register().recordTransfers(id, terms.transfers, by);
    }
  }

  @Command(
      name = "assess",
      description =
          "Records that somebody looked at it (Art. 28(1)). One negative result rejects it.")
  static final class Assess extends Move {

    @Option(
        names = "--security",
        required = true,
        paramLabel = "<result>",
        converter = ResultConverter.class,
        description = "positive or negative.")
    private Result security = Result.NEGATIVE;

    @Option(
        names = "--confidentiality",
        required = true,
        paramLabel = "<result>",
        converter = ResultConverter.class,
        description = "positive or negative.")
    private Result confidentiality = Result.NEGATIVE;

    @Option(
        names = "--privacy",
        required = true,
        paramLabel = "<result>",
        converter = ResultConverter.class,
        description = "positive or negative.")
    private Result privacy = Result.NEGATIVE;

    @Option(
        names = "--note",
        paramLabel = "<text>",
        description = "What it rests on, such as the report that was read.")
    private String note = "";

    @Option(names = "--on", paramLabel = "<day>", description = "When that was. Default: today.")
    private @Nullable LocalDate on;

    Assess(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    SubprocessorEntry move(ChatDatabase database, VendorDesk desk, SubprocessorId id) {
      return typed(
          () ->
              desk.register()
                  .recordDiligence(
                      id,
                      SubprocessorDiligence.of(
                          by,
                          on == null ? desk.today() : on,
                          new Evaluation(security, note),
                          new Evaluation(confidentiality, note),
                          new Evaluation(privacy, note))));
    }
  }

  @Command(
      name = "notify",
      description = {
        "Tells every controller concerned, who then has 14 days to object (Art. 28(2)).",
        "The notices are put into <db>-notices, a folder for each controller. Send them; this"
            + " program sends nothing."
      })
  static final class Notify extends Move {

    Notify(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    SubprocessorEntry move(ChatDatabase database, VendorDesk desk, SubprocessorId id) {
      SubprocessorNotification sent = desk.register().notifyControllers(id, by);
      for (SubprocessorNotice notice : sent.told()) {
        out()
            .printf(
                "Told %s, which can object until %s: %s%n",
                notice.to().id().value(), notice.objectionUntil(), desk.file(notice));
      }
      sent.failed()
          .forEach((controller, why) -> err().printf("Not told: %s%n", controller.value()));
      return get(desk, id);
    }
  }

  @Command(
      name = "object",
      description = {
        "The controller objects (Art. 28(2)). Within its days that stands in the way until it is"
            + " settled; later it is only recorded."
      })
  static final class ObjectTo extends Move {

    @Option(names = "--reason", paramLabel = "<text>", description = "Why, in its own words.")
    private String reason = "";

    @Option(
        names = "--received",
        paramLabel = "<day>",
        description = "When the objection came in. Default: today.")
    private @Nullable LocalDate received;

    ObjectTo(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    SubprocessorEntry move(ChatDatabase database, VendorDesk desk, SubprocessorId id)
        throws SQLException {
      PartyId controller = new PartyId(environment.organisation(database).name());
      LocalDate day = received == null ? desk.today() : received;
      SubprocessorEntry entry =
          typed(() -> desk.register().object(id, controller, day, reason, by));
      out()
          .printf(
              "The objection of %s to %s is recorded: %s.%n",
              controller.value(), id, Texts.code(entry.reply(controller).orElseThrow().standing()));
      return entry;
    }

    /** A controller acts, who learns nothing of the answers of others. */
    @Override
    boolean isOfVendor() {
      return false;
    }
  }

  @Command(
      name = "settle",
      description = "Records how the objection of the controller was settled, and why.")
  static final class Settle extends Move {

    @Option(
        names = "--outcome",
        required = true,
        paramLabel = "<outcome>",
        converter = OutcomeConverter.class,
        description = "withdrawn-by-controller, remedied, controller-leaves or not-engaged-for-it.")
    private Settlement outcome = Settlement.REMEDIED;

    @Option(
        names = "--reason",
        required = true,
        paramLabel = "<text>",
        description = "What was agreed.")
    private String reason = "";

    Settle(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    SubprocessorEntry move(ChatDatabase database, VendorDesk desk, SubprocessorId id)
        throws SQLException {
      PartyId controller = new PartyId(environment.organisation(database).name());
      return typed(() -> desk.register().settleObjection(id, controller, outcome, reason, by));
    }
  }

  @Command(
      name = "engage",
      description = "Engages it, when nothing is missing any more; says everything that is.")
  static final class Engage extends Move {

    @Option(
        names = "--from",
        paramLabel = "<day>",
        description = "The first day on which it processes. Default: today.")
    private @Nullable LocalDate from;

    Engage(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    SubprocessorEntry move(ChatDatabase database, VendorDesk desk, SubprocessorId id) {
      return typed(() -> desk.register().engage(id, from == null ? desk.today() : from, by));
    }
  }

  @Command(
      name = "replace",
      description = "Engages it and ends the one that it replaces, on the same day.")
  static final class Replace extends Move {

    @Option(
        names = "--from",
        paramLabel = "<day>",
        description = "The first day on which it processes. Default: today.")
    private @Nullable LocalDate from;

    Replace(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    SubprocessorEntry move(ChatDatabase database, VendorDesk desk, SubprocessorId id) {
      return typed(() -> desk.register().replace(id, from == null ? desk.today() : from, by));
    }
  }

  @Command(name = "end", description = "Ends the engagement, today or on a day to come.")
  static final class End extends Move {

    @Option(
        names = "--on",
        paramLabel = "<day>",
        description = "The first day on which it does not process any more. Default: today.")
    private @Nullable LocalDate on;

    @Option(names = "--reason", required = true, paramLabel = "<text>", description = "Why.")
    private String reason = "";

    End(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    SubprocessorEntry move(ChatDatabase database, VendorDesk desk, SubprocessorId id) {
      return typed(() -> desk.register().end(id, on == null ? desk.today() : on, reason, by));
    }
  }

  @Command(name = "withdraw", description = "Gives a proposal up before it is engaged.")
  static final class Withdraw extends Move {

    @Option(names = "--reason", required = true, paramLabel = "<text>", description = "Why.")
    private String reason = "";

    Withdraw(ChatEnvironment environment) {
      super(environment);
    }

    @Override
    SubprocessorEntry move(ChatDatabase database, VendorDesk desk, SubprocessorId id) {
      return typed(() -> desk.register().withdraw(id, reason, by));
    }
  }

  /** Finds a result by its name. */
  static final class ResultConverter implements ITypeConverter<Result> {

    @Override
    public Result convert(String value) {
      return Texts.parse(Result.class, value);
    }
  }

  /** Finds an outcome by its name. */
  static final class OutcomeConverter implements ITypeConverter<Settlement> {

    @Override
    public Settlement convert(String value) {
      return Texts.parse(Settlement.class, value);
    }
  }

  /** Finds a point of Art. 28(3) by its name. */
  static final class PointConverter implements ITypeConverter<AgreementPoint> {

    @Override
    public AgreementPoint convert(String value) {
      return Texts.parse(AgreementPoint.class, value);
    }
  }

  /** Takes a country and a mechanism apart. */
  static final class TransferConverter implements ITypeConverter<Transfer> {

    @Override
    public Transfer convert(String value) {
      String[] parts = value.split("=", 2);
      if (parts.length < 2) {
        throw new TypeConversionException(
            "a transfer is written like US=standard-contractual-clauses");
      }
      try {
        return Transfer.to(Country.of(parts[0]), Texts.parse(TransferMechanism.class, parts[1]));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
