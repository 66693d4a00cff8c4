package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.desk.DeskSettings;
import io.github.gdprkit.example.chat.gdpr.ChatPersons;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.ChatLocation;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.User;
import io.github.gdprkit.example.chat.vendor.HarbourChat;
import io.github.gdprkit.fulfilment.EndOfServiceStatus;
import io.github.gdprkit.fulfilment.EndingService;
import io.github.gdprkit.party.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** What all commands share: the options that stand before or after any of them, and the time. */
public final class ChatEnvironment {

  private static final String DEFAULT_FILE = "chat-data/chat.db";

  /** What there is to know about the files, once and not in the help of each command. */
  public static final String ABOUT_FILES =
      "%nThe commands import and generate create the database. The bytes of uploads lie beside it in"
          + " <db>-uploads, and in <db>-gdpr what proves what was done for people: the ledger of"
          + " erasures, keys, archives; each further controller has a folder of its own in it. With a"
          + " URL, <db> is the file chat in the folder that --files names. Back"
          + " <db>-gdpr up apart from the database, or a restore brings erased people back"
          + " unnoticed.";

  private static final String PROGRAM = "chat-server ";

  private final Clock clock;
  private final Map<String, String> variables;

  @Option(
      names = "--db",
      scope = ScopeType.INHERIT,
      paramLabel = "<file|url>",
      defaultValue = DEFAULT_FILE,
      description =
          "The chat database. A SQLite file, or jdbc:postgresql://host:5432/database?user=name with"
              + " the password in PGPASSWORD. Default: ${DEFAULT-VALUE}")
  private String database = DEFAULT_FILE;

  @Option(
      names = "--files",
      scope = ScopeType.INHERIT,
      paramLabel = "<folder>",
      description =
          "With a URL: the folder of what is no table, such as uploads and keys. Default: one of the"
              + " database's name in chat-data")
  private @Nullable Path files;

  @Option(
      names = "--controller",
      scope = ScopeType.INHERIT,
      paramLabel = "<name>",
      defaultValue = "operator",
      converter = ControllerConverter.class,
      description =
          "Whose people and requests this is about: one of the organisations in the database."
              + " Default: ${DEFAULT-VALUE}")
  private String controller = Organisation.DEFAULT.name();

  @Option(
      names = "--deployment",
      scope = ScopeType.INHERIT,
      paramLabel = "<place>",
      description = {
        "Where the chat of the controller runs: cloud, at the made-up vendor, or on-premises, where"
            + " the operator is alone. Default: what settings --deployment said, or on-premises."
      })
  private @Nullable String place;

  @Option(
      names = "--service",
      scope = ScopeType.INHERIT,
      paramLabel = "<service>",
      description =
          "A service of the vendor that is used on premises, under the same terms as in its cloud:"
              + " push-notifications or mirroring.")
  private List<String> services = new ArrayList<>();

  /**
   * What the options do not say comes from here.
   *
   * @param variables the environment variables of this program
   */
  public ChatEnvironment(Clock clock, Map<String, String> variables) {
    this.clock = clock;
    this.variables = variables;
  }

  /** Where the chat is that the command line names. */
  private ChatLocation location() {
    return ChatLocation.of(database, files, variables);
  }

  /** The time that commands go by. */
  public Clock clock() {
    return clock;
  }

  /** The name that the command line gave, whether or not the database knows it. */
  String controller() {
    return controller;
  }

  /** Where the command line says that the chat runs; {@code null} when it says nothing. */
  @Nullable Deployment deployment() {
    return place == null && services.isEmpty()
        ? null
        : HarbourChat.deployment(place == null ? "on-premises" : place, services);
  }

  /** Where it runs for this desk, or by its settings when the command line says nothing. */
  Deployment deployment(ChatDatabase database, Organisation organisation) throws IOException {
    Deployment said = deployment();
    return said == null ? DeskSettings.of(database, organisation).where() : said;
  }

  /** The organisation that the command is about; refuses one that the database does not know. */
  Organisation organisation(ChatDatabase database) throws SQLException {
    return database.organisations().get(controller);
  }

  /** The same for commands that bring people, and with the first of them their organisation. */
  Organisation newOrganisation(ChatDatabase database) throws SQLException, IOException {
    Organisation organisation = database.organisations().getOrCreate(controller);
    requireServed(database, organisation);
    return organisation;
  }

