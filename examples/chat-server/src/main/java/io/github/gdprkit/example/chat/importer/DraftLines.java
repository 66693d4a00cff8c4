package io.github.gdprkit.example.chat.importer;

/** {@code {"type": "draft", ...}}, our addition: what a person began to write in a channel. */
final class DraftLines implements LineKind {

  private final ImportTarget target;

  DraftLines(ImportTarget target) {
    this.target = target;
  }

  @Override
  public Change read(Fields draft) throws InvalidLineException {
    String user = draft.name("user");
    String team = draft.name("team");
    String channel = draft.name("channel");
    String text = draft.text("message");
    long updatedAt = draft.number("update_at");
    return () -> {
      long userId = target.user(user);
      long channelId = target.channel(team, channel);
      target.count(
          Kind.DRAFT, target.writer().users().addDraft(userId, channelId, text, updatedAt));
    };
  }
}
