package io.github.gdprkit.testkit.erasure;

import io.github.gdprkit.erasure.ErasureLedger;
import io.github.gdprkit.erasure.FileErasureLedger;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.testkit.contract.ErasureLedgerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileErasureLedgerContractTest implements ErasureLedgerContract {

  @TempDir Path folder;

  @Override
  public ErasureLedger ledger(PartyId controller) {
    return FileErasureLedger.open(folder.resolve("erasures.ledger"), controller);
  }

  @Override
  public ErasureLedger reopened(PartyId controller) {
    return ledger(controller);
  }
}
