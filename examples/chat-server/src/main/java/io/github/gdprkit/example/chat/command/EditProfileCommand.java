package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.store.Accounts;
import io.github.gdprkit.example.chat.store.ProfileField;
import io.github.gdprkit.example.chat.store.User;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Lets somebody put their own profile right. */
@Command(
    name = "edit-profile",
    description = {
      "Changes what people can change of their profile themselves.",
      "The username and the e-mail address, which others know the person by, are changed on request."
    })
public final class EditProfileCommand extends ChangeCommand {

  @Option(
      names = "--first-name",
      paramLabel = "<text>",
      description = "The first name. Empty text clears it.")
  private @Nullable String firstName;

  @Option(
      names = "--last-name",
      paramLabel = "<text>",
      description = "The last name. Empty text clears it.")
  private @Nullable String lastName;

  @Option(
      names = "--nickname",
      paramLabel = "<text>",
      description = "The nickname. Empty text clears it.")
  private @Nullable String nickname;

  @Option(
      names = "--position",
      paramLabel = "<text>",
      description = "The position. Empty text clears it.")
  private @Nullable String position;

  @Option(
      names = "--locale",
      paramLabel = "<text>",
      description = "The language, such as en. Empty text clears it.")
  private @Nullable String locale;

  public EditProfileCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  public Integer call() throws SQLException, IOException {
    if (values().isEmpty()) {
      throw new ParameterException(
          Commands.commandLine(spec),
          "Name what to change: --first-name, --last-name, --nickname, --position or --locale");
    }
    return super.call();
  }

  @Override
  void answer(Accounts accounts, User user) throws SQLException, IOException {
    boolean changed = accounts.edit(user.id(), values());
    out().println(changed ? "The profile is changed." : "The profile says so already.");
  }

  private Map<ProfileField, String> values() {
    Map<ProfileField, String> values = new EnumMap<>(ProfileField.class);
    put(values, ProfileField.FIRST_NAME, firstName);
    put(values, ProfileField.LAST_NAME, lastName);
    put(values, ProfileField.NICKNAME, nickname);
    put(values, ProfileField.POSITION, position);
    put(values, ProfileField.LOCALE, locale);
    return values;
  }

  private static void put(
      Map<ProfileField, String> values, ProfileField field, @Nullable String value) {
    if (value != null) {
      values.put(field, value);
    }
  }
}
