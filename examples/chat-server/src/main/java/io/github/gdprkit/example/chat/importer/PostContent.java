package io.github.gdprkit.example.chat.importer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What posts in channels, direct posts and replies have in common. */
record PostContent(
    String user,
    String text,
    long createdAt,
    @Nullable Long editedAt,
    List<Reaction> reactions,
    List<Attachment> attachments) {

  static PostContent of(Fields post) throws InvalidLineException {
    return new PostContent(
        post.name("user"),
        post.text("message"),
        post.number("create_at"),
        post.optionalTime("edit_at"),
        reactions(post),
        attachments(post));
  }

  static List<PostContent> repliesTo(Fields post) throws InvalidLineException {
    List<PostContent> replies = new ArrayList<>();
    for (Fields reply : post.objects("replies")) {
      replies.add(of(reply));
    }
    return replies;
  }

  private static List<Reaction> reactions(Fields post) throws InvalidLineException {
    List<Reaction> reactions = new ArrayList<>();
    for (Fields reaction : post.objects("reactions")) {
      reactions.add(
          new Reaction(
              reaction.name("user"), reaction.name("emoji_name"), reaction.number("create_at")));
    }
    return reactions;
  }

  private static List<Attachment> attachments(Fields post) throws InvalidLineException {
    List<Attachment> attachments = new ArrayList<>();
    for (Fields attachment : post.objects("attachments")) {
      String path = attachment.name("path");
      String lastPart = path.substring(path.lastIndexOf('/') + 1);
      attachments.add(
          new Attachment(path, attachment.textOr("name", lastPart.isEmpty() ? path : lastPart)));
    }
    return attachments;
  }

  @Override
  public String toString() {
    return "PostContent[redacted]";
  }

  record Reaction(String user, String emoji, long createdAt) {}

  /**
   * A file of the export.
   *
   * @param name how the person called it
   */
  record Attachment(String path, String name) {}
}
