package io.github.gdprkit.example.chat.generate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How much to generate. The same plan always gives the same rows. */
public record LoadPlan(int users, int messages, List<HeavyUser> heavy, long seed) {

  public LoadPlan {
    heavy = List.copyOf(heavy);
    if (users < 2) {
      throw new IllegalArgumentException("A chat needs 2 users or more, not " + users);
    }
    if (messages < 1) {
      throw new IllegalArgumentException("A chat needs 1 message or more, not " + messages);
    }
    Set<String> names = new HashSet<>();
    long heavyMessages = 0;
    for (HeavyUser user : heavy) {
      if (!names.add(user.username())) {
        throw new IllegalArgumentException("Each heavy user can be named only once");
      }
      heavyMessages += user.messages();
    }
    if (heavy.size() > users) {
      throw new IllegalArgumentException(
          "There cannot be %s heavy users among %s users".formatted(heavy.size(), users));
    }
    if (heavyMessages > messages) {
      throw new IllegalArgumentException(
          "The heavy users cannot have written %s of %s messages"
              .formatted(heavyMessages, messages));
    }
    if (heavy.size() == users && heavyMessages < messages) {
      throw new IllegalArgumentException(
          "All users are heavy users, and nobody is left to write the other %s messages"
              .formatted(messages - heavyMessages));
    }
  }
}
