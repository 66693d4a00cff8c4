package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.processing.SourceOfData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The teams that a person belongs to. */
final class TeamsHook extends OwnRowsHook {

  private static final Declaration DECLARATION =
      Policies.correctedByHand(
              Policies.ofChat(
                  Declaration.of("teams", "Teams", ChatCategories.SUBSCRIPTIONS)
                      .text("The teams you belong to.")
                      .field("person", "Who belongs to the team")
                      .field("team", "The team")
                      .field("roles", "What you may do there")
                      .storedIn("team_members")
                      .relations(Relation.SUBJECT)
                      .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)))
          .erasedByHook(ErasureRule.erase(), "You are taken out of the teams.")
          .stage(ErasureStage.MEMBERSHIPS)
          .build();

  TeamsHook(Chat chat) {
    super(
        chat,
        DECLARATION,
        new Rows(
            "user_id, team_id, roles,"
                + " (SELECT coalesce(display_name, name) FROM teams WHERE id = team_id) AS team",
            "team_members",
            "user_id",
            null,
            List.of("team_id")));
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    long person = row.getLong("user_id");
    sink.record(Relation.SUBJECT)
        .person("person", Relation.SUBJECT, ChatPersons.account(person), lookups.username(person))
        .text("team", row.getString("team"))
        .text("roles", row.getString("roles"))
        .end();
  }
}
