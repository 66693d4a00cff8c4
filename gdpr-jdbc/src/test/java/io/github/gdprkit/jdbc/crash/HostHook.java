package io.github.gdprkit.jdbc.crash;

import io.github.gdprkit.hook.Attachment;
import io.github.gdprkit.hook.ChatCategories;
import io.github.gdprkit.hook.DataHook;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
import io.github.gdprkit.hook.ErasureStage;
import io.github.gdprkit.hook.ExportHook;
import io.github.gdprkit.hook.ExportSlice;
import io.github.gdprkit.hook.Findings;
import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.Page;
import io.github.gdprkit.hook.RecordSink;
import io.github.gdprkit.hook.RectificationHook;
import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.RestrictionHook;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.Tombstone;
import io.github.gdprkit.jdbc.crash.HostDatabase.Effect;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A hook over one table of the host, a page at a time. It writes into the journal what it is asked
 * for before it does it, and that it is done when it is committed.
 */
abstract class HostHook implements ExportHook, ErasureHook {

  static final String EXPORT = "export";
  static final String ERASE = "erase";
  static final String RECTIFY = "rectify";
  static final String RESTRICT = "restrict";
  private static final String REMAINING = "remaining";
  private static final String START = "start";

  final HostDatabase host;
  final Journal journal;
  private final Declaration declaration;
  private final String table;
  private final String owner;

  HostHook(
      Declaration.Builder declaration,
      String table,
      String owner,
      HostDatabase host,
      Journal journal) {
    this.declaration = declaration.build();
    this.table = table;
    this.owner = owner;
    this.host = host;
    this.journal = journal;
  }

  /** All that the host keeps about people. */
  static List<DataHook> all(HostDatabase host, Journal journal) {
    return List.of(
        new Profile(host, journal),
        new Subscriptions(host, journal),
        new Messages(host, journal),
        new Uploads(host, journal));
  }

