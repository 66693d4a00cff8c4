package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to the organisation and to no single person: its channels, teams, emoji and roles.
 * Of one person it holds nothing. At the end of the service it is returned and erased with the rest
 * (Art. 28(3)(g)), behind all that lies in those channels.
 */
final class OrganisationHook implements ExportHook, ErasureHook {

  private static final String OF_NOBODY = "It is about no single person.";

  private static final Declaration DECLARATION =
      Policies.noMachineDecides(
              Declaration.of(
                      "organisation",
                      "Channels, teams, emoji and roles",
                      ChatActivities.ORGANISATION)
                  .text(
                      "How the organisation calls and describes its channels and teams, its emoji and"
                          + " its roles. The archive of one person has nothing of it.")
                  .field("kind", "channel, conversation, team, emoji or role")
                  .field("id", "The number of the channel or team")
                  .field("name", "The name")
                  .field("displayName", "How it is shown")
                  .field("team", "The team that the channel belongs to")
                  .field("text", "The heading, the description or the permissions")
                  .field("purpose", "What the channel is for")
                  .storedInColumns(
                      "channels",
                      "id",
                      "team_id",
                      "kind",
                      "name",
                      "display_name",
                      "header",
                      "purpose")
                  .storedInColumns("teams", "id", "name", "display_name", "description")
                  .storedInColumns("emojis", "name", "image")
                  .storedInColumns("roles", "name", "display_name", "description", "permissions")
                  .relations(Relation.MENTIONED)
                  .sources(SourceOfData.OBTAINED_ELSEWHERE)
                  .legalBases(LegalBasis.CONTRACT))
          .retention("Until the organisation deletes it or leaves this server.")
          .byHook("The organisation gets it in its archive.", DataSubjectRight.ACCESS)
          .notApplicable(OF_NOBODY, DataSubjectRight.PORTABILITY, DataSubjectRight.OBJECTION)
          .notApplicable(
              OF_NOBODY + " Tell an administrator which heading is wrong about you.",
              DataSubjectRight.RECTIFICATION)
          .notApplicable(
              OF_NOBODY + " Tell an administrator which heading about you shall not be shown.",
              DataSubjectRight.RESTRICTION)
          .erasedByHook(
              ErasureRule.erase(),
              OF_NOBODY + " It stays for the others and is erased when the organisation leaves.")
          .stage(ErasureStage.MEMBERSHIPS)
          .build();

  private final Chat chat;

  OrganisationHook(Chat chat) {
    this.chat = chat;
  }

  @Override
  public Declaration declaration() {
    return DECLARATION;
  }

  @Override
  public Findings locate(Scope scope) throws SQLException {
    return Findings.of(remaining(scope));
  }

  @Override
  public long remaining(Scope scope) throws SQLException {
    if (!chat.isEveryone(scope)) {
      return 0;
    }
    try (Connection connection = chat.database().newReader();
        Statements statements = new Statements(connection)) {
      long records = 0;
      for (Places kind : Places.values()) {
        records += statements.number(kind.countQuery(), chat.organisation().id()).orElseThrow();
      }
      return records;
    }
  }

  @Override
  public Page export(ExportSlice slice, RecordSink sink) throws SQLException {
    if (!chat.isEveryone(slice.scope())) {
      return Page.last();
    }
    int read = 0;
    try (Connection connection = chat.database().newReader();
        Statements statements = new Statements(connection)) {
      for (Places kind : Places.values()) {
        Object after = after(slice.after(), kind);
        if (after == null) {
          continue;
        }
        int left = slice.maxRecords() - read;
        try (ResultSet row =
            statements.rows(kind.pageQuery(), chat.organisation().id(), after, left)) {
          while (row.next()) {
            write(row, sink);
            read++;
            if (sink.pageIsFull() || read == slice.maxRecords()) {
              return Page.after(cursor(kind, row));
            }
          }
        }
      }
    }
    return Page.last();
  }

  @Override
  public ErasureBatch erase(ErasureSlice slice) throws SQLException, IOException {
    if (!chat.isEveryone(slice.scope())) {
      return ErasureBatch.last(0);
    }
    ErasureBatch batch = chat.database().change(statements -> erase(statements, slice));
    chat.labels().forget();
    return batch;
  }

  private ErasureBatch erase(Statements statements, ErasureSlice slice) throws SQLException {
    int erased = 0;
    for (Places kind : Places.values()) {
      Object after = after(slice.after(), kind);
      if (after == null) {
        continue;
      }
      String last = null;
      int left = slice.maxRecords() - erased;
      try (ResultSet row =
          statements.rows(kind.pageQuery(), chat.organisation().id(), after, left)) {
        while (row.next()) {
          last = cursor(kind, row);
          erased++;
        }
      }
      if (last != null) {
        Object upTo = Cursor.values(last).get(1);
        kind.delete(statements, chat.organisation(), after, upTo);
      }
      if (last != null && erased == slice.maxRecords()) {
        return ErasureBatch.more(erased, last);
      }
    }
    return ErasureBatch.last(erased);
  }

  /** Behind which key of this kind the cursor stands; {@code null} when the kind is done. */
  private static @Nullable Object after(@Nullable String cursor, Places kind) {
    if (cursor == null) {
      return kind.start();
    }
    List<Object> values = Cursor.values(cursor);
    int standsIn = ((Long) values.get(0)).intValue();
    if (kind.ordinal() < standsIn) {
      return null;
    }
    return kind.ordinal() == standsIn ? values.get(1) : kind.start();
  }

  private static String cursor(Places kind, ResultSet row) throws SQLException {
    return "n" + kind.ordinal() + "," + Cursor.of(row, List.of("k"));
  }

  private static void write(ResultSet row, RecordSink sink) throws SQLException {
    var out = sink.record(Relation.MENTIONED).text("kind", row.getString("kind"));
    long id = row.getLong("id");
    if (!row.wasNull()) {
      out.number("id", id);
    }
    out.text("name", row.getString("name"))
        .text("displayName", row.getString("display_name"))
        .text("team", row.getString("team"))
        .text("text", row.getString("text"))
        .text("purpose", row.getString("purpose"))
        .end();
  }
}
