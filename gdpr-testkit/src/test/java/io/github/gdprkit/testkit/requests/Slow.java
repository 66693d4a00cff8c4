package io.github.gdprkit.testkit.requests;

import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestStore;
import io.github.gdprkit.testkit.DelegatingStore;
import java.util.List;
import java.util.function.Consumer;

/** A store on which something can happen just before an event of a type is committed. */
final class Slow extends DelegatingStore {

  private final Consumer<String> meanwhile;

  Slow(RequestStore store, Consumer<String> meanwhile) {
    super(store);
    this.meanwhile = meanwhile;
  }

  @Override
  public void commit(List<RequestChange> changes) {
    for (RequestChange change : changes) {
      change.drafts().forEach(draft -> meanwhile.accept(draft.type()));
    }
    super.commit(changes);
  }
}
