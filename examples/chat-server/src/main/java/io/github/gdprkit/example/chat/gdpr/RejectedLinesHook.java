package io.github.gdprkit.example.chat.gdpr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.gdprkit.example.chat.store.RejectedLines;
import io.github.gdprkit.example.chat.store.Statements;
import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.hook.ErasureBatch;
import io.github.gdprkit.hook.ErasureHook;
import io.github.gdprkit.hook.ErasureRule;
import io.github.gdprkit.hook.ErasureSlice;
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
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The lines that an import could not take and that wait beside the database for somebody to correct
 * them. A line is a person's when the username or the e-mail address stands in it as a value of its
 * own; one that cannot be read as JSON is searched for them between quotation marks.
 */
final class RejectedLinesHook implements ExportHook, ErasureHook {

  private static final Declaration DECLARATION =
      Policies.nothingToObjectTo(
              Policies.noMachineDecides(
                  Declaration.of(
                          "rejected-lines",
                          "Lines that an import could not take",
                          ChatActivities.REJECTED_LINES)
                      .text(
                          "What stands in a line with your username or e-mail address, when such a"
                              + " line was broken and waits to be corrected. It is not in the chat.")
                      .field("line", "The number of the line in the file")
                      .field("text", "The line, as it came")
                      .storedIn(ChatStores.REJECTED_LINES)
                      .relations(Relation.MENTIONED)
                      .sources(SourceOfData.OBTAINED_ELSEWHERE)))
          .legalBases(LegalBasis.CONTRACT)
          .retention("Until an administrator has corrected and imported it, or deleted it.")
          .byHook("You get it in your archive.", DataSubjectRight.ACCESS)
          .notApplicable(
              "It came with an import; you did not provide it.", DataSubjectRight.PORTABILITY)
          .byHand(
              "An administrator corrects the line and imports it again.",
              DataSubjectRight.RECTIFICATION)
          .byHand(
              "An administrator puts the file where nobody imports it meanwhile.",
              DataSubjectRight.RESTRICTION)
          .erasedByHook(
              ErasureRule.erase(),
              "Each line with your username or e-mail address is deleted as a whole. An administrator"
                  + " who has moved the file elsewhere has to do it there.")
          .build();

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final Chat chat;

  RejectedLinesHook(Chat chat) {
    this.chat = chat;
  }

  @Override
  public Declaration declaration() {
    return DECLARATION;
  }

  @Override
  public Findings locate(Scope scope) throws SQLException, IOException {
    RejectedLines.Matcher matcher = matcher(scope);
    AtomicLong records = new AtomicLong();
    AtomicLong last = new AtomicLong();
    try (RejectedLines lines = lines()) {
      lines.read(
          (number, line) -> {
            if (matcher.matches(line)) {
              records.incrementAndGet();
              last.set(number);
            }
            return true;
          });
    }
    return records.get() == 0
        ? Findings.nothing()
        : Findings.of(records.get()).upTo(Long.toString(last.get()));
  }

  @Override
  public Page export(ExportSlice slice, RecordSink sink) throws SQLException, IOException {
    long after = slice.after() == null ? 0 : Long.parseLong(slice.after());
    long upTo = slice.upTo() == null ? Long.MAX_VALUE : Long.parseLong(slice.upTo());
    RejectedLines.Matcher matcher = matcher(slice.scope());
    AtomicLong read = new AtomicLong();
    Page[] page = {Page.last()};
    try (RejectedLines lines = lines()) {
      lines.read(
          (number, line) -> {
            if (number <= after || number > upTo || !matcher.matches(line)) {
              return number <= upTo;
            }
            sink.record(Relation.MENTIONED)
                .number("line", number)
                .othersText("text", Relation.MENTIONED, new String(line, StandardCharsets.UTF_8))
                .end();
            if (sink.pageIsFull() || read.incrementAndGet() == slice.maxRecords()) {
              page[0] = Page.after(Long.toString(number));
              return false;
            }
            return true;
          });
    }
    return page[0];
  }

  /** The cursor says how many lines are gone: those behind them have moved up. */
  @Override
  public ErasureBatch erase(ErasureSlice slice) throws SQLException, IOException {
    long before = slice.after() == null ? 0 : Long.parseLong(slice.after());
    RejectedLines.Matcher matcher = matcher(slice.scope());
    try (RejectedLines lines = lines()) {
      int removed = lines.remove(slice.maxRecords(), matcher);
      return removed < slice.maxRecords()
          ? ErasureBatch.last(removed)
          : ErasureBatch.more(removed, Long.toString(before + removed));
    }
  }

  @Override
  public long remaining(Scope scope) throws SQLException, IOException {
    return locate(scope).records();
  }

  private RejectedLines lines() {
    return chat.database().rejectedLines(chat.organisation());
  }

  private RejectedLines.Matcher matcher(Scope scope) throws SQLException {
    if (scope instanceof Scope.Everyone) {
      boolean isEveryone = chat.isEveryone(scope);
      return line -> isEveryone;
    }
    try (Connection connection = chat.database().newReader();
        Statements statements = new Statements(connection)) {
      PersonNames names = PersonNames.of(statements, chat, scope);
      return line -> holds(line, names);
    }
  }

  private static boolean holds(byte[] line, PersonNames names) {
    try (JsonParser parser = JSON.createParser(line)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        boolean isText = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
        if (isText && names.contain(parser.getText())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return holdsQuoted(line, names);
    }
  }

  private static boolean holdsQuoted(byte[] line, PersonNames names) {
    String text = new String(line, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    return Stream.concat(names.usernames().stream(), names.emails().stream())
        .anyMatch(name -> text.contains('"' + name + '"'));
  }
}
