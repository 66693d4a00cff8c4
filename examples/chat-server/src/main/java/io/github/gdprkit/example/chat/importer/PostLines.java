package io.github.gdprkit.example.chat.importer;

import io.github.gdprkit.example.chat.store.Added;
import io.github.gdprkit.example.chat.store.Post;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code post} and {@code direct_post}: a message with its replies, reactions and attachments. */
final class PostLines {

  private final ImportTarget target;
  private final AttachmentImport attachments;

  PostLines(ImportTarget target, AttachmentImport attachments) {
    this.target = target;
    this.attachments = attachments;
  }

  LineKind inTeams() {
    return post -> {
      String team = post.name("team");
      String channel = post.name("channel");
      PostContent content = PostContent.of(post);
      List<PostContent> replies = PostContent.repliesTo(post);
      return () -> addThread(target.channel(team, channel), content, Kind.POST, replies);
    };
  }

  LineKind direct() {
    return post -> {
      List<String> members = post.atLeastOneName("channel_members", post.texts("channel_members"));
      PostContent content = PostContent.of(post);
      List<PostContent> replies = PostContent.repliesTo(post);
      return () -> {
        Added channel = target.direct(members, "");
        if (channel.isNew()) {
          target.count(Kind.DIRECT_CHANNEL, true);
        }
        addThread(channel.id(), content, Kind.DIRECT_POST, replies);
      };
    };
  }

  private void addThread(long channelId, PostContent content, Kind kind, List<PostContent> replies)
      throws SQLException, IOException {
    long rootId = add(channelId, null, content, kind);
    for (PostContent reply : replies) {
      add(channelId, rootId, reply, Kind.REPLY);
    }
  }

  private long add(long channelId, @Nullable Long rootId, PostContent content, Kind kind)
      throws SQLException, IOException {
    long authorId = target.user(content.user());
    Added post =
        target
            .writer()
            .posts()
            .add(
                new Post(
                    channelId,
                    authorId,
                    rootId,
                    content.text(),
                    content.createdAt(),
                    content.editedAt()));
    target.count(kind, post.isNew());
    for (PostContent.Reaction reaction : content.reactions()) {
      long by = target.user(reaction.user());
      target.count(
          Kind.REACTION,
          target.writer().posts().react(post.id(), by, reaction.emoji(), reaction.createdAt()));
    }
    attachments.add(post, authorId, content);
    return post.id();
  }
}
