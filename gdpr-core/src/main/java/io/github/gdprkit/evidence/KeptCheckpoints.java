package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link CheckpointStore} has of one controller. As text, one checkpoint after the other,
 * each with a blank line behind it.
 *
 * @param checkpoints in the order in which they were added
 * @param unreadable how many pieces, of whichever controller, are no checkpoint: damaged, or torn
 *     by a crash and added again
 * @param isTorn whether the end is torn: a crash while a checkpoint was written, or damage
 */
public record KeptCheckpoints(
    List<EvidenceCheckpoint> checkpoints, int unreadable, boolean isTorn) {

  /** More than this many characters are no checkpoint. */
  private static final int LONGEST = 100_000;

  /** Copies the list. */
  public KeptCheckpoints {
    checkpoints = List.copyOf(checkpoints);
  }

  /** These, with nothing unreadable among them. */
  public static KeptCheckpoints of(List<EvidenceCheckpoint> checkpoints) {
    return new KeptCheckpoints(checkpoints, 0, false);
  }

  /** The one that was added last. */
  public Optional<EvidenceCheckpoint> last() {
    return checkpoints.isEmpty()
        ? Optional.empty()
        : Optional.of(checkpoints.get(checkpoints.size() - 1));
  }

  /** Reads the text form, and leaves the checkpoints of other controllers out. */
  public static KeptCheckpoints read(InputStream in, PartyId controller) throws IOException {
    List<EvidenceCheckpoint> checkpoints = new ArrayList<>();
    int unreadable = 0;
    StringBuilder piece = new StringBuilder();
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      boolean endsPiece = c == '\n' && endsWithLineFeed(piece);
      if (!endsPiece) {
        if (piece.length() < LONGEST && !(c == '\n' && piece.isEmpty())) {
          piece.append((char) c);
        }
        continue;
      }
      Optional<EvidenceCheckpoint> read = parse(piece.toString());
      if (read.isEmpty()) {
        unreadable++;
      }
      read.filter(checkpoint -> checkpoint.controller().equals(controller))
          .ifPresent(checkpoints::add);
      piece.setLength(0);
    }
    return new KeptCheckpoints(checkpoints, unreadable, !piece.isEmpty());
  }

  private static boolean endsWithLineFeed(StringBuilder piece) {
    return !piece.isEmpty() && piece.charAt(piece.length() - 1) == '\n';
  }

  private static Optional<EvidenceCheckpoint> parse(String text) {
    try {
      return Optional.of(EvidenceCheckpoint.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
