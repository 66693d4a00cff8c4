package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.EvidenceHead;
import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads a whole chain of a store, and fails unless every entry follows from the one before. */
final class ChainCheck {

  private static final int PAGE = 7;

  private ChainCheck() {}

  static List<EvidenceEntry> read(EvidenceStore store, PartyId controller) {
    List<EvidenceEntry> entries = new ArrayList<>();
    List<EvidenceEntry> page = store.read(controller, 0, PAGE);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(PAGE);
      entries.addAll(page);
      page = store.read(controller, entries.size(), PAGE);
    }
    EvidenceHead head = EvidenceHead.none(controller);
    Map<StreamId, Long> versions = new HashMap<>();
    for (EvidenceEntry entry : entries) {
      assertThat(entry.controller()).isEqualTo(controller);
      assertThat(entry.seq()).isEqualTo(head.seq() + 1);
      assertThat(entry.previous()).isEqualTo(head.hash());
      assertThat(entry.version()).isEqualTo(versions.merge(entry.stream(), 1L, Long::sum));
      head = new EvidenceHead(controller, entry.seq(), sha256(entry.bytes()));
    }
    assertThat(store.head(controller)).isEqualTo(head);
    return entries;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
