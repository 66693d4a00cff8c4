package io.github.gdprkit.request;

import io.github.gdprkit.subject.DataSubject;
import java.util.List;

/**
 * The host's part in {@link ConfirmationCodes} and {@link ConfirmationLinks}: it knows how people
 * can be reached, and reaches them.
 */
public interface ConfirmationChannels {

  /**
   * The channels that are on file for this person, the preferred one first; empty when nobody of
   * this name is known. Nothing that came with the request may be among them: who asks for Anna's
   * data and leaves an address has not shown that they are Anna.
   *
   * <p>Where the person is claimed by several identifiers, give channels only if all of them are
   * one person's; else somebody would be verified with another's mailbox. Take as long for people
   * who are not known as for those who are.
   */
  List<ConfirmationChannel> onFile(DataSubject claimed);

  /**
   * Sends this message over its channel. Called at most once for each check, not on the thread of
   * whoever asked, and not again after a crash: asked anew, the person gets a new message. A
   * failure is logged, by type, and changes nothing else.
   */
  void deliver(ConfirmationMessage message) throws Exception;
}
