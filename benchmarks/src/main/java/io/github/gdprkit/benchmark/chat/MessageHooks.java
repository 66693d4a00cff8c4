package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.jdbc.table.Labels;
import io.github.gdprkit.jdbc.table.RowErasure;
import io.github.gdprkit.jdbc.table.TableErasureHook;
import io.github.gdprkit.jdbc.table.TableHook;
import io.github.gdprkit.jdbc.table.TableHookBuilder;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.subject.IdentifierType;
import javax.sql.DataSource;

/** The messages of the chat, declared as a table. */
public final class MessageHooks {

  /** Whose chat it is. */
  public static final Controller CONTROLLER = Controller.of("acme", "Acme Ltd");

  private MessageHooks() {}

  /**
   * The hook.
   *
   * @param database with {@link ChatData} in it
   * @param timesAreNumbers as in SQLite; PostgreSQL has a type for them
   */
  public static TableErasureHook of(DataSource database, boolean timesAreNumbers) {
    return of(database, timesAreNumbers, RowErasure.deletes("What you wrote is deleted."));
  }

  /** The same, with what becomes of the messages of somebody who is erased. */
  static TableErasureHook of(DataSource database, boolean timesAreNumbers, RowErasure erasure) {
    Labels channels =
        Labels.of("zerver_recipient", "id", "type_id")
            .then(Labels.of("zerver_stream", "id", "name"));
    TableHookBuilder hook =
        TableHook.of(
                Declaration.of("messages", "Messages you sent", ChatCategories.MESSAGES_SENT)
                    .text("Everything you wrote.")
                    .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
                    .legalBases(LegalBasis.CONTRACT)
                    .retention("Until you delete it or your account is erased.")
                    .byHook(
                        "You get it in your archive.",
                        DataSubjectRight.ACCESS,
                        DataSubjectRight.PORTABILITY)
                    .notApplicable("You can change what you wrote.", DataSubjectRight.RECTIFICATION)
                    .byHand("An administrator hides it.", DataSubjectRight.RESTRICTION)
                    .notApplicable(
                        "The contract needs it, and no machine decides by it.",
                        DataSubjectRight.OBJECTION,
                        DataSubjectRight.HUMAN_REVIEW))
            .table("zerver_message")
            .key("id")
            .everyoneOf(CONTROLLER)
            .subject("sender_id", IdentifierType.ACCOUNT, Relation.AUTHOR)
            .number("id", "id", "The number of the message")
            .label("recipient_id", "channel", channels, "The channel")
            .text("subject", "topic", "The topic")
            .text("content", "content", "What it says")
            .leftOut("rendered_content", "Made from the text, for browsers")
            .leftOut("sending_client_id", "One for everybody")
            .leftOut("has_attachment", "Follows from the text")
            .leftOut("has_link", "Follows from the text")
            .text("edit_history", "edits", "What it said before");
    if (timesAreNumbers) {
      hook.timeMillis("date_sent", "sent", "When, in UTC")
          .timeMillis("last_edit_time", "edited", "When it was last changed");
    } else {
      hook.time("date_sent", "sent", "When, in UTC")
          .time("last_edit_time", "edited", "When it was last changed");
    }
    return hook.erasing(erasure).over(database);
  }
}
