package io.github.gdprkit.example.chat.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows about a person. The username and the e-mail address are kept in lower case,
 * as Mattermost does, so that both can be looked up in any spelling.
 *
 * @param email is null while the person is known only by name
 */
public record Profile(
    String username,
    @Nullable String email,
    String firstName,
    String lastName,
    String nickname,
    String position,
    String locale,
    String authService,
    String roles,
    @Nullable Long createdAt,
    @Nullable Long deactivatedAt) {

  public Profile {
    username = normalised(username);
    email = email == null ? null : normalised(email);
  }

  /** A username or e-mail address as it is kept and looked up. */
  public static String normalised(String usernameOrEmail) {
    return usernameOrEmail.strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "Profile[redacted]";
  }
}