  private static Declaration.Builder declare(
      String id, String title, PersonalDataCategory category, Relation relation) {
    return Declaration.of(id, title, category)
        .text(title + ", as the town keeps them.")
        .relations(relation)
        .sources(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
        .legalBases(LegalBasis.CONTRACT)
        .retention("Until the account is erased")
        .byHook("It is part of the archive.", DataSubjectRight.ACCESS, DataSubjectRight.PORTABILITY)
        .notApplicable(
            "Nothing is done with it but to keep it.",
            DataSubjectRight.OBJECTION,
            DataSubjectRight.HUMAN_REVIEW);
  }

  private static Declaration.Builder andNothingElse(Declaration.Builder declaration) {
    return declaration.notApplicable(
        "It is what it is.", DataSubjectRight.RECTIFICATION, DataSubjectRight.RESTRICTION);
  }

  /** Which columns a record has, the id first. */
  abstract String columns();

  abstract void write(List<String> row, RecordSink sink);

  /** Deletes these rows, or makes them nobody's. */
  abstract String erasing();

  /** What stands in {@link #erasing} before the owner and the two ids. */
  List<Object> erased(Tombstone tombstone) {
    return List.of();
  }

  /** Erases what belongs to rows and is not in the database. */
  void eraseFiles(List<List<String>> rows) throws IOException {}

  @Override
  public final Declaration declaration() {
    return declaration;
  }

  private String act(String act) {
    return declaration.id() + "/" + act;
  }

  private static String cursor(String after) {
    return after == null ? START : after;
  }

  @Override
  public final Findings locate(Scope scope) throws SQLException {
    String account = Scope.only(scope).account();
    long last = host.number("SELECT MAX(id) FROM " + table + " WHERE " + owner + " = ?", account);
    return Findings.of(remaining(account)).upTo(Long.toString(last));
  }

  private long remaining(String account) throws SQLException {
    return host.number("SELECT COUNT(*) FROM " + table + " WHERE " + owner + " = ?", account);
  }

  private List<List<String>> page(String account, String after, String upTo, int most)
      throws SQLException {
    return host.rows(
        most,
        "SELECT "
            + columns()
            + " FROM "
            + table
            + " WHERE "
            + owner
            + " = ? AND id > ? AND id <= ? ORDER BY id",
        account,
        after == null ? 0L : Long.parseLong(after),
        upTo == null ? Long.MAX_VALUE : Long.parseLong(upTo));
  }

  @Override
  public final Page export(ExportSlice slice, RecordSink sink) throws SQLException {
    String request = slice.approval().reference();
    journal.add(Journal.CALLED, request, act(EXPORT), cursor(slice.after()));
    List<List<String>> page =
        page(slice.subject().account(), slice.after(), slice.upTo(), slice.maxRecords());
    Page stopped = Page.last();
    for (List<String> row : page) {
      write(row, sink);
      if (sink.pageIsFull()) {
        stopped = Page.after(row.get(0));
        break;
      }
    }
    journal.add(Journal.ACTED, request, act(EXPORT), page.size());
    return stopped;
  }

  @Override
  public final ErasureBatch erase(ErasureSlice slice) throws SQLException, IOException {
    String request = slice.approval().reference();
    journal.add(Journal.CALLED, request, act(ERASE), cursor(slice.after()));
    Optional<Effect> before = host.effect(slice.operation());
    Effect effect = before.isPresent() ? before.get() : eraseOnce(slice);
    journal.add(
        before.isPresent() ? Journal.RECOGNISED : Journal.ACTED,
        request,
        act(ERASE),
        effect.changed());
    return effect.stopped().isEmpty()
        ? ErasureBatch.last(effect.changed())
        : ErasureBatch.more(effect.changed(), effect.stopped());
  }

  private Effect eraseOnce(ErasureSlice slice) throws SQLException, IOException {
    String account = slice.subject().account();
    List<List<String>> batch = page(account, slice.after(), null, slice.maxRecords());
    if (batch.isEmpty()) {
      return new Effect(0, "");
    }
    eraseFiles(batch);
    String last = batch.get(batch.size() - 1).get(0);
    List<Object> values = new ArrayList<>(erased(slice.tombstone()));
    values.add(account);
    values.add(Long.parseLong(batch.get(0).get(0)));
    values.add(Long.parseLong(last));
    return host.change(
        slice.operation(),
        slice.approval().reference(),
        act(ERASE),
        cursor(slice.after()),
        batch.size() < slice.maxRecords() ? "" : last,
        erasing() + " WHERE " + owner + " = ? AND id >= ? AND id <= ?",
        values.toArray());
  }

  @Override
  public final long remaining(Scope scope) throws SQLException {
    long remaining = remaining(Scope.only(scope).account());
    journal.add(Journal.ACTED, "-", act(REMAINING), remaining);
    return remaining;
  }

  /** The account. It can be put right and restricted. */
  private static final class Profile extends HostHook
      implements RectificationHook, RestrictionHook {

    Profile(HostDatabase host, Journal journal) {
      super(
          declare("profile", "Profile", ChatCategories.PROFILE, Relation.SUBJECT)
              .field("id", "Your number")
              .field("email", "Where we write to")
              .field("about", "What you wrote about yourself")
              .stage(ErasureStage.IDENTITY)
              .erasedByHook(ErasureRule.erase(), "It is deleted.")
              .byHook("It is put right.", DataSubjectRight.RECTIFICATION)
              .byHook("It is kept, and nothing else is done.", DataSubjectRight.RESTRICTION),
          "host_people",
          "account",
          host,
          journal);
    }

    @Override
    String columns() {
      return "id, email, about";
    }

    @Override
    void write(List<String> row, RecordSink sink) {
      sink.record(Relation.SUBJECT)
          .number("id", Long.parseLong(row.get(0)))
          .text("email", row.get(1))
          .text("about", row.get(2))
          .end();
    }

    @Override
    String erasing() {
      return "DELETE FROM host_people";
    }

    @Override
    public long rectify(Mandate mandate, Map<String, String> corrections) throws SQLException {
      String about = corrections.get("about");
      return act(
          mandate,
          RECTIFY,
          "UPDATE host_people SET about = ? WHERE account = ? AND about <> ?",
          about,
          mandate.subject().account(),
          about);
    }

    @Override
    public long restrict(Mandate mandate) throws SQLException {
      return act(
          mandate,
          RESTRICT,
          "UPDATE host_people SET restricted = 1 WHERE account = ? AND restricted = 0",
          mandate.subject().account());
    }

    @Override
    public long lift(Mandate mandate) {
      throw new UnsupportedOperationException("Nobody lifts a restriction here");
    }

    private long act(Mandate mandate, String act, String sql, Object... values)
        throws SQLException {
      String request = mandate.approval().reference();
      String name = declaration().id() + "/" + act;
      journal.add(Journal.CALLED, request, name, START);
      Optional<Effect> before = host.effect(mandate.operation());
      Effect effect =
          before.isPresent()
              ? before.get()
              : host.change(mandate.operation(), request, name, START, "", sql, values);
      journal.add(
          before.isPresent() ? Journal.RECOGNISED : Journal.ACTED, request, name, effect.changed());
      return effect.changed();
    }
  }

  /** Rows that are deleted. */
  private static final class Subscriptions extends HostHook {

    Subscriptions(HostDatabase host, Journal journal) {
      super(
          andNothingElse(
              declare(
                      "subscriptions",
                      "Subscriptions",
                      ChatCategories.SUBSCRIPTIONS,
                      Relation.SUBJECT)
                  .field("id", "The number")
                  .stage(ErasureStage.MEMBERSHIPS)
                  .erasedByHook(ErasureRule.erase(), "They are deleted.")),
          "host_subscriptions",
          "account",
          host,
          journal);
    }

    @Override
    String columns() {
      return "id";
    }

    @Override
    void write(List<String> row, RecordSink sink) {
      sink.record(Relation.SUBJECT).number("id", Long.parseLong(row.get(0))).end();
    }

    @Override
    String erasing() {
      return "DELETE FROM host_subscriptions";
    }
  }

  /** Rows that stay without their content, under a tombstone. */
  private static final class Messages extends HostHook {

    Messages(HostDatabase host, Journal journal) {
      super(
          andNothingElse(
              declare("messages", "Messages", ChatCategories.MESSAGES_SENT, Relation.AUTHOR)
                  .field("id", "The number")
                  .field("text", "What you wrote")
                  .erasedByHook(
                      ErasureRule.placeholder(), "The place stays, without text and name.")),
          "host_messages",
          "author",
          host,
          journal);
    }

    @Override
    String columns() {
      return "id, text";
    }

    @Override
    void write(List<String> row, RecordSink sink) {
      sink.record(Relation.AUTHOR)
          .number("id", Long.parseLong(row.get(0)))
          .text("text", row.get(1))
          .end();
    }

    @Override
    String erasing() {
      return "UPDATE host_messages SET author = ?, text = ''";
    }

    @Override
    List<Object> erased(Tombstone tombstone) {
      return List.of(tombstone.value());
    }
  }

  /** Rows that are deleted, and files. */
  private static final class Uploads extends HostHook {

    Uploads(HostDatabase host, Journal journal) {
      super(
          andNothingElse(
              declare("uploads", "Uploads", ChatCategories.UPLOADS, Relation.AUTHOR)
                  .field("id", "The number")
                  .field("file", "The file in this archive")
                  .erasedByHook(ErasureRule.erase(), "They are deleted.")),
          "host_uploads",
          "account",
          host,
          journal);
    }

    @Override
    String columns() {
      return "id, name";
    }

    @Override
    void write(List<String> row, RecordSink sink) {
      String name = row.get(1);
      sink.record(Relation.AUTHOR)
          .number("id", Long.parseLong(row.get(0)))
          .attachment(
              "file",
              new Attachment(
                  row.get(0), name, "text/plain", 0, () -> Files.newInputStream(host.file(name))))
          .end();
    }

    @Override
    String erasing() {
      return "DELETE FROM host_uploads";
    }

    @Override
    void eraseFiles(List<List<String>> rows) throws IOException {
      for (List<String> row : rows) {
        Files.deleteIfExists(host.file(row.get(1)));
      }
    }
  }
}
