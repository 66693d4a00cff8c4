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

/** The channels that a person is in, with the settings the person has there. */
final class SubscriptionsHook extends OwnRowsHook {

  private static final Declaration DECLARATION =
      Policies.correctedByHand(
              Policies.ofChat(
                  Declaration.of(
                          "subscriptions", "Channel subscriptions", ChatCategories.SUBSCRIPTIONS)
                      .text("The channels you are in, and your settings there.")
                      .field("person", "Who is in the channel")
                      .field("team", "The team that the channel belongs to")
                      .field("channel", "The channel")
                      .field("roles", "What you may do there")
                      .field("favourite", "Whether you marked it as a favourite")
                      .field("notifications", "When you want to be told of messages, as JSON")
                      .storedIn("memberships")
                      .relations(Relation.SUBJECT)
                      .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)))
          .erasedByHook(
              ErasureRule.erase(),
              "You are taken out of the channels, and your settings there are deleted.")
          .stage(ErasureStage.MEMBERSHIPS)
          .build();

  SubscriptionsHook(Chat chat) {
    super(
        chat,
        DECLARATION,
        new Rows(
            "user_id, channel_id, roles, favorite, notify_props",
            "memberships",
            "user_id",
            "EXISTS (SELECT 1 FROM channels WHERE id = channel_id AND kind IN ('O', 'P'))",
            List.of("channel_id")));
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    long person = row.getLong("user_id");
    ChannelLabel channel = lookups.channel(row.getLong("channel_id"));
    sink.record(Relation.SUBJECT)
        .person("person", Relation.SUBJECT, ChatPersons.account(person), lookups.username(person))
        .text("team", channel.team())
        .text("channel", channel.name())
        .text("roles", row.getString("roles"))
        .flag("favourite", row.getBoolean("favorite"))
        .text("notifications", row.getString("notify_props"))
        .end();
  }
}
