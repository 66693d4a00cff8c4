package io.github.gdprkit.jackson;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.github.gdprkit.deadline.RuleSet;
import io.github.gdprkit.erasure.ErasureOutcome;
import io.github.gdprkit.processing.RecipientResult;
import io.github.gdprkit.request.Answer;
import io.github.gdprkit.request.AnswerKind;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.Condition;
import io.github.gdprkit.request.ManualResult;
import io.github.gdprkit.request.RefusalGround;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.request.TaskKind;
import io.github.gdprkit.request.TaskStatus;
import io.github.gdprkit.request.ToTell;

/** How requests, answers and reports are written. None of them holds personal data by itself. */
final class RequestMixIns {

  private RequestMixIns() {}

  static void register(SimpleModule module) {
    Words.register(module, Claim.class);
    Words.register(module, RequestStatus.class);
    Words.register(module, TaskStatus.class);
    Words.register(module, TaskKind.class);
    Words.register(module, ManualResult.class);
    Words.register(module, RefusalGround.class);
    Words.register(module, RecipientResult.class);
    Words.register(module, Condition.class);
    Words.register(module, AnswerKind.class);
    Words.register(module, ToTell.class);
    Words.register(module, RuleSet.class);
    module.setMixInAnnotation(ErasureOutcome.class, OutcomeMixIn.class);
    module.setMixInAnnotation(Answer.class, AnswerMixIn.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ErasureOutcome.Erased.class, name = "erased"),
    @JsonSubTypes.Type(value = ErasureOutcome.Anonymised.class, name = "anonymised"),
    @JsonSubTypes.Type(value = ErasureOutcome.Replaced.class, name = "replaced"),
    @JsonSubTypes.Type(value = ErasureOutcome.Retained.class, name = "retained"),
    @JsonSubTypes.Type(value = ErasureOutcome.Deferred.class, name = "deferred"),
    @JsonSubTypes.Type(value = ErasureOutcome.ByHand.class, name = "by-hand"),
    @JsonSubTypes.Type(value = ErasureOutcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = ErasureOutcome.NothingHeld.class, name = "nothing-held")
  })
  private interface OutcomeMixIn {}

  private interface AnswerMixIn {
    @JsonIgnore
    String text();
  }
}
