package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.example.chat.desk.ChatDesk;
import io.github.gdprkit.example.chat.gdpr.ChatPersons;
import io.github.gdprkit.example.chat.store.User;
import io.github.gdprkit.request.DataSubjectRequest;
import io.github.gdprkit.request.IdentityLevel;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.Verification;

/** Says that a person is who they say they are (Art. 12(6)). */
final class Identity {

  private Identity() {}

  static DataSubjectRequest confirm(
      DeskCommand command, ChatDesk desk, RequestId id, String how, User user) {
    Verification verification =
        command.typed(
            () ->
                new Verification(
                    level(how), how, command.by, command.environment.clock().instant()));
    return command.typed(
        () ->
            desk.requests()
                .confirmIdentity(id, verification, ChatPersons.dataSubject(user), command.by));
  }

  private static IdentityLevel level(String how) {
    return switch (how) {
      case "signed-in" -> IdentityLevel.SIGNED_IN;
      case "channel-on-file" -> IdentityLevel.CHANNEL_ON_FILE;
      default -> IdentityLevel.SEEN_BY_STAFF;
    };
  }
}
