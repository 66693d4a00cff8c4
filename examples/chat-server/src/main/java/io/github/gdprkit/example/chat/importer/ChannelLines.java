package io.github.gdprkit.example.chat.importer;

import io.github.gdprkit.example.chat.store.Channel;

/** {@code {"type": "channel", ...}}: a channel of a team. */
final class ChannelLines implements LineKind {

  private final ImportTarget target;

  ChannelLines(ImportTarget target) {
    this.target = target;
  }

  @Override
  public Change read(Fields channel) throws InvalidLineException {
    String team = channel.name("team");
    String name = channel.name("name");
    Channel described =
        new Channel(
            name,
            channel.textOr("display_name", name),
            channel.oneOf("type", "O", "P"),
            channel.textOr("header", ""),
            channel.textOr("purpose", ""));
    return () -> {
      long teamId = target.team(team);
      target.count(Kind.CHANNEL, target.writer().channels().add(teamId, described).isNew());
    };
  }
}
