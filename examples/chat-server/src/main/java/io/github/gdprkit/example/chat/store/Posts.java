package io.github.gdprkit.example.chat.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/** Adds messages, whom they mention, and the reactions to them. */
public final class Posts {

  private final Statements statements;
  private final Users users;
  private final MessageDigest digest = sha256();

  Posts(Statements statements, Users users) {
    this.statements = statements;
    this.users = users;
  }

  /**
   * Adds a post and the mentions in its text. The same words by the same person at the same
   * millisecond, in the same place and in answer to the same post, are the same post.
   */
  public Added add(Post post) throws SQLException {
    long hash = hash(digest, post.text());
    OptionalLong known = find(post, hash);
    if (known.isPresent()) {
      return new Added(known.getAsLong(), false);
    }
    long id = insert(post, hash);
    for (List<String> spellings : Mentions.in(post.text())) {
      addMention(id, spellings);
    }
    return new Added(id, true);
  }

  public boolean react(long postId, long userId, String emoji, long createdAt) throws SQLException {
    return statements.change(
        """
        INSERT INTO reactions (user_id, post_id, emoji, created_at)
        VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        userId,
        postId,
        emoji,
        createdAt);
  }

  private OptionalLong find(Post post, long hash) throws SQLException {
    return statements.number(
        """
        SELECT id FROM posts
        WHERE author_id = ? AND channel_id = ? AND created_at = ? AND text_hash = ?
          AND coalesce(root_id, 0) = coalesce(?, 0)
        """,
        post.authorId(),
        post.channelId(),
        post.createdAt(),
        hash,
        post.rootId());
  }

  private long insert(Post post, long hash) throws SQLException {
    return statements
        .number(
            """
            INSERT INTO posts
                (channel_id, author_id, root_id, text, created_at, edited_at, text_hash)
            VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id
            """,
            post.channelId(),
            post.authorId(),
            post.rootId(),
            post.text(),
            post.createdAt(),
            post.editedAt(),
            hash)
        .orElseThrow();
  }

  private void addMention(long postId, List<String> spellings) throws SQLException {
    for (String username : spellings) {
      OptionalLong mentioned = users.idOf(username);
      if (mentioned.isPresent()) {
        statements.change(
            "INSERT INTO mentions (user_id, post_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
            mentioned.getAsLong(),
            postId);
        return;
      }
    }
  }

  /** Eight bytes are plenty: two texts meet here only when all else about them is the same. */
  static long hash(MessageDigest digest, String text) {
    return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
