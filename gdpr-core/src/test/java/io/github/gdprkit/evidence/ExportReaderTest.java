package io.github.gdprkit.evidence;

import static io.github.gdprkit.evidence.Chains.CONTROLLER;
import static io.github.gdprkit.evidence.Chains.SIGNER;
import static io.github.gdprkit.evidence.Chains.chain;
import static io.github.gdprkit.evidence.Chains.export;
import static io.github.gdprkit.evidence.Chains.pins;
import static io.github.gdprkit.evidence.Chains.rehashed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks and threads make nothing of an export another thing than it is. */
class ExportReaderTest {

  private static final int TAMPERED = 600;
  private static final int LONGEST = 1 << 20;

  private static final EvidenceVerifier VERIFIER =
      EvidenceVerifier.of(CONTROLLER, List.of(SIGNER.key()), pins());

  @Test
  void findsTheSameInTamperedExportsAsTheSlowWay() throws IOException {
    Random random = new Random(7);
    int sound = 0;
    for (int i = 0; i < TAMPERED; i++) {
      byte[] export = tampered(random);
      EvidenceReport expected =
          SlowVerifier.verify(CONTROLLER, List.of(SIGNER.key()), pins(), export);
      sound += expected.isSound() ? 1 : 0;

      int threads = 1 + random.nextInt(3);
      int blockSize = 1 + random.nextInt(3000);
      assertThat(verify(export, threads, blockSize))
          .as("export %d, %d threads, blocks of %d bytes", i, threads, blockSize)
          .isEqualTo(expected);
    }
    assertThat(sound).as("sound ones among them").isBetween(1, TAMPERED / 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void findsNothingWrongWithALongChainOnAnyNumberOfThreads(int threads) throws IOException {
    List<EvidenceEntry> chain = chain(CONTROLLER, 20_000, "count");
    KeptCheckpoints pins = pins(chain, 1, 7_000, 20_000);

    EvidenceReport report =
        EvidenceVerifier.of(CONTROLLER, List.of(SIGNER.key()), pins)
            .onThreads(threads)
            .verify(new ByteArrayInputStream(export(chain)));

    assertThat(report.findings()).isEmpty();
    assertThat(report.entries()).isEqualTo(20_000);
    assertThat(report.confirmed()).isEqualTo(3);
  }

  @Test
  void locatesOneChangedByteInALongExport() throws IOException {
    List<EvidenceEntry> chain = chain(CONTROLLER, 20_000, "count");
    byte[] whole = export(chain);
    Random random = new Random(5);
    for (int i = 0; i < 10; i++) {
      byte[] export = whole.clone();
      export[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(7));

      EvidenceReport report = VERIFIER.onThreads(2).verify(new ByteArrayInputStream(export));

      assertThat(report)
          .isEqualTo(SlowVerifier.verify(CONTROLLER, List.of(SIGNER.key()), pins(), export));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {LONGEST - 1, LONGEST, LONGEST + 1, 3 * LONGEST})
  void goesOnBehindWhatIsTooLongToBeAnEntry(int length) throws IOException {
    byte[] whole = export(chain());
    int third =
        new String(whole, StandardCharsets.ISO_8859_1).indexOf("gdprkit-evidence: 1\n", 900);
    ByteArrayOutputStream export = new ByteArrayOutputStream();
    export.write(whole, 0, third);
    byte[] line = new byte[length];
    Arrays.fill(line, (byte) 'a');
    line[length - 1] = '\n';
    export.writeBytes(line);
    export.write('\n');
    export.write(whole, third, whole.length - third);

    for (int threads = 1; threads <= 2; threads++) {
      assertThat(verify(export.toByteArray(), threads, 1 << 18).findings())
          .extracting(EvidenceFinding::kind)
          .containsExactly(EvidenceFinding.Kind.NOT_AN_ENTRY);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void throwsWhatTheStreamThrows(int threads) {
    byte[] whole = export(chain(CONTROLLER, 5_000, "count"));
    IOException broken = new IOException("broken");
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw broken;
          }
        };

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                VERIFIER
                    .onThreads(threads)
                    .verify(new SequenceInputStream(new ByteArrayInputStream(whole), failing)))
        .isSameAs(broken);
  }

  @Test
  void endsWhenItIsInterruptedWhileItWaits() throws Exception {
    InputStream silent =
        new InputStream() {
          @Override
          public synchronized int read() throws IOException {
            try {
              wait();
            } catch (InterruptedException e) {
              throw new InterruptedIOException("silent");
            }
            return -1;
          }
        };
    List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
    Thread verifying =
        new Thread(
            () -> {
              try {
                VERIFIER.verify(silent);
              } catch (IOException e) {
                thrown.add(e);
              }
              thrown.add(new Throwable("" + Thread.currentThread().isInterrupted()));
            });
    verifying.start();
    verifying.interrupt();
    verifying.join();

    assertThat(thrown.get(0)).isInstanceOf(InterruptedIOException.class);
    assertThat(thrown.get(1)).hasMessage("true");
  }

  @Test
  void refusesToVerifyOnNoThread() {
    assertThatIllegalArgumentException().isThrownBy(() -> VERIFIER.onThreads(0));
  }

  private static EvidenceReport verify(byte[] export, int threads, int blockSize)
      throws IOException {
    try (ExportReader reader =
        new ExportReader(new ByteArrayInputStream(export), CONTROLLER, threads, blockSize)) {
      return VERIFIER.verify(reader);
    }
  }

  /** Takes out, doubles, swaps, forges, cuts and changes, sometimes all of it. */
  private static byte[] tampered(Random random) {
    List<EvidenceEntry> entries = new ArrayList<>(chain());
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(entries.size());
      int other = random.nextInt(entries.size());
      switch (random.nextInt(5)) {
        case 0 -> entries.remove(at);
        case 1 -> entries.add(other, entries.get(at));
        case 2 -> Collections.swap(entries, at, other);
        case 3 -> {
          List<EvidenceEntry> anew = rehashed(entries.subList(0, at + 1));
          entries.set(at, anew.get(at));
        }
        default -> {
          EvidenceEntry forged = entries.get(at);
          EvidenceHead before = new EvidenceHead(CONTROLLER, random.nextInt(50), forged.previous());
          entries.set(at, EvidenceEntry.after(before, Chains.draft(forged)));
        }
      }
    }
    byte[] export = export(entries);
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      switch (random.nextInt(4)) {
        case 0 -> export[random.nextInt(export.length)] ^= (byte) (1 << random.nextInt(8));
        case 1 -> export = Arrays.copyOf(export, random.nextInt(export.length) + 1);
        case 2 -> export[random.nextInt(export.length)] = '\n';
        default -> {
          int from = random.nextInt(export.length);
          int to = Math.min(export.length, from + random.nextInt(700));
          byte[] shorter = Arrays.copyOf(export, export.length - (to - from) + 1);
          System.arraycopy(export, to, shorter, from, export.length - to);
          shorter[shorter.length - 1] = '\n';
          export = shorter;
        }
      }
    }
    return export;
  }
}
