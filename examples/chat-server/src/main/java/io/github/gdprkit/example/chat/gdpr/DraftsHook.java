package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RecordWriter;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.processing.SourceOfData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What a person began to write and did not send. No table hook: a record names the channel or the
 * conversation, whichever the draft was meant for, and has no field for the other.
 */
final class DraftsHook extends OwnRowsHook {

  private static final Declaration DECLARATION =
      Policies.correctedByYourself(
              Policies.ofChat(
                  Declaration.of("drafts", "Drafts", ChatCategories.DRAFTS)
                      .text("What you began to write and did not send.")
                      .field("author", "Who wrote it")
                      .field("team", "The team that the channel belongs to")
                      .field("channel", "The channel it was meant for")
                      .field("conversation", "The number of the conversation it was meant for")
                      .field("text", "The text")
                      .field("updated", "When you last changed it, in UTC")
                      .storedInColumns("drafts", "user_id", "channel_id", "text", "updated_at")
                      .relations(Relation.AUTHOR)
                      .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)))
          .erasedByHook(ErasureRule.erase(), "Your drafts are deleted.")
          .build();

  DraftsHook(Chat chat) {
    super(
        chat,
        DECLARATION,
        new Rows(
            "user_id, channel_id, text, updated_at",
            "drafts",
            "user_id",
            null,
            List.of("channel_id")));
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    long author = row.getLong("user_id");
    long channelId = row.getLong("channel_id");
    RecordWriter out =
        sink.record(Relation.AUTHOR)
            .person(
                "author", Relation.AUTHOR, ChatPersons.account(author), lookups.username(author));
    ChannelLabel channel = lookups.channel(channelId);
    if (channel.isConversation()) {
      out.number("conversation", channelId);
    } else {
      out.text("team", channel.team()).text("channel", channel.name());
    }
    out.text("text", row.getString("text")).timeMillis("updated", row.getLong("updated_at")).end();
  }
}
