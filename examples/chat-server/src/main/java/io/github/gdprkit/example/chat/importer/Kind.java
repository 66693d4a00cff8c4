package io.github.gdprkit.example.chat.importer;

/** What an import counts, in the order in which the summary lists it. */
public enum Kind {
  ROLE("roles"),
  TEAM("teams"),
  TEAM_MEMBER("team members"),
  CHANNEL("channels"),
  DIRECT_CHANNEL("direct and group channels"),
  USER("users"),
  PREFERENCE("preferences"),
  MEMBERSHIP("memberships"),
  POST("posts"),
  REPLY("replies"),
  DIRECT_POST("direct posts"),
  REACTION("reactions"),
  UPLOAD("attachments"),
  EMOJI("emojis"),
  SESSION("sessions"),
  DRAFT("drafts");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
