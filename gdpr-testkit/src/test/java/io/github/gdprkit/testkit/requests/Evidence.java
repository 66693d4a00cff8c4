package io.github.gdprkit.testkit.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.evidence.EvidenceReport;
import io.github.gdprkit.evidence.EvidenceVerifier;
import io.github.gdprkit.evidence.FileCheckpointStore;
import io.github.gdprkit.testkit.fixture.Orders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** The evidence of a desk, as somebody checks it who has nothing but the export. */
final class Evidence {

  private Evidence() {}

  static byte[] export(GdprKit kit) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    kit.evidence().export(out);
    return out.toByteArray();
  }

  static EvidenceReport verify(Desk desk, byte[] export) throws IOException {
    return EvidenceVerifier.of(
            Orders.CONTROLLER.id(),
            List.of(desk.signer.key()),
            new FileCheckpointStore(desk.folder.resolve("checkpoints"))
                .read(Orders.CONTROLLER.id()))
        .verify(new ByteArrayInputStream(export));
  }

  static void assertVerifies(Desk desk, GdprKit kit) throws IOException {
    kit.evidence().checkpoint();
    EvidenceReport report = verify(desk, export(kit));
    assertThat(report.isSound()).as(report.text()).isTrue();
  }
}
