package io.github.gdprkit.party;

import java.util.Objects;

/**
 * Something that an organisation runs for controllers, such as a cloud or a service for push
 * notifications. Its terms make its provider the processor of whoever uses it.
 *
 * @param id lower case words joined by hyphens
 * @param name for people; not blank
 * @param provider who runs it
 */
public record Service(String id, String name, Organisation provider) {

  /** Refuses a malformed id or a blank name with {@link IllegalArgumentException}. */
  public Service {
    Objects.requireNonNull(provider, "provider");
    if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "A service id is lower case words joined by hyphens, such as push-notifications");
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("The service " + id + " needs a name for people");
    }
  }
}
