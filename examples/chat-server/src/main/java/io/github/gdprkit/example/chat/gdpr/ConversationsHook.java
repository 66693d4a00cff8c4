package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Mentions;
import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.processing.SourceOfData;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The direct and group conversations that a person takes part in, and with whom. No table hook: a
 * record joins two memberships of one table, and an erasure changes names within texts.
 */
final class ConversationsHook extends RowsHook implements ErasureHook {

  private static final Declaration DECLARATION =
      Policies.correctedByYourself(
              Policies.ofChat(
                  Declaration.of("conversations", "Conversations", ChatCategories.SUBSCRIPTIONS)
                      .text("With whom you are in direct and group conversations.")
                      .field("person", "Who takes part")
                      .field("conversation", "The number of the conversation")
                      .field("kind", "direct or group")
                      .field("with", "Who takes part as well")
                      .storedIn("memberships")
                      .storedInColumns("channels", "id", "kind", "name", "display_name", "header")
                      .relations(Relation.SUBJECT)
                      .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)))
          .erasedByHook(
              ErasureRule.anonymise(),
              "A made-up name takes your place, so that the others keep their conversation. If nobody"
                  + " else is in it, its heading is erased as well.")
          .stage(ErasureStage.MEMBERSHIPS)
          .build();

  /** The conversations that a person is in, or whose name still has the person's number in it. */
  private static final String OF_PERSON =
      """
      FROM channels c WHERE c.organisation_id = ? AND c.kind IN ('D', 'G') AND c.id > ?
        AND (EXISTS (SELECT 1 FROM memberships WHERE user_id = ? AND channel_id = c.id)
          OR replace('__' || c.name || '__', ?, '') <> '__' || c.name || '__')
      """;

  private static final String OF_EVERYONE =
      "FROM channels WHERE organisation_id = ? AND kind IN ('D', 'G') AND id > ?";

  ConversationsHook(Chat chat) {
    super(
        chat,
        DECLARATION,
        new Rows(
            "*",
            """
            (SELECT me.user_id AS person, me.channel_id AS conversation, other.user_id AS other, kind
             FROM memberships me
                CROSS JOIN memberships other CROSS JOIN channels
             WHERE other.channel_id = me.channel_id
                AND channels.id = me.channel_id AND kind IN ('D', 'G')
                AND (other.user_id <> me.user_id OR NOT EXISTS (
                    SELECT 1 FROM memberships third
                    WHERE third.channel_id = me.channel_id AND third.user_id <> me.user_id))
            ) AS conversations
            """,
            "person",
            null,
            List.of("conversation", "other")));
  }

  /** Of everyone the conversations are deleted, when nothing that was said in them is left. */
  @Override
  public ErasureBatch erase(ErasureSlice slice) throws SQLException, IOException {
    long after = slice.after() == null ? 0 : Long.parseLong(slice.after());
    ErasureBatch batch =
        chat.database()
            .change(
                statements -> {
                  List<Long> found =
                      slice.scope() instanceof Scope.Everyone
                          ? end(statements, slice, after)
                          : leave(statements, slice, after);
                  return found.size() < slice.maxRecords()
                      ? ErasureBatch.last(found.size())
                      : ErasureBatch.more(found.size(), Long.toString(found.get(found.size() - 1)));
                });
    chat.labels().forget();
    return batch;
  }

  @Override
  public long remaining(Scope scope) throws SQLException {
    long organisation = chat.organisation().id();
    try (Connection connection = chat.database().newReader();
        Statements statements = new Statements(connection)) {
      if (scope instanceof Scope.Everyone) {
        return chat.isEveryone(scope)
            ? statements.number("SELECT count(*) " + OF_EVERYONE, organisation, 0).orElseThrow()
            : 0;
      }
      long person = PersonNames.of(statements, chat, scope).id();
      return statements
          .number("SELECT count(*) " + OF_PERSON, organisation, 0, person, between(person))
          .orElseThrow();
    }
  }

  /** A number as it stands in the name of a conversation. */
  private static String between(long person) {
    return "__" + person + "__";
  }

  private List<Long> end(Statements statements, ErasureSlice slice, long after)
      throws SQLException {
    if (!chat.isEveryone(slice.scope())) {
      return List.of();
    }
    List<Long> found =
        statements.numbers(
            "SELECT id " + OF_EVERYONE + " ORDER BY id LIMIT ?",
            chat.organisation().id(),
            after,
            slice.maxRecords());
    for (long conversation : found) {
      Places.deleteChannel(statements, conversation);
    }
    return found;
  }

  private List<Long> leave(Statements statements, ErasureSlice slice, long after)
      throws SQLException {
    PersonNames names = PersonNames.of(statements, chat, slice.scope());
    List<Long> found =
        statements.numbers(
            "SELECT c.id " + OF_PERSON + " ORDER BY c.id LIMIT ?",
            chat.organisation().id(),
            after,
            names.id(),
            between(names.id()),
            slice.maxRecords());
    for (long conversation : found) {
      leave(statements, names, slice.tombstone(), conversation);
    }
    return found;
  }

  private void leave(
      Statements statements, PersonNames names, Tombstone tombstone, long conversation)
      throws SQLException {
    long stranger = Tombstones.id(statements, chat.organisation(), tombstone);
    boolean othersAreThere =
        statements
            .number(
                """
                SELECT 1 FROM memberships JOIN users ON users.id = user_id AND is_tombstone = FALSE
                WHERE channel_id = ? AND user_id <> ?
                """,
                conversation,
                names.id())
            .isPresent();
    if (othersAreThere) {
      statements.change(
          "INSERT INTO memberships (user_id, channel_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
          stranger,
          conversation);
    }
    statements.change(
        "DELETE FROM memberships WHERE user_id = ? AND channel_id = ?", names.id(), conversation);
    String name = text(statements, "name", conversation);
    String title = text(statements, "display_name", conversation);
    String header = text(statements, "header", conversation);
    statements.change(
        "UPDATE channels SET name = ?, display_name = ?, header = ? WHERE id = ?",
        ConversationTexts.name(String.valueOf(name), names.id(), stranger),
        title == null || !othersAreThere ? null : ConversationTexts.title(title, names, tombstone),
        header == null || !othersAreThere
            ? ""
            : Mentions.rename(
                header,
                Mentions.meaning(statements, chat.organisation(), names.id(), names.usernames()),
                tombstone.value()),
        conversation);
  }

  private static @Nullable String text(Statements statements, String column, long conversation)
      throws SQLException {
    return statements.text("SELECT " + column + " FROM channels WHERE id = ?", conversation);
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    long person = row.getLong("person");
    long other = row.getLong("other");
    sink.record(Relation.SUBJECT)
        .person("person", Relation.SUBJECT, ChatPersons.account(person), lookups.username(person))
        .number("conversation", row.getLong("conversation"))
        .text("kind", row.getString("kind").equals("D") ? "direct" : "group")
        .person("with", Relation.ADDRESSEE, ChatPersons.account(other), lookups.username(other))
        .end();
  }
}
