package io.github.gdprkit.example.chat.importer;

import io.github.gdprkit.example.chat.store.Team;

/** {@code {"type": "team", ...}}. */
final class TeamLines implements LineKind {

  private final ImportTarget target;

  TeamLines(ImportTarget target) {
    this.target = target;
  }

  @Override
  public Change read(Fields team) throws InvalidLineException {
    String name = team.name("name");
    Team described =
        new Team(
            name,
            team.textOr("display_name", name),
            team.oneOf("type", "O", "I"),
            team.textOr("description", ""),
            team.flag("allow_open_invite"));
    return () -> target.count(Kind.TEAM, target.writer().channels().addTeam(described).isNew());
  }
}
