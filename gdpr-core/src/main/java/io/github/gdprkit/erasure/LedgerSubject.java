package io.github.gdprkit.erasure;

import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.Identifier;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.subject.SubjectKey;
import io.github.gdprkit.subject.SubjectKeys;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A person as the ledger of erasures knows them: by pseudonyms, those of accounts apart.
 *
 * @param accounts the pseudonyms of identifiers of the type {@link IdentifierType#ACCOUNT}
 * @param others the pseudonyms of all other identifiers
 */
public record LedgerSubject(Set<SubjectKey> accounts, Set<SubjectKey> others)
    implements LedgerScope {

  /** Refuses nobody, and a key in both sets, with {@link IllegalArgumentException}. */
  public LedgerSubject {
    if (accounts.isEmpty() && others.isEmpty()) {
      throw new IllegalArgumentException("The ledger needs at least one key of the person");
    }
    if (!Collections.disjoint(accounts, others)) {
      throw new IllegalArgumentException(
          "A key is that of an account or of another identifier, not both");
    }
    accounts = Collections.unmodifiableSet(new LinkedHashSet<>(accounts));
    others = Collections.unmodifiableSet(new LinkedHashSet<>(others));
  }

  /** This person under these keys. */
  public static LedgerSubject of(DataSubject subject, SubjectKeys keys) {
    Set<SubjectKey> accounts = new LinkedHashSet<>();
    Set<SubjectKey> others = new LinkedHashSet<>();
    for (Identifier identifier : subject.identifiers()) {
      boolean isAccount = identifier.type().equals(IdentifierType.ACCOUNT);
      (isAccount ? accounts : others).add(keys.of(identifier));
    }
    return new LedgerSubject(accounts, others);
  }

  /** All pseudonyms, those of accounts first. */
  public Set<SubjectKey> all() {
    Set<SubjectKey> all = new LinkedHashSet<>(accounts);
    all.addAll(others);
    return Collections.unmodifiableSet(all);
  }

  /**
   * Whether this erased person is that present one. Where both have accounts, the accounts decide:
   * whoever registered again under the same user name has another account and is somebody else.
   * Otherwise one identifier in common is enough.
   */
  public boolean isSameAs(LedgerSubject present) {
    if (!accounts.isEmpty() && !present.accounts.isEmpty()) {
      return !Collections.disjoint(accounts, present.accounts);
    }
    return !Collections.disjoint(others, present.others);
  }

  @Override
  public String toString() {
    return "LedgerSubject[" + (accounts.size() + others.size()) + " keys]";
  }
}
