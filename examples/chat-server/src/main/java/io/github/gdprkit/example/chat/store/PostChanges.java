package io.github.gdprkit.example.chat.store;

import java.sql.SQLException;

/** Changes posts that are there, and leaves those of others that answer them in order. */
public final class PostChanges {

  private PostChanges() {}

  /**
   * Gives a post another text, and the hash that belongs to it, and changes nothing else of it. In
   * the unlikely case that the author posted exactly this at the same moment, the post goes without
   * a hash.
   */
  public static void rewrite(Statements statements, long postId, String text) throws SQLException {
    if (!statements.change(
        "UPDATE OR IGNORE posts SET text = ?, text_hash = ? WHERE id = ?",
        text,
        Posts.hash(Posts.sha256(), text),
        postId)) {
      statements.change("UPDATE posts SET text = ?, text_hash = NULL WHERE id = ?", text, postId);
    }
  }

  /**
   * Deletes posts with the mentions in them and the reactions to them. Answers stay and answer
   * nothing any more; two that were told apart only by what they answer go without a hash.
   *
   * @param which a query for the ids, whose parameters follow
   */
  public static int delete(Statements statements, String which, Object... values)
      throws SQLException {
    String answers = " WHERE root_id IN (" + which + ")";
    statements.change("UPDATE OR IGNORE posts SET root_id = NULL" + answers, values);
    statements.change("UPDATE posts SET root_id = NULL, text_hash = NULL" + answers, values);
    return statements.changes("DELETE FROM posts WHERE id IN (" + which + ")", values);
  }
}
