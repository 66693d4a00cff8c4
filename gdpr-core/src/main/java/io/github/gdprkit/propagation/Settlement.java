package io.github.gdprkit.propagation;

import io.github.gdprkit.request.ManualResult;

/** How a person settled an instruction without the recipient (Art. 19). */
public enum Settlement {
  /** The recipient cannot be told. */
  IMPOSSIBLE,
  /** To tell it would involve disproportionate effort. */
  DISPROPORTIONATE_EFFORT,
  /** It refused or stayed silent, and there is nothing more that the controller can do. */
  GIVEN_UP,
  /** The same was reached in another way, as by ending the service or going to court. */
  ENFORCED_OTHERWISE,
  /** The request was taken back, or what was to be told is overtaken: nobody decided it. */
  CALLED_OFF;

  /** What that means for the task of the request. */
  ManualResult result() {
    return this == ENFORCED_OTHERWISE ? ManualResult.DONE : ManualResult.NOT_POSSIBLE;
  }
}
