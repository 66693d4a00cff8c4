package io.github.gdprkit.benchmark.chat;

import io.github.gdprkit.jdbc.table.RowErasure;

/** What becomes of the messages, said to the kit and in the statements of a programmer. */
enum ErasureMode {
  /** They are deleted. */
  DELETE("delete", "DELETE FROM zerver_message", RowErasure.deletes("What you wrote is deleted.")),
  /** They stay and are nobody's: person 0 is nobody. */
  ANONYMISE(
      "anonymise",
      "UPDATE zerver_message SET sender_id = 0",
      RowErasure.anonymises("What you wrote stays, without your name.")
          .toConstant("sender_id", 0L)
          .keeping(
              "The others read and answer it.",
              "recipient_id",
              "subject",
              "content",
              "rendered_content",
              "sending_client_id",
              "has_attachment",
              "has_link",
              "edit_history",
              "date_sent",
              "last_edit_time"));

  final String word;
  final String statement;
  final RowErasure rule;

  ErasureMode(String word, String statement, RowErasure rule) {
    this.word = word;
    this.statement = statement;
    this.rule = rule;
  }
}
