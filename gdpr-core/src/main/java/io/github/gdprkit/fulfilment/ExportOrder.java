package io.github.gdprkit.fulfilment;

import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.hook.Approval;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.subject.IdentifierType;
import java.util.Map;
import java.util.Objects;

/**
 * An export that somebody approved: whose data goes into which archive, under which policy for
 * shared content (Art. 15(3), 20). The same order goes on with what an earlier run left behind.
 *
 * @param right ACCESS for everything that there is, PORTABILITY for what the person provided on
 *     consent or contract
 * @param archive the archive to write
 * @param scope whose data
 * @param label whose data it is, in words for people; personal data, kept to the archive itself
 * @param policy what of shared content goes in
 * @param approval the decision that it rests on; an order that is taken up again keeps the approval
 *     it was begun with
 * @param leftOut hooks that the decision does not reach, and why, in words for the person
 */
public record ExportOrder(
    DataSubjectRight right,
    ArchiveId archive,
    Scope scope,
    String label,
    ThirdPartyPolicy policy,
    Approval approval,
    Map<HookId, String> leftOut) {

  /**
   * Refuses with {@link IllegalArgumentException} a right that gives no copy, a blank label, a data
   * subject without an account, and for everyone a policy that would give a record out once for
   * each person it concerns.
   */
  public ExportOrder {
    if (right != DataSubjectRight.ACCESS && right != DataSubjectRight.PORTABILITY) {
      throw new IllegalArgumentException("Nothing is exported under " + right);
    }
    Objects.requireNonNull(archive, "archive");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(approval, "approval");
    leftOut = Map.copyOf(leftOut);
    if (label.isBlank()) {
      throw new IllegalArgumentException("An export needs a label that says whose data it is");
    }
    if (scope instanceof Scope.OneDataSubject one
        && one.subject().identifier(IdentifierType.ACCOUNT).isEmpty()) {
      throw new IllegalArgumentException(
          "An export tells the data subject from everybody else by the account; add an identifier"
              + " of the type account to the data subject");
    }
    if (scope instanceof Scope.Everyone
        && !ThirdPartyPolicy.WHOLE.records().containsAll(policy.records())) {
      throw new IllegalArgumentException(
          "Under the policy "
              + policy.id()
              + " an export of everyone would repeat records; use ThirdPartyPolicy.WHOLE");
    }
  }

  /** Everything that there is in a scope, for access (Art. 15(3)). */
  public ExportOrder(
      ArchiveId archive, Scope scope, String label, ThirdPartyPolicy policy, Approval approval) {
    this(DataSubjectRight.ACCESS, archive, scope, label, policy, approval, Map.of());
  }

  /** One person's data, for access (Art. 15(3)). */
  public static ExportOrder of(
      ArchiveId archive,
      DataSubject subject,
      String label,
      ThirdPartyPolicy policy,
      Approval approval) {
    return new ExportOrder(archive, Scope.of(subject), label, policy, approval);
  }

  /** The same order, under this right. */
  public ExportOrder under(DataSubjectRight newRight) {
    return new ExportOrder(newRight, archive, scope, label, policy, approval, leftOut);
  }

  /** The same order without the data of these hooks; the archive says why. */
  public ExportOrder without(Map<HookId, String> hooks) {
    return new ExportOrder(right, archive, scope, label, policy, approval, hooks);
  }

  @Override
  public String toString() {
    return "ExportOrder[" + approval.reference() + ", policy " + policy.id() + "]";
  }
}
