package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.util.List;

/**
 * What an {@link EvidenceVerifier} found.
 *
 * @param controller whose chain was expected
 * @param entries how many entries were read
 * @param lastSeq the greatest number among them; 0 when there are none
 * @param checkpoints how many checkpoints were given for this controller
 * @param confirmed how many of them the chain agrees with
 * @param unreadable how many pieces among the checkpoints cannot be read: torn by a crash, or
 *     damaged
 * @param unpinned how many entries at the end no confirmed checkpoint covers: they hang together,
 *     but whoever can write to the database can have rewritten them or cut off others behind them
 * @param restores restores of the database that the chain tells of; each lost evidence
 * @param findings what is wrong, by entry; at most {@link EvidenceVerifier#MOST_OF_A_KIND} of a
 *     kind
 * @param findingsInAll how many there are
 */
public record EvidenceReport(
    PartyId controller,
    long entries,
    long lastSeq,
    int checkpoints,
    int confirmed,
    int unreadable,
    long unpinned,
    List<EvidenceRestore> restores,
    List<EvidenceFinding> findings,
    long findingsInAll) {

  /** Copies the lists. */
  public EvidenceReport {
    restores = List.copyOf(restores);
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. Look at {@link #restores} and {@link #unpinned} as well. */
  public boolean isSound() {
    return findingsInAll == 0;
  }

  /** The report for people: the result first, then what they have to know, line by line. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(isSound() ? "SOUND" : "NOT SOUND").append(": ").append(entries);
    text.append(" entries, ").append(confirmed).append(" of ").append(checkpoints);
    text.append(" checkpoints confirmed\n");
    for (EvidenceRestore restore : restores) {
      text.append("RESTORED: entry ").append(restore.seq());
      text.append(
          " says that the database was restored from a backup and that evidence from entry ");
      text.append(restore.lostFrom()).append(" on was lost; ").append(restore.by());
      text.append(" acknowledged it at ").append(restore.at());
      text.append(". Ask whether that is true.\n");
    }
    if (checkpoints == 0 && entries > 0) {
      text.append(
          "NO CHECKPOINT: nothing outside of the chain confirms it; a chain that was cut or ");
      text.append("made anew would look the same. If there were checkpoints, find them\n");
    } else if (unpinned > 0) {
      text.append("UNPINNED: the last ").append(unpinned);
      text.append(" entries are not covered by a checkpoint\n");
    }
    if (unreadable > 0) {
      text.append("UNREADABLE: ").append(unreadable);
      text.append(" pieces among the checkpoints; a crash leaves them, and so does damage\n");
    }
    findings.forEach(finding -> text.append(finding).append('\n'));
    if (findingsInAll > findings.size()) {
      text.append("... and ").append(findingsInAll - findings.size()).append(" more\n");
    }
    return text.toString();
  }
}
