package io.github.gdprkit.testkit.erasure;

import io.github.gdprkit.erasure.ErasureLedger;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.testkit.contract.ErasureLedgerContract;
import io.github.gdprkit.testkit.memory.InMemoryErasureLedger;

class InMemoryErasureLedgerTest implements ErasureLedgerContract {

  private final InMemoryErasureLedger ledger = new InMemoryErasureLedger(CONTROLLER);

  @Override
  public ErasureLedger ledger(PartyId controller) {
    return ledger;
  }

  @Override
  public ErasureLedger reopened(PartyId controller) {
    return ledger;
  }
}
