package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.gdpr.ChatPersons;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.User;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says that whoever sent a request is the person whom it is about. */
@Command(
    name = "confirm-identity",
    description =
        "Says that a request comes from the person it is about. Without that nothing is done on it"
            + " (Art. 12(6) GDPR).")
public final class ConfirmIdentityCommand extends OneRequestCommand {

  @Option(
      names = "--verified-by",
      required = true,
      paramLabel = "<how>",
      description =
          "How you are sure: signed-in, channel-on-file, seen-by-staff, or a way of your own in lower"
              + " case words joined by hyphens.")
  private String verifiedBy = "";

  @Option(
      names = "--person",
      paramLabel = "<person>",
      description = "By which name the person is known now, if the username has changed since.")
  private @Nullable String person;

  public ConfirmIdentityCommand(ChatEnvironment environment) {
    super(environment);
  }

  @Override
  int answer(ChatDesk desk, RequestId request) throws SQLException {
    DataSubject named =
        desk.requests()
            .papers(request)
            .map(RequestFile::subject)
            .orElseThrow(
                () -> new ChatException("the papers of this request are erased; it is closed"));
    User user =
        person(
            desk, person == null ? named.identifier(IdentifierType.USERNAME).orElse("") : person);
    if (person == null && !named.hasAccount(ChatPersons.dataSubject(user).account())) {
      throw new ChatException(
          "the username that the request named belongs to another account now. Say whose request it"
              + " is with --person");
    }
    new RequestPrinter(desk, environment, out())
        .received(Identity.confirm(this, desk, request, verifiedBy, user));
    return Commands.DONE;
  }
}
