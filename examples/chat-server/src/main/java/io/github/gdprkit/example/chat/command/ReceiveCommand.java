package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.deadline.AskedWhen;
import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.gdpr.ChatPersons;
import io.github.gdprkit.example.chat.store.User;
import io.github.gdprkit.fulfilment.Intake;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.IntakeChannel;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes one request in. */
@Command
abstract class ReceiveCommand extends DeskCommand {

  @Parameters(
      index = "0",
      paramLabel = "<person>",
      description = "The username or e-mail address of the person.")
  private String person = "";

  @Option(
      names = "--verified-by",
      paramLabel = "<how>",
      description = {
        "You are sure that it is this person, and this is how: signed-in, channel-on-file,"
            + " seen-by-staff, or a way of your own in lower case words joined by hyphens.",
        "Without it nothing is done until confirm-identity."
      })
  private @Nullable String verifiedBy;

  @Option(
      names = "--ask-identity",
      description =
          "There is reasonable doubt, and the person was asked today to prove who they are: the clock"
              + " stands until confirm-identity (Art. 12(6)).")
  private boolean askIdentity;

  @Option(
      names = "--received",
      paramLabel = "<when>",
      description =
          "When it truly came, if not now: a day such as 2026-01-30 or an instant such as"
              + " 2026-01-30T17:05:00Z. The clock runs from there.")
  private @Nullable String receivedWhen;

  @Option(
      names = "--channel",
      paramLabel = "<channel>",
      defaultValue = "command-line",
      converter = ChannelConverter.class,
      description =
          "How it came: in-app, email, web-form, letter, telephone, in-person, api, command-line."
              + " Default: ${DEFAULT-VALUE}")
  private IntakeChannel channel = IntakeChannel.COMMAND_LINE;

  @Option(
      names = "--message",
      paramLabel = "<text>",
      description = "What the person wrote. Personal data; kept in the working papers only.")
  private @Nullable String message;

  @Option(
      names = "--id",
      paramLabel = "<id>",
      description =
          "The id that the request gets. A script that does not know whether it got through runs the"
              + " same command again, with the same --received. Default: a random one.")
  private @Nullable String id;

  private final Claim claim;

  ReceiveCommand(ChatEnvironment environment, Claim claim) {
    super(environment);
    this.claim = claim;
  }

  /** What the person asks for. */
  Claim claim() {
    return claim;
  }

  /** What is to be put right; refuses what never can be. */
  List<Correction> corrections(ChatDesk desk, User user) throws SQLException {
    return List.of();
  }

  @Override
  final int answer(ChatDesk desk) throws Exception {
    if (verifiedBy != null && askIdentity) {
      throw usage("Either you are sure who it is (--verified-by), or you asked (--ask-identity)");
    }
    User user = person(desk, person);
    Instant now = environment.clock().instant();
    String wanted = id;
    RequestId request = wanted == null ? RequestId.random() : typed(() -> new RequestId(wanted));
    Intake intake =
        Intake.of(
                claim(),
                ChatPersons.dataSubject(user),
                ChatPersons.label(user),
                channel,
                receivedWhen == null ? now : receivedAt(receivedWhen, desk.settings().zone()))
            .as(request)
            .withMessage(message == null ? "" : message)
            .withCorrections(corrections(desk, user));
    DataSubjectRequest received = typed(() -> desk.requests().receive(intake, by));
    if (verifiedBy != null && received.verification().isEmpty()) {
      received = Identity.confirm(this, desk, request, verifiedBy, user);
    } else if (askIdentity && received.status() == RequestStatus.RECEIVED) {
      received = desk.requests().askForIdentity(request, AskedWhen.WITHOUT_UNDUE_DELAY, by);
    }
    new RequestPrinter(desk, environment, out()).received(received);
    return Commands.DONE;
  }

  private Instant receivedAt(String text, String zone) {
    try {
      if (text.length() > "2026-01-30".length()) {
        return Instant.parse(text);
      }
      return LocalDate.parse(text).atStartOfDay(ZoneId.of(zone)).toInstant();
    } catch (DateTimeException e) {
      throw usage(
          "--received is a day such as 2026-01-30 or an instant such as 2026-01-30T17:05:00Z");
    }
  }

  /** Finds a channel by its name. */
  static final class ChannelConverter implements ITypeConverter<IntakeChannel> {

    @Override
    public IntakeChannel convert(String value) {
      return Texts.parse(IntakeChannel.class, value);
    }
  }
}
