package io.github.gdprkit.erasure;

/** Whom an entry of the ledger of erasures is about. */
public sealed interface LedgerScope permits LedgerSubject, LedgerScope.Everyone {

  /**
   * Everyone whose data the controller of the ledger had: the end of a service (Art. 28(3)(g)).
   * Names nobody, because nobody can be told from anybody else there.
   */
  record Everyone() implements LedgerScope {}

  /** Everyone of the controller whose ledger it is. */
  static LedgerScope everyone() {
    return new Everyone();
  }
}
