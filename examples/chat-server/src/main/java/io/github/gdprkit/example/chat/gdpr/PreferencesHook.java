package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.ObjectionHook;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What a person set to their liking. One of the preferences is whether they want the digest, an
 * e-mail about what they missed; this example sends none, and whoever adds it to a server like this
 * must ask for {@code digest} first, because objecting to it is absolute (Art. 21(2) and (3)).
 */
final class PreferencesHook extends OwnRowsHook implements ObjectionHook {

  private static final Declaration DECLARATION =
      Policies.correctedByHand(
              Policies.restrictedWithProfile(
                  Policies.ofContract(
                      Declaration.of("preferences", "Preferences", ChatCategories.PREFERENCES)
                          .text(
                              "What you set to your liking, such as the theme and the notifications.")
                          .field("person", "Whose preference it is")
                          .field("name", "The preference")
                          .field("value", "What you chose")
                          .storedIn("preferences")
                          .relations(Relation.SUBJECT)
                          .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT))))
          .legalBases(LegalBasis.LEGITIMATE_INTERESTS)
          .byHook(
              "You get it in your archive.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
          .erasedByHook(ErasureRule.erase(), "Your preferences are deleted.")
          .stage(ErasureStage.MEMBERSHIPS)
          .byHook(
              "The e-mail digest of what you missed is switched off for good: the preference digest"
                  + " is set to off. It rests on our legitimate interests; the other preferences are needed"
                  + " to perform the contract.",
              DataSubjectRight.OBJECTION)
          .build();

  PreferencesHook(Chat chat) {
    super(
        chat,
        DECLARATION,
        new Rows("user_id, name, value", "preferences", "user_id", null, List.of("name")));
  }

  /** The preference is set even where there was none: it is what keeps the digest off for good. */
  @Override
  public long stopProcessing(Mandate mandate) throws SQLException, IOException {
    return chat.database()
        .change(
            statements -> {
              long person = chat.person(statements, mandate.subject());
              int stopped =
                  statements.changes(
                      """
                  UPDATE preferences SET value = 'off'
                  WHERE user_id = ? AND name = 'digest' AND value <> 'off'
                  """,
                      person);
              statements.change(
                  """
              INSERT INTO preferences (user_id, name, value)
              SELECT id, 'digest', 'off' FROM users WHERE id = ? ON CONFLICT DO NOTHING
              """,
                  person);
              return (long) stopped;
            });
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    long person = row.getLong("user_id");
    sink.record(Relation.SUBJECT)
        .person("person", Relation.SUBJECT, ChatPersons.account(person), lookups.username(person))
        .text("name", row.getString("name"))
        .text("value", row.getString("value"))
        .end();
  }
}
