package io.github.gdprkit.request;

import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * Verifies a person by a code of eight digits, sent over a channel that was on file (Art. 12(6)).
 *
 * <p>What a code is worth is counted in evidence, so for all nodes together: under the rules {@link
 * ConfirmationRules#ofCodes} a guesser hits one with 5 in 100 million. Evidence has a keyed hash
 * that is bound to the controller, the request, the claimed person, the channel and a salt, and
 * neither the code nor the address. A new code, a success, the last attempt and the time end the
 * one before. For people who are not known the same is done and recorded with a code that nobody
 * gets and no answer fits.
 *
 * <p>After a crash between recording and sending nothing arrives: asked again, there is a new code.
 */
public final class ConfirmationCodes implements IdentityVerifier {

  private final ConfirmationChecks checks;

  private ConfirmationCodes(ConfirmationChecks checks) {
    this.checks = checks;
  }

  /**
   * Codes of one controller.
   *
   * @param deliveries runs {@link ConfirmationChannels#deliver}; one with threads of its own, so
   *     that how long sending takes does not tell who is known
   */
  public ConfirmationCodes(
      PartyId controller,
      EvidenceStore evidence,
      SubjectKeys keys,
      ConfirmationChannels channels,
      Executor deliveries,
      Clock clock) {
    this(
        new ConfirmationChecks(
            ConfirmationSecret.CODE,
            ConfirmationRules.ofCodes(),
            controller,
            evidence,
            keys,
            channels,
            deliveries,
            clock,
            new SecureRandom()));
  }

  /** The same under other rules. */
  public ConfirmationCodes under(ConfirmationRules rules) {
    return new ConfirmationCodes(checks.under(rules));
  }

  @Override
  public IdentityCheck ask(RequestId request, DataSubject claimed) {
    return checks.ask(request, claimed);
  }

  @Override
  public IdentityAnswer answer(RequestId request, DataSubject claimed, String given) {
    return checks.answer(request, claimed, given);
  }
}
