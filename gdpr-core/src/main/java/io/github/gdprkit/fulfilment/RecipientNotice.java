package io.github.gdprkit.fulfilment;

import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.Correction;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.TaskId;
import io.github.gdprkit.subject.DataSubject;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one recipient has to be told of one request (Art. 19). Personal data, and no more of it than
 * the recipient needs: who it is about, and the corrections of the data that it got.
 *
 * @param controller who tells
 * @param request which request
 * @param task the task that asks for it
 * @param claim erasure, rectification or restriction
 * @param recipient whom to tell
 * @param hooks whose data it got
 * @param data what that data is, in a few words each
 * @param subject who it is about
 * @param corrections what shall be put right in the data that it got
 * @param conditions what was affirmed when it was decided
 * @param lastDay the last day of the request itself, {@code null} while its clock stands
 */
public record RecipientNotice(
    Controller controller,
    RequestId request,
    TaskId task,
    Claim claim,
    Recipient recipient,
    Set<HookId> hooks,
    List<String> data,
    DataSubject subject,
    List<Correction> corrections,
    Set<Condition> conditions,
    @Nullable LocalDate lastDay) {

  /** Copies the collections. */
  public RecipientNotice {
    Objects.requireNonNull(controller, "controller");
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(subject, "subject");
    hooks = Set.copyOf(hooks);
    data = List.copyOf(data);
    corrections = List.copyOf(corrections);
    conditions = Set.copyOf(conditions);
  }

  /** Leaves everybody out. */
  @Override
  public String toString() {
    return "RecipientNotice[" + request + ", " + claim + "]";
  }
}
