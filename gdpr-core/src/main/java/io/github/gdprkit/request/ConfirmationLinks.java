package io.github.gdprkit.request;

import io.github.gdprkit.evidence.EvidenceStore;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.SubjectKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * Verifies a person by a link with a token of 256 bits, sent over a channel that was on file (Art.
 * 12(6)). Works as {@link ConfirmationCodes} do, under the rules {@link ConfirmationRules#ofLinks},
 * and shares their count: a request has one check at a time, whichever kind was asked for last.
 *
 * <p>The page behind the link has a button, and the button's POST calls {@link #answer}. Opening
 * the page must not: programs that scan mail would use the link up.
 */
public final class ConfirmationLinks implements IdentityVerifier {

  private final ConfirmationChecks checks;

  private ConfirmationLinks(ConfirmationChecks checks) {
    this.checks = checks;
  }

  /**
   * Links of one controller.
   *
   * @param deliveries runs {@link ConfirmationChannels#deliver}; one with threads of its own, so
   *     that how long sending takes does not tell who is known
   */
  public ConfirmationLinks(
      PartyId controller,
      EvidenceStore evidence,
      SubjectKeys keys,
      ConfirmationChannels channels,
      Executor deliveries,
      Clock clock) {
    this(
        new ConfirmationChecks(
            ConfirmationSecret.LINK,
            ConfirmationRules.ofLinks(),
            controller,
            evidence,
            keys,
            channels,
            deliveries,
            clock,
            new SecureRandom()));
  }

  /** The same under other rules. */
  public ConfirmationLinks under(ConfirmationRules rules) {
    return new ConfirmationLinks(checks.under(rules));
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
