package io.github.gdprkit.request;

import io.github.gdprkit.subject.DataSubject;

/**
 * How a person proves that a request is theirs (Art. 12(6)), in two steps: the controller asks, the
 * person answers. A host brings its own, such as a national eID, or takes {@link ConfirmationCodes}
 * or {@link ConfirmationLinks}.
 *
 * <p>Whoever has not answered yet is a stranger. So neither step says whether the claimed person is
 * known here: result, work and visible effects are the same for both. And both steps are acts of
 * somebody; a page that is merely opened calls neither, because programs that scan mail open links
 * before people do.
 *
 * <p>Implementations are safe for use by many threads and nodes.
 */
public interface IdentityVerifier {

  /**
   * Starts a check of who sent this request. Replaces the one that was started before, if any, so
   * after a crash, or when nothing arrives, it is called again.
   *
   * @param request which request; what is answered for it is worth nothing for another
   * @param claimed who the person says they are, known here or not
   */
  IdentityCheck ask(RequestId request, DataSubject claimed);

  /**
   * Takes what the person answered, and uses it up.
   *
   * @param request which request
   * @param claimed who was asked
   * @param given what the person gave, as it came in; anything at all
   */
  IdentityAnswer answer(RequestId request, DataSubject claimed, String given);
}
