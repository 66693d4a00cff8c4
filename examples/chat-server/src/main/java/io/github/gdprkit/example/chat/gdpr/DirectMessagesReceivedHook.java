package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.processing.SourceOfData;

/** What others wrote to a person in direct and group conversations. */
final class DirectMessagesReceivedHook extends ChannelByChannelHook {

  private static final Declaration DECLARATION =
      Policies.keptForTheirAuthors(
              Policies.ofOthers(
                  Posts.declareFields(
                      Declaration.of(
                              "direct-messages-received",
                              "Direct messages you received",
                              ChatCategories.DIRECT_MESSAGES_RECEIVED)
                          .text("What others wrote to you in direct and group conversations.")
                          .storedIn("posts")
                          .relations(Relation.ADDRESSEE)
                          .sources(SourceOfData.OBTAINED_ELSEWHERE))))
          .build();

  DirectMessagesReceivedHook(Chat chat) {
    super(chat, DECLARATION, Relation.ADDRESSEE, "'D', 'G'", "TRUE");
  }
}
