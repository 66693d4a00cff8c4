package io.github.gdprkit.example.chat.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Changes posts that are there, and leaves those of others that answer them in order. */
public final class PostChanges {

  private PostChanges() {}

  /**
   * Gives a post another text, and the hash that belongs to it, and changes nothing else of it. In
   * the unlikely case that the author posted exactly this at the same moment, the post goes without
   * a hash.
   */
  public static void rewrite(Statements statements, long postId, String text) throws SQLException {
    long hash = Posts.hash(Posts.sha256(), text);
    boolean isTwice =
        statements
            .number(
                """
                SELECT 1 FROM posts p JOIN posts other ON other.author_id = p.author_id
                    AND other.channel_id = p.channel_id AND other.created_at = p.created_at
                    AND coalesce(other.root_id, 0) = coalesce(p.root_id, 0)
                WHERE p.id = ? AND other.id <> p.id AND other.text_hash = ?
                """,
                postId,
                hash)
            .isPresent();
    statements.change(
        "UPDATE posts SET text = ?, text_hash = ? WHERE id = ?",
        text,
        isTwice ? null : (Long) hash,
        postId);
  }

  /**
   * Deletes posts with the mentions in them and the reactions to them. Answers stay and answer
   * nothing any more; two that were told apart only by what they answer go without a hash.
   *
   * @param which a query for the ids, whose parameters follow
   */
  public static int delete(Statements statements, String which, Object... values)
      throws SQLException {
    List<Object> twice = new ArrayList<>(List.of(values));
    twice.addAll(List.of(values));
    statements.change(
        """
        UPDATE posts SET text_hash = NULL
        WHERE root_id IN (%s) AND text_hash IS NOT NULL AND EXISTS (
          SELECT 1 FROM posts other
          WHERE other.author_id = posts.author_id AND other.channel_id = posts.channel_id
            AND other.created_at = posts.created_at AND other.text_hash = posts.text_hash
            AND (other.root_id IS NULL OR other.id < posts.id AND other.root_id IN (%s)))
        """
            .formatted(which, which),
        twice.toArray());
    statements.change("UPDATE posts SET root_id = NULL WHERE root_id IN (" + which + ")", values);
    return statements.changes("DELETE FROM posts WHERE id IN (" + which + ")", values);
  }
}
