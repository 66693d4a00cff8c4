package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.processing.SourceOfData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Messages in which others mention a person, in channels that the person is in. A name that was
 * dropped where the person cannot read is not the author's to have disclosed.
 */
final class MentionsHook extends TableHook {

  private static final Declaration DECLARATION =
      Policies.ofOthers(
              Posts.declareFields(
                  Declaration.of("mentions", "Mentions of you", ChatCategories.MENTIONS)
                      .text("What others wrote in your channels with your name in it.")
                      .relations(Relation.MENTIONED)
                      .sources(SourceOfData.OBTAINED_ELSEWHERE)))
          .build();

  MentionsHook(ChatDatabase database, Labels labels) {
    super(
        database,
        labels,
        DECLARATION,
        new Rows(
            "*",
            """
            (SELECT m.user_id AS person, m.post_id AS id, p.channel_id, p.author_id, p.root_id,
                p.text, p.created_at, p.edited_at
             FROM mentions m CROSS JOIN posts p ON p.id = m.post_id
             WHERE p.author_id <> m.user_id
                AND EXISTS (SELECT 1 FROM memberships JOIN channels c ON c.id = channel_id
                    WHERE user_id = m.user_id AND channel_id = p.channel_id
                        AND c.kind IN ('O', 'P')))
            """,
            "person",
            null,
            List.of("id"),
            List.of("person", "id")));
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    Posts.write(sink.record(Relation.MENTIONED), row, Relation.MENTIONED, lookups);
  }
}
