package io.github.gdprkit.example.chat.generate;

import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.ChatWriter;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.store.Post;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Fills an organisation that is empty with people and two years of messages. Everything follows
 * from the plan, the times too, so that two runs give the same rows and a measurement can be
 * repeated anywhere.
 */
public final class LoadGenerator {

  private static final long FROM = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
  private static final long UNTIL = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000L;
  static final int STATEMENTS_PER_TRANSACTION = 50_000;
  private static final int SMALLEST_UPLOAD = 300;
  private static final int LARGEST_UPLOAD = 30_000;
  private static final List<String> EMOJIS =
      List.of("+1", "heart", "tada", "joy", "eyes", "rocket", "white_check_mark");

  private final ChatDatabase database;
  private final Organisation organisation;
  private final LoadPlan plan;
  private final SplittableRandom random;
  private final Vocabulary vocabulary;
  private final Map<Long, Long> lastRoots = new HashMap<>();

  public LoadGenerator(ChatDatabase database, Organisation organisation, LoadPlan plan) {
    this.database = database;
    this.organisation = organisation;
    this.plan = plan;
    random = new SplittableRandom(plan.seed());
    vocabulary = new Vocabulary(random);
  }

  public void run() throws SQLException, IOException {
    if (!database.isEmpty(organisation)) {
      throw new ChatException(
          ("%s is not empty, and generated people must not mix with others. Name a new one with --db,"
                  + " or another --controller")
              .formatted(database.location()));
    }
    try (ChatWriter writer = database.write(organisation)) {
      Crowd crowd = Crowd.settle(plan, random, vocabulary, writer, FROM);
      Authors authors = new Authors(plan, random);
      MessageText texts = new MessageText(random, vocabulary, () -> crowd.anybody().username());
      for (int i = 0; i < plan.messages(); i++) {
        addMessage(writer, crowd, crowd.person(authors.next()), texts.next(), timeOf(i));
        writer.commitAt(STATEMENTS_PER_TRANSACTION);
      }
      writer.commit();
    }
  }

  /** Later than the message before, at an irregular moment. */
  private long timeOf(int message) {
    long step = (UNTIL - FROM) / plan.messages();
    return FROM + message * step + random.nextLong(step);
  }

  private void addMessage(
      ChatWriter writer, Crowd crowd, Person author, String text, long createdAt)
      throws SQLException, IOException {
    long channelId =
        random.nextInt(10) == 0 ? author.directChannel(random) : author.channel(random);
    Long rootId = random.nextInt(10) == 0 ? lastRoots.get(channelId) : null;
    Long editedAt = random.nextInt(100) < 4 ? createdAt + random.nextLong(HOUR) : null;
    long postId = add(writer, new Post(channelId, author.id(), rootId, text, createdAt, editedAt));
    if (random.nextInt(100) < 15) {
      addReactions(writer, crowd, postId, createdAt);
    }
    if (random.nextInt(200) == 0) {
      addUpload(writer, postId, author.id(), createdAt);
    }
  }

  private long add(ChatWriter writer, Post post) throws SQLException {
    long id = writer.posts().add(post).id();
    if (post.rootId() == null) {
      lastRoots.put(post.channelId(), id);
    }
    return id;
  }

  private void addReactions(ChatWriter writer, Crowd crowd, long postId, long createdAt)
      throws SQLException {
    for (int count = random.nextInt(1, 4); count > 0; count--) {
      String emoji = EMOJIS.get(random.nextInt(EMOJIS.size()));
      long reactedAt = createdAt + random.nextLong(HOUR);
      writer.posts().react(postId, crowd.anybody().id(), emoji, reactedAt);
    }
  }

  private void addUpload(ChatWriter writer, long postId, long ownerId, long createdAt)
      throws SQLException, IOException {
    int size = random.nextInt(SMALLEST_UPLOAD, LARGEST_UPLOAD + 1);
    StringBuilder content = new StringBuilder(size + Vocabulary.LONGEST_WORD + 1);
    while (content.length() < size) {
      content.append(vocabulary.word()).append(random.nextInt(12) == 0 ? '\n' : ' ');
    }
    byte[] bytes = content.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    long upload =
        writer.uploads().add(postId, ownerId, "notes-" + vocabulary.word() + ".txt", createdAt);
    writer.uploads().store(upload, new ByteArrayInputStream(bytes));
  }
}
