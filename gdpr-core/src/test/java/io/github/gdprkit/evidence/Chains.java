package io.github.gdprkit.evidence;

import io.github.gdprkit.party.PartyId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A chain of forty entries over several requests, and what an attacker makes of it. */
final class Chains {

  static final PartyId CONTROLLER = new PartyId("example");
  static final CheckpointSigner SIGNER = CheckpointSigner.generate();
  static final Instant START = Instant.parse("2026-01-31T09:00:00.000001Z");
  static final int LENGTH = 40;

  /** The last entries are behind the last checkpoint. */
  static final long FIRST_PIN = 20;

  static final long LAST_PIN = 35;

  private static final KeptCheckpoints PINS = pins(chain(), FIRST_PIN, LAST_PIN);

  private Chains() {}

  /** Entry {@code n} is at index {@code n - 1}. */
  static List<EvidenceEntry> chain() {
    return chain(CONTROLLER, LENGTH, "count");
  }

  static List<EvidenceEntry> chain(PartyId controller, int length, String detail) {
    List<EvidenceDraft> drafts = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      drafts.add(
          new EvidenceDraft(
              new StreamId("request", "r" + i * i % 7),
              0,
              i % 3 == 0 ? "received" : "moved-on",
              START.plusSeconds(i),
              Map.of(detail, Integer.toString(i), "status", "in-progress")));
    }
    return written(controller, drafts);
  }

  /** What a writer of these drafts has, who counts the versions anew. */
  static List<EvidenceEntry> written(PartyId controller, List<EvidenceDraft> drafts) {
    List<EvidenceEntry> entries = new ArrayList<>();
    Map<StreamId, Long> versions = new HashMap<>();
    EvidenceHead head = EvidenceHead.none(controller);
    for (EvidenceDraft draft : drafts) {
      long version = versions.merge(draft.stream(), 1L, Long::sum);
      EvidenceEntry entry = EvidenceEntry.after(head, versioned(draft, version));
      entries.add(entry);
      head = entry.head();
    }
    return entries;
  }

  /** The chain from this entry on, linked and numbered anew, versions as they are. */
  static List<EvidenceEntry> rehashed(List<EvidenceEntry> entries) {
    List<EvidenceEntry> anew = new ArrayList<>();
    EvidenceHead head = EvidenceHead.none(entries.get(0).controller());
    for (EvidenceEntry entry : entries) {
      EvidenceEntry next = EvidenceEntry.after(head, draft(entry));
      anew.add(next);
      head = next.head();
    }
    return anew;
  }

  static EvidenceDraft draft(EvidenceEntry entry) {
    return new EvidenceDraft(
        entry.stream(), entry.version() - 1, entry.type(), entry.at(), entry.details());
  }

  private static EvidenceDraft versioned(EvidenceDraft draft, long version) {
    return new EvidenceDraft(
        draft.stream(), version - 1, draft.type(), draft.at(), draft.details());
  }

  static KeptCheckpoints pins() {
    return PINS;
  }

  static KeptCheckpoints pins(List<EvidenceEntry> chain, long... seqs) {
    return KeptCheckpoints.of(
        LongStream.of(seqs)
            .mapToObj(seq -> SIGNER.sign(chain.get((int) seq - 1).head(), START))
            .toList());
  }

  static EvidenceReport verify(List<EvidenceEntry> entries) {
    return verify(export(entries));
  }

  static EvidenceReport verify(byte[] export) {
    return verify(export, pins());
  }

  static EvidenceReport verify(byte[] export, KeptCheckpoints pins) {
    try {
      return EvidenceVerifier.of(CONTROLLER, List.of(SIGNER.key()), pins)
          .verify(new ByteArrayInputStream(export));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] export(List<EvidenceEntry> entries) {
    long last = entries.stream().mapToLong(EvidenceEntry::seq).max().orElse(0);
    return export(CONTROLLER, pieces(entries), last);
  }

  /** What stands in an export for each entry, blank line included. */
  static List<byte[]> pieces(List<EvidenceEntry> entries) {
    List<byte[]> pieces = new ArrayList<>();
    for (EvidenceEntry entry : entries) {
      String text = new String(entry.bytes(), StandardCharsets.UTF_8);
      pieces.add(bytes(text + "hash: " + entry.hash() + "\n\n"));
    }
    return pieces;
  }

  static byte[] export(PartyId controller, List<byte[]> pieces, long end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes("gdprkit-evidence-export: 1\ncontroller: " + controller.value() + "\n\n"));
    pieces.forEach(out::writeBytes);
    out.writeBytes(bytes("end: " + end + "\n\n"));
    return out.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
