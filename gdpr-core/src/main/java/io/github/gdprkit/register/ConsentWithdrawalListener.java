package io.github.gdprkit.register;

/**
 * What a host does when somebody withdraws a consent, such as taking them off a list (Art. 7(3)).
 *
 * <p>Called after the withdrawal was recorded, on the thread that recorded it, and again by {@link
 * Consents#followWithdrawals} until it returns: at least once, perhaps by two nodes at the same
 * time, so doing it twice does no harm. Not called any more when the person consented anew before
 * it could be told.
 */
public interface ConsentWithdrawalListener {

  /**
   * The name in evidence: 1 to 40 lower case letters, digits and hyphens, starting with a letter.
   * Another name is another listener, which is told anew of withdrawals that are not followed yet.
   */
  String name();

  /**
   * Stops what rests on the consent.
   *
   * @throws Exception anything; recorded by its type, without its message, and tried again
   */
  void withdrawn(ConsentWithdrawal withdrawal) throws Exception;
}