  /** Refuses an organisation that has left, or whose erasure has begun. */
  void requireServed(ChatDatabase database, Organisation organisation)
      throws SQLException, IOException {
    if (!ChatDesk.isUsed(database, organisation)) {
      return;
    }
    try (ChatDesk desk = ChatDesk.open(database, organisation, clock)) {
      for (EndingService service : desk.kit().endOfService().list()) {
        boolean isErased =
            service.status() == EndOfServiceStatus.ERASING
                || service.status() == EndOfServiceStatus.ENDED;
        if (isErased) {
          throw new ChatException(
              ("the service to %s %s (Art. 28(3)(g) GDPR). If it comes back, it needs another name:"
                      + " under this one everybody counts as erased. See: %s")
                  .formatted(
                      controller,
                      service.status() == EndOfServiceStatus.ENDED ? "has ended" : "is ending",
                      command("end-service report " + service.id())));
        }
      }
    }
  }

  ChatDatabase openDatabase() throws SQLException, IOException {
    return serving(ChatDatabase.open(location()));
  }

  /** For commands that read: an empty database made by a slip of the pen would answer wrongly. */
  ChatDatabase openExistingDatabase() throws SQLException, IOException {
    return serving(openUnchecked());
  }

  /** The same also while a restore is not replayed: for commands that look into that themselves. */
  ChatDatabase openUnchecked() throws SQLException, IOException {
    ChatLocation location = location();
    if (!ChatDatabase.isThere(location)) {
      throw new ChatException(
          "there is no chat database %s. Import or generate one, or name another with --db"
              .formatted(location.isServer() ? location : database));
    }
    return ChatDatabase.open(location);
  }

  /** Refuses a database that came back from a backup and has people in it who were erased. */
  private ChatDatabase serving(ChatDatabase database) throws SQLException, IOException {
    try {
      Optional<Organisation> known = database.organisations().find(controller);
      if (known.isPresent() && ChatDesk.isUsed(database, known.get())) {
        try (ChatDesk desk = ChatDesk.open(database, known.get(), clock)) {
          requireServing(desk);
        }
      }
      return database;
    } catch (SQLException | IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Somebody who changes what is theirs, or whose account is changed. Refuses while their data may
   * only be kept, also while an objection of theirs is weighed, which no mark in the chat tells of.
   */
  User unrestricted(ChatDatabase database, String person) throws SQLException, IOException {
    Organisation organisation = organisation(database);
    User user = Commands.person(database, organisation, person);
    if (ChatDesk.isUsed(database, organisation)) {
      try (ChatDesk desk = ChatDesk.open(database, organisation, clock)) {
        if (desk.kit().restrictions().isRestricted(ChatPersons.dataSubject(user))) {
          throw new ChatException(
              "this person's data is restricted (Art. 18 GDPR): it is kept as it is, and nobody uses"
                  + " or changes it until the restriction is lifted");
        }
      }
    }
    return user;
  }

  void requireServing(ChatDesk desk) {
    desk.requireServing(command("restore replay"), command("restore accept-lost-ledger"));
  }

  /** A command as somebody can type it now, for the same controller on the same database. */
  String command(String words) {
    return PROGRAM + words + option() + deploymentOption() + where();
  }

  /** The same without where the chat runs, for what would remember that. */
  String commandAnywhere(String words) {
    return commandNaming(words + option());
  }

  /** The same for a controller that the words name, and wherever its chat runs. */
  String commandNaming(String words) {
    return PROGRAM + words + where();
  }

  /** The options that name the database again: the server that was named, or else this file. */
  List<String> databaseOr(Path file) {
    if (database.equals(DEFAULT_FILE) || !location().isServer()) {
      return List.of("--db", file.toString());
    }
    return files == null
        ? List.of("--db", database)
        : List.of("--db", database, "--files", files.toString());
  }

  /** Never with a password: whoever runs it has that in PGPASSWORD. */
  private String where() {
    if (database.equals(DEFAULT_FILE)) {
      return "";
    }
    ChatLocation location = location();
    return " --db "
        + quoted(location.isServer() ? location.toString() : database)
        + (files == null ? "" : " --files " + quoted(files.toString()));
  }

  private String deploymentOption() {
    return (place == null ? "" : " --deployment " + place)
        + services.stream().map(service -> " --service " + service).collect(Collectors.joining());
  }

  /** The option that names the controller, behind a blank; empty when no option is needed. */
  String option() {
    return controller.equals(Organisation.DEFAULT.name()) ? "" : " --controller " + controller;
  }

  static String quoted(String path) {
    return path.matches("[A-Za-z0-9_./:\\\\-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }

  /**
   * Whether somebody looks on, and not a file or another program. Since Java 22 there is a console
   * without a terminal; picocli tells the two apart.
   */
  boolean isTerminal() {
    return CommandLine.Help.Ansi.AUTO.enabled();
  }

  /** Takes what can be the name of an organisation. */
  static final class ControllerConverter implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
      try {
        if (value.equals(HarbourChat.VENDOR.id().value())) {
          throw new TypeConversionException(
              value + " is the vendor, and no controller here; its commands are subprocessors");
        }
        return Organisation.checkedName(value);
      } catch (ChatException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
