package io.github.gdprkit.fulfilment;

import io.github.gdprkit.digest.Sha256;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.hook.ThirdPartyPolicy;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.DataSubjectRight;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tells whether two orders are about the same data: same controller, same persons, same policy. The
 * label, the approval and the options may differ, so that an operator can take an order up again.
 */
final class OrderFingerprint {

  private OrderFingerprint() {}

  static String of(ExportOrder order, Controller controller) {
    StringBuilder text = new StringBuilder();
    add(text, controller.id().value());
    if (order.scope() instanceof Scope.OneDataSubject one) {
      for (Identifier identifier : decisive(one.subject())) {
        add(text, identifier.type().name());
        add(text, identifier.value());
      }
    } else {
      add(text, "everyone");
    }
    if (order.right() != DataSubjectRight.ACCESS) {
      add(text, order.right().name());
    }
    ThirdPartyPolicy policy = order.policy();
    add(text, policy.id());
    add(text, policy.records().toString());
    add(text, policy.persons().toString());
    add(text, Boolean.toString(policy.includesOthersText()));
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The account, if there is one: names and addresses change, and the person is the same. */
  private static List<Identifier> decisive(DataSubject subject) {
    List<Identifier> accounts =
        subject.identifiers().stream()
            .filter(identifier -> identifier.type().equals(IdentifierType.ACCOUNT))
            .toList();
    return accounts.isEmpty() ? List.copyOf(subject.identifiers()) : accounts;
  }

  /** With its length before it, so that no two sets of values read alike. */
  private static void add(StringBuilder text, String value) {
    text.append(value.length()).append(':').append(value);
  }
}
