package io.github.gdprkit.example.chat.importer;

import io.github.gdprkit.example.chat.store.Added;
import java.util.ArrayList;
import java.util.List;

/** {@code {"type": "direct_channel", ...}}: the channel of two or more people, or of one alone. */
final class DirectChannelLines implements LineKind {

  private final ImportTarget target;

  DirectChannelLines(ImportTarget target) {
    this.target = target;
  }

  @Override
  public Change read(Fields channel) throws InvalidLineException {
    List<String> members = members(channel);
    List<String> favoritedBy = channel.texts("favorited_by");
    String header = channel.textOr("header", "");
    return () -> {
      Added direct = target.direct(members, header);
      target.count(Kind.DIRECT_CHANNEL, direct.isNew());
      for (String username : favoritedBy) {
        target.writer().channels().makeFavorite(target.user(username), direct.id());
      }
    };
  }

  /** Older exports name the members, newer ones describe each of them as a participant. */
  private static List<String> members(Fields channel) throws InvalidLineException {
    List<String> members = new ArrayList<>(channel.texts("members"));
    for (Fields participant : channel.objects("participants")) {
      members.add(participant.name("username"));
    }
    return channel.atLeastOneName("members", members);
  }
}
