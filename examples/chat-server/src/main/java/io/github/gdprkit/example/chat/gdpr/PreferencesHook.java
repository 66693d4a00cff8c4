package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.ObjectionHook;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.jdbc.table.TableErasureHook;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.io.IOException;
import java.sql.SQLException;

/**
 * What a person set to their liking. One of the preferences is whether they want the digest, an
 * e-mail about what they missed; this example sends none, and whoever adds it to a server like this
 * must ask for {@code digest} first, because objecting to it is absolute (Art. 21(2) and (3)).
 *
 * <p>The table is declared in {@link ChatTables}; this adds the right that is more than reading and
 * deleting rows.
 */
final class PreferencesHook implements ExportHook, ErasureHook, ObjectionHook {

  private final Chat chat;
  private final TableErasureHook table;

  PreferencesHook(Chat chat, TableErasureHook table) {
    this.chat = chat;
    this.table = table;
  }

  /** What the table cannot tell. */
  static Declaration.Builder declared() {
    return Policies.correctedByHand(
            Policies.restrictedWithProfile(
                Policies.ofContract(
                    Declaration.of("preferences", "Preferences", ChatCategories.PREFERENCES)
                        .text(
                            "What you set to your liking, such as the theme and the notifications.")
                        .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT))))
        .legalBases(LegalBasis.LEGITIMATE_INTERESTS)
        .byHook(
            "You get it in your archive.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
        .stage(ErasureStage.MEMBERSHIPS)
        .byHook(
            "The e-mail digest of what you missed is switched off for good: the preference digest"
                + " is set to off. It rests on our legitimate interests; the other preferences are needed"
                + " to perform the contract.",
            DataSubjectRight.OBJECTION);
  }

  @Override
  public Declaration declaration() {
    return table.declaration();
  }

  @Override
  public Findings locate(Scope scope) throws SQLException {
    return table.locate(scope);
  }

  @Override
  public Page export(ExportSlice slice, RecordSink sink) throws SQLException, InterruptedException {
    return table.export(slice, sink);
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) throws SQLException, IOException {
    return table.erase(slice);
  }

  @Override
  public long remaining(Scope scope) throws SQLException {
    return table.remaining(scope);
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
}
