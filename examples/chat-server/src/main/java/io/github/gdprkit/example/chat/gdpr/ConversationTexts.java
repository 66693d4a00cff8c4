package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.Tombstone;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a conversation is called, without one of the people in it. */
final class ConversationTexts {

  private static final String BETWEEN = "__";

  private ConversationTexts() {}

  /** The members' numbers in their order, with another number for one of them. */
  static String name(String name, long person, long stranger) {
    List<String> members = List.of(name.split(BETWEEN, -1));
    if (!members.contains(Long.toString(person))
        || !members.stream().allMatch(member -> member.matches("[0-9]{1,18}"))) {
      return name;
    }
    return members.stream()
        .map(Long::valueOf)
        .map(member -> member == person ? stranger : member)
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(BETWEEN));
  }

  /** A title that may list usernames, with the made-up name where the person's stands alone. */
  static String title(String title, PersonNames names, Tombstone tombstone) {
    String changed = title;
    for (String username : names.usernames()) {
      changed =
          Pattern.compile(
                  "(?<![\\p{L}\\p{N}._-])" + Pattern.quote(username) + "(?![\\p{L}\\p{N}_-])",
                  Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
              .matcher(changed)
              .replaceAll(Matcher.quoteReplacement(tombstone.value()));
    }
    return changed;
  }
}
