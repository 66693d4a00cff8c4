package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Profile;
import io.github.gdprkit.example.chat.store.User;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;

/** This server's users as the data subjects that gdprkit speaks of, and back. */
public final class ChatPersons {

  private ChatPersons() {}

  /** The person behind an account, with every name this server knows them by. */
  public static DataSubject dataSubject(User user) {
    Profile profile = user.profile();
    DataSubject subject =
        DataSubject.ofAccount(Long.toString(user.id()))
            .alsoKnownAs(IdentifierType.USERNAME, profile.username());
    return profile.email() == null
        ? subject
        : subject.alsoKnownAs(IdentifierType.EMAIL, profile.email());
  }

  /** What the person's archive is headed with. */
  public static String label(User user) {
    Profile profile = user.profile();
    String name = (profile.firstName() + " " + profile.lastName()).strip();
    return name.isEmpty() ? profile.username() : name + " (" + profile.username() + ")";
  }

  /** The row of the person in {@code users}. */
  static long id(DataSubject subject) {
    return Long.parseLong(subject.account());
  }

  /** The account of a row, as records name persons. */
  static String account(long userId) {
    return Long.toString(userId);
  }
}
