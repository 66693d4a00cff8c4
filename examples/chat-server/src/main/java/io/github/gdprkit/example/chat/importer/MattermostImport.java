package io.github.gdprkit.example.chat.importer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.ChatWriter;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.RejectedLines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Imports a Mattermost bulk export, version 1: a file of JSON Lines, in the order in which
 * Mattermost writes it (teams, channels, users, posts).
 *
 * <p>An import only adds. What is already there is left as it is and counted, so the same file can
 * be imported twice, and a run that was killed is simply run again. Memory stays the same whatever
 * the size of the file.
 *
 * <p>Nothing is lost silently: a line that cannot be taken goes to {@link
 * ChatDatabase#rejectedLines} as it came, and types and fields that this server does not keep are
 * counted by name.
 *
 * <p>Three things are ours and not Mattermost's, because a chat server holds them and the format
 * has no place for them:
 *
 * <ul>
 *   <li>lines of the type {@code session}, with the fields {@code user}, {@code ip}, {@code
 *       user_agent}, {@code create_at} and {@code last_activity_at};
 *   <li>lines of the type {@code draft}, with the fields {@code user}, {@code team}, {@code
 *       channel}, {@code message} and {@code update_at};
 *   <li>the field {@code name} of an attachment: how the person called the file, when that is not
 *       the end of its {@code path}.
 * </ul>
 */
public final class MattermostImport {

  private static final int VERSION = 1;
  private static final int LONGEST_LINE = 16 << 20;
  private static final int STATEMENTS_PER_TRANSACTION = 5_000;

  private final ChatDatabase database;
  private final Organisation organisation;
  private final ImportListener listener;
  private final JsonMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST_LINE).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Imports for this organisation. */
  public MattermostImport(
      ChatDatabase database, Organisation organisation, ImportListener listener) {
    this.database = database;
    this.organisation = organisation;
    this.listener = listener;
  }

  /**
   * Imports one file.
   *
   * @param attachments the folder that the paths of the attachments start from, or null
   */
  public ImportSummary run(Path file, @Nullable Path attachments) throws SQLException, IOException {
    AttachmentFolder folder = AttachmentFolder.of(attachments);
    try (RejectedLines rejected = database.rejectedLines(organisation);
        RawLines lines = new RawLines(open(file, rejected), LONGEST_LINE);
        ChatWriter writer = database.write(organisation)) {
      Tally tally = new Tally();
      Map<String, LineKind> kinds = kinds(lines, folder, new ImportTarget(writer, tally), tally);
      while (lines.next()) {
        take(lines, kinds, rejected, tally);
        if (writer.pending() >= STATEMENTS_PER_TRANSACTION) {
          commit(writer, rejected);
        }
      }
      commit(writer, rejected);
      return tally.summary();
    }
  }

  private Map<String, LineKind> kinds(
      RawLines lines, AttachmentFolder folder, ImportTarget target, Tally tally) {
    AttachmentImport attachments =
        new AttachmentImport(
            target,
            folder,
            (path, reason) -> {
              tally.missingAttachment();
              listener.missingAttachment(lines.number(), path, reason);
            });
    PostLines posts = new PostLines(target, attachments);
    return Map.of(
        "role", new RoleLines(target),
        "team", new TeamLines(target),
        "channel", new ChannelLines(target),
        "user", new UserLines(target),
        "post", posts.inTeams(),
        "direct_channel", new DirectChannelLines(target),
        "direct_post", posts.direct(),
        "emoji", new EmojiLines(target),
        "session", new SessionLines(target),
        "draft", new DraftLines(target));
  }

  private void take(
      RawLines lines, Map<String, LineKind> kinds, RejectedLines rejected, Tally tally)
      throws SQLException, IOException {
    try {
      JsonNode line = parse(lines);
      if (line.isMissingNode()) {
        return;
      }
      tally.line();
      if (database.location().isServer()) {
        requireKept(line);
      }
      apply(line, kinds, tally);
    } catch (InvalidLineException e) {
      tally.rejectedLine();
      rejected.add(lines::writeTo);
      listener.rejected(lines.number(), String.valueOf(e.getMessage()));
    }
  }

  /** The line as JSON; {@linkplain JsonNode#isMissingNode() missing} when it is blank. */
  private JsonNode parse(RawLines lines) throws InvalidLineException {
    if (lines.isTooLong()) {
      throw new InvalidLineException(
          "the line is longer than " + (LONGEST_LINE >> 20) + " mebibytes");
    }
    try {
      return json.readTree(lines.bytes());
    } catch (JsonProcessingException e) {
      // Not the message of the exception: it quotes the line.
      throw new InvalidLineException(
          e.getLocation() == null
              ? "the line is not valid JSON"
              : "the line is not valid JSON at column " + e.getLocation().getColumnNr());
    } catch (IOException e) {
      throw new InvalidLineException("the line is not valid UTF-8");
    }
  }

  /** One text that the database refuses would undo all that is not committed yet. */
  private void requireKept(JsonNode node) throws InvalidLineException {
    if (node.isTextual() && !database.canKeep(node.textValue())) {
      throw new InvalidLineException(
          "a text in it has a character that PostgreSQL cannot keep: U+0000, or half of one");
    }
    for (JsonNode part : node) {
      requireKept(part);
    }
  }

  private static void apply(JsonNode line, Map<String, LineKind> kinds, Tally tally)
      throws InvalidLineException, SQLException, IOException {
    if (!(line instanceof ObjectNode object)) {
      throw new InvalidLineException("the line is not a JSON object");
    }
    Fields fields = new Fields("", object);
    String type = fields.name("type");
    LineKind kind = kinds.get(type);
    if (type.equals("version")) {
      checkVersion(fields);
    } else if (kind == null) {
      tally.unknownType(type);
      return;
    } else {
      kind.read(fields.object(type)).apply();
    }
    fields.reportUnread(tally::unknownField);
  }

  private static void checkVersion(Fields fields) throws InvalidLineException {
    long version = fields.number("version");
    if (version != VERSION) {
      throw new ChatException(
          ("The file has version %s of the format, and this server reads version %s. Export again"
                  + " in version %s")
              .formatted(version, VERSION, VERSION));
    }
  }

  /** The lines that a transaction rejected must be safe before it, or a crash could lose them. */
  private static void commit(ChatWriter writer, RejectedLines rejected)
      throws SQLException, IOException {
    rejected.force();
    writer.commit();
  }

  /** Refuses, before anything is made for it, what is not there or is a folder. */
  public static void requireFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new ChatException("%s is a folder. Name the .jsonl file in it".formatted(file));
    }
    if (Files.notExists(file)) {
      throw new ChatException("There is no file %s. Check the path".formatted(file));
    }
  }

  private static InputStream open(Path file, RejectedLines rejected) throws IOException {
    requireFile(file);
    if (Files.exists(rejected.path()) && Files.isSameFile(file, rejected.path())) {
      throw new ChatException(
          ("%s is where this import would put rejected lines. Move it elsewhere, correct the lines,"
                  + " and import it from there")
              .formatted(file));
    }
    return Files.newInputStream(file);
  }
}
