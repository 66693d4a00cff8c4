package io.github.gdprkit.example.chat.gdpr;

import io.github.gdprkit.example.chat.store.Accounts;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.DatabaseFailures;
import io.github.gdprkit.example.chat.store.ProfileField;
import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RecordWriter;
import io.github.gdprkit.hook.RectificationHook;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.RestrictionHook;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The account itself. It carries the mark of a restriction for all data of its person, and goes
 * last in an erasure, because the other data is found by it. No table hook: it can be corrected and
 * restricted, and behind it the files of the database are written anew.
 */
final class ProfileHook extends RowsHook
    implements ErasureHook, RectificationHook, RestrictionHook {

  static final Map<String, ProfileField> CORRECTABLE = new LinkedHashMap<>();

  static {
    CORRECTABLE.put("username", ProfileField.USERNAME);
    CORRECTABLE.put("email", ProfileField.EMAIL);
    CORRECTABLE.put("firstName", ProfileField.FIRST_NAME);
    CORRECTABLE.put("lastName", ProfileField.LAST_NAME);
    CORRECTABLE.put("nickname", ProfileField.NICKNAME);
    CORRECTABLE.put("position", ProfileField.POSITION);
    CORRECTABLE.put("locale", ProfileField.LOCALE);
  }

  static final String ID = "profile";

  private static final String GONE_FROM_FILES =
      "Your account is deleted, last of all, and the files of the database are written anew so"
          + " that nothing of what was erased can be read in them.";

  private static final String GONE_FROM_SERVER =
      "Your account is deleted, last of all, and the tables of the database are written anew so that"
          + " nothing of what was erased can be read in them. The log of the database server keeps"
          + " what was written before for a while, until it is overwritten.";

  private static Declaration declaration(Chat chat) {
    return Policies.nothingToObjectTo(
            Policies.ofContract(
                Declaration.of(ID, "Profile", ChatCategories.PROFILE)
                    .text("Your account: how you are called, how you are reached, what you may do.")
                    .field("id", "The number of your account")
                    .field("username", "The name you sign in with and are mentioned by")
                    .field("email", "Your e-mail address")
                    .field("firstName", "Your first name")
                    .field("lastName", "Your last name")
                    .field("nickname", "What you want to be called")
                    .field("position", "Your position")
                    .field("locale", "Your language")
                    .field("signsInWith", "The service you sign in with, if it is not this one")
                    .field("roles", "What you may do on this server")
                    .field("created", "When the account was created, in UTC")
                    .field("deactivated", "When the account was deactivated, in UTC")
                    .field("restricted", "Since when your data is restricted, in UTC")
                    .storedInColumns(
                        "users",
                        "id",
                        "username",
                        "email",
                        "first_name",
                        "last_name",
                        "nickname",
                        "position",
                        "locale",
                        "auth_service",
                        "roles",
                        "created_at",
                        "deactivated_at",
                        "restricted_at")
                    .withheld("users", "organisation_id", "Everybody in the archive belongs to it.")
                    .withheld("users", "is_tombstone", "Marks rows that stand for nobody any more.")
                    .relations(Relation.SUBJECT)
                    .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)))
        .byHook(
            "You get it in your archive.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
        .byHook(
            "Your name, e-mail address, username, position and language are changed as you say. A new"
                + " username is also put where others mention you by the old one.",
            DataSubjectRight.RECTIFICATION)
        .byHook(
            "Your account is marked as restricted. As long as the mark stands, your messages and all"
                + " your other data are kept as they are, and nobody is shown them or changes them,"
                + " you included.",
            DataSubjectRight.RESTRICTION)
        .erasedByHook(
            ErasureRule.erase(),
            chat.database().location().isServer() ? GONE_FROM_SERVER : GONE_FROM_FILES)
        .stage(ErasureStage.IDENTITY)
        .build();
  }

  ProfileHook(Chat chat) {
    super(chat, declaration(chat), Rows.numbered("*", "users", "id"));
  }

  /** With everyone also those go who stand for people that were erased before. */
  @Override
  public ErasureBatch erase(ErasureSlice slice) throws SQLException, IOException {
    ErasureBatch batch =
        chat.database()
            .change(
                statements -> {
                  Position position = Position.of(slice.scope(), slice.after());
                  List<Long> accounts =
                      chat.people(statements, slice.scope(), position.person(), Long.MAX_VALUE)
                          .next(slice.maxRecords());
                  for (long account : accounts) {
                    delete(statements, account);
                  }
                  if (accounts.size() < slice.maxRecords()) {
                    return ErasureBatch.last(accounts.size());
                  }
                  long last = accounts.get(accounts.size() - 1);
                  return ErasureBatch.more(accounts.size(), position.after(last, "n" + last));
                });
    chat.labels().forget();
    if (batch.page().isLast()) {
      // Also when the row was gone: a crash may have come in between.
      chat.database().forgetDeleted();
    }
    return batch;
  }

  @Override
  public long remaining(Scope scope) throws SQLException {
    return locate(scope).records();
  }

  @Override
  public long rectify(Mandate mandate, Map<String, String> corrections)
      throws SQLException, IOException {
    Map<ProfileField, String> values = new EnumMap<>(ProfileField.class);
    for (Map.Entry<String, String> correction : corrections.entrySet()) {
      ProfileField field = CORRECTABLE.get(correction.getKey());
      if (field == null) {
        throw notCorrectable();
      }
      values.put(field, correction.getValue());
    }
    boolean changed = accounts().rectify(ChatPersons.id(mandate.subject()), values);
    chat.labels().forget();
    return changed ? 1 : 0;
  }

  static ChatException notCorrectable() {
    return new ChatException(
        "a profile can be corrected in these fields: " + String.join(", ", CORRECTABLE.keySet()));
  }

  @Override
  public long restrict(Mandate mandate) throws SQLException, IOException {
    long person = ChatPersons.id(mandate.subject());
    return accounts().restrict(person, mandate.approval().approvedAt()) ? 1 : 0;
  }

  @Override
  public long lift(Mandate mandate) throws SQLException, IOException {
    return accounts().liftRestriction(ChatPersons.id(mandate.subject())) ? 1 : 0;
  }

  private Accounts accounts() {
    return chat.database().accounts(chat.organisation());
  }

  private static void delete(Statements statements, long account) throws SQLException {
    try {
      statements.change("DELETE FROM users WHERE id = ?", account);
    } catch (SQLException e) {
      if (DatabaseFailures.isReferenced(e)) {
        throw new ChatException(
            "other data of the account is still there. Erase it first, the account goes last", e);
      }
      throw e;
    }
  }

  @Override
  void write(ResultSet row, RecordSink sink, Lookups lookups) throws SQLException {
    RecordWriter out =
        sink.record(Relation.SUBJECT)
            .number("id", row.getLong("id"))
            .text("username", row.getString("username"))
            .text("email", row.getString("email"))
            .text("firstName", row.getString("first_name"))
            .text("lastName", row.getString("last_name"))
            .text("nickname", row.getString("nickname"))
            .text("position", row.getString("position"))
            .text("locale", row.getString("locale"))
            .text("signsInWith", row.getString("auth_service"))
            .text("roles", row.getString("roles"));
    writeTime(out, "created", row, "created_at");
    writeTime(out, "deactivated", row, "deactivated_at");
    writeTime(out, "restricted", row, "restricted_at");
    out.end();
  }

  private static void writeTime(RecordWriter out, String field, ResultSet row, String column)
      throws SQLException {
    long millis = row.getLong(column);
    if (row.wasNull()) {
      out.time(field, null);
    } else {
      out.timeMillis(field, millis);
    }
  }
}
