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
 * What a person reacted to, and how. No table hook: with it comes the text of the message, which is
 * the person's own or somebody else's, and that only as long as the person can read it.
 */
final class ReactionsHook extends OwnRowsHook {

  private static final Declaration DECLARATION =
      Policies.correctedByYourself(
              Policies.ofChat(
                  Declaration.of("reactions", "Reactions", ChatCategories.REACTIONS)
                      .text("The emoji you put on messages, your own and those of others.")
                      .field("person", "Who reacted")
                      .field("emoji", "The emoji")
                      .field("message", "The number of the message")
                      .field("author", "Who wrote the message")
                      .field("text", "The text of the message")
                      .field("reacted", "When, in UTC")
                      .storedInColumns("reactions", "user_id", "post_id", "emoji", "created_at")
                      .relations(Relation.ACTOR)
                      .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)))
          .erasedByHook(ErasureRule.erase(), "Your reactions are deleted.")
          .build();

  ReactionsHook(Chat chat) {
    super(
        chat,
        DECLARATION,
        new Rows(
            "user_id, post_id, emoji, created_at",
            "reactions",
            "user_id",
            null,
            List.of("post_id", "emoji")));
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    long person = row.getLong("user_id");
    long postId = row.getLong("post_id");
    RecordWriter out =
        sink.record(Relation.ACTOR)
            .person("person", Relation.ACTOR, ChatPersons.account(person), lookups.username(person))
            .text("emoji", row.getString("emoji"))
            .number("message", postId);
    Lookups.PostText post = lookups.post(postId);
    if (post != null) {
      long author = post.authorId();
      out.person("author", Relation.AUTHOR, ChatPersons.account(author), lookups.username(author));
      if (author == person) {
        out.text("text", post.text());
      } else if (lookups.isMember(person, post.channelId())) {
        out.othersText("text", lookups.relationTo(post), post.text());
      }
    }
    out.timeMillis("reacted", row.getLong("created_at")).end();
  }
}
