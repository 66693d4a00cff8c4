package io.github.gdprkit.evidence;

import io.github.gdprkit.evidence.EvidenceFinding.Kind;
import io.github.gdprkit.party.PartyId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Verifies an export piece by piece, each entry as a whole: slow, and easy to believe. */
final class SlowVerifier {

  private SlowVerifier() {}

  static EvidenceReport verify(
      PartyId controller, Collection<CheckpointKey> keys, KeptCheckpoints pins, byte[] export) {
    ChainWalk walk = new ChainWalk(controller, new Pins(controller, keys, pins));
    List<byte[]> pieces = pieces(export);
    if (pieces.isEmpty()) {
      walk.find(Kind.TRUNCATED, 0, null, "The export is empty");
      return walk.end(null);
    }
    int first = walk.takesHead(new String(pieces.get(0), StandardCharsets.UTF_8)) ? 1 : 0;
    for (int i = first; i < pieces.size(); i++) {
      EvidenceExport.Piece piece = EvidenceExport.Piece.of(pieces.get(i));
      String text = new String(piece.bytes(), StandardCharsets.UTF_8);
      if (piece.entry() != null) {
        walk.take(piece.entry(), piece.statedHash());
      } else if (text.matches("end: [0-9]{1,15}\n")) {
        long end = Long.parseLong(text.substring(5, text.length() - 1));
        if (i < pieces.size() - 1) {
          walk.find(Kind.NOT_AN_ENTRY, end + 1, null, "Something stands behind the end");
        }
        return walk.end(end);
      } else {
        walk.takeWhatIsNoEntry();
      }
    }
    walk.cutOff();
    return walk.end(null);
  }

  private static List<byte[]> pieces(byte[] export) {
    List<byte[]> pieces = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i <= export.length; i++) {
      boolean isEnd = i == export.length;
      boolean isBlank = !isEnd && export[i] == '\n' && (i == begin || export[i - 1] == '\n');
      if (isEnd || isBlank) {
        if (i > begin) {
          pieces.add(Arrays.copyOfRange(export, begin, i));
        }
        begin = i + 1;
      }
    }
    return pieces;
  }
}
