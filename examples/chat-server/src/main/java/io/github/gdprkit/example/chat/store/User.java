package io.github.gdprkit.example.chat.store;

/** A person with an account on this server. */
public record User(long id, Profile profile) {

  @Override
  public String toString() {
    return "User[redacted]";
  }
}
