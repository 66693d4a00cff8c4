package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.processing.SourceOfData;

/** What others wrote in a person's channels, except where they mention the person. */
final class ChannelMessagesHook extends ChannelByChannelHook {

  private static final Declaration DECLARATION =
      Policies.keptForTheirAuthors(
              Policies.ofOthers(
                  Posts.declareFields(
                      Declaration.of(
                              "channel-messages",
                              "Messages of others in your channels",
                              ChatCategories.CHANNEL_MESSAGES)
                          .text(
                              "What others wrote in the channels you are in, where you can read it.")
                          .storedIn("posts")
                          .relations(Relation.OBSERVER)
                          .sources(SourceOfData.OBTAINED_ELSEWHERE))))
          .build();

  ChannelMessagesHook(Chat chat) {
    super(
        chat,
        DECLARATION,
        Relation.OBSERVER,
        "'O', 'P'",
        "NOT EXISTS (SELECT 1 FROM mentions WHERE user_id = ? AND post_id = p.id)");
  }
}
