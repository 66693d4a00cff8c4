package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.RecordWriter;
import io.github.gdprkit.hook.Relation;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What the records of all hooks over messages have in common. */
final class Posts {

  /** What the hooks read of a message. */
  static final String COLUMNS = "id, channel_id, author_id, root_id, text, created_at, edited_at";

  private Posts() {}

  static Declaration.Builder declareFields(Declaration.Builder declaration) {
    return declaration
        .field("id", "The number of the message")
        .field("team", "The team that the channel belongs to")
        .field("channel", "The channel that the message was written in")
        .field("conversation", "The number of the direct or group conversation, see Conversations")
        .field("author", "Who wrote the message")
        .field("to", "Whom a direct message was written to")
        .field("replyTo", "The number of the message that this one answers")
        .field("repliedText", "The text of the message that this one answers")
        .field("text", "The text of the message")
        .field("sent", "When it was sent, in UTC")
        .field("edited", "When it was last edited, in UTC");
  }

  /**
   * Writes a message into a record that was just begun.
   *
   * @param relation how the message stands to the data subject
   */
  static void write(RecordWriter out, ResultSet post, Relation relation, Lookups lookups)
      throws SQLException {
    boolean ownText = relation == Relation.AUTHOR;
    long author = post.getLong("author_id");
    out.number("id", post.getLong("id"));
    writeWhere(out, post.getLong("channel_id"), author, lookups);
    out.person("author", Relation.AUTHOR, ChatPersons.account(author), lookups.username(author));
    long root = post.getLong("root_id");
    if (root != 0) {
      writeReplied(out, root, author, ownText, lookups);
    }
    if (ownText) {
      out.text("text", post.getString("text"));
    } else {
      out.othersText("text", relation, post.getString("text"));
    }
    out.timeMillis("sent", post.getLong("created_at"));
    long edited = post.getLong("edited_at");
    if (!post.wasNull()) {
      out.timeMillis("edited", edited);
    }
    out.end();
  }

  private static void writeWhere(RecordWriter out, long channelId, long author, Lookups lookups)
      throws SQLException {
    ChannelLabel channel = lookups.channel(channelId);
    if (!channel.isConversation()) {
      out.text("team", channel.team()).text("channel", channel.name());
      return;
    }
    out.number("conversation", channelId);
    if (channel.isDirect()) {
      long other = channel.otherThan(author);
      out.person("to", Relation.ADDRESSEE, ChatPersons.account(other), lookups.username(other));
    }
  }

  private static void writeReplied(
      RecordWriter out, long root, long author, boolean ownText, Lookups lookups)
      throws SQLException {
    out.number("replyTo", root);
    Lookups.PostText replied = lookups.post(root);
    if (replied == null) {
      return;
    }
    if (ownText && replied.authorId() == author) {
      out.text("repliedText", replied.text());
    } else if (!ownText || lookups.isMember(author, replied.channelId())) {
      // What others write in a channel after a person has left it is not theirs to see.
      out.othersText("repliedText", lookups.relationTo(replied), replied.text());
    }
  }
}
