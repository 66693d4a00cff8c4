package io.github.gdprkit.request;

import io.github.gdprkit.code.Codes;

/** Everything that a data subject can have to be told about a request, each with its provision. */
public enum ToTell {
  /** That the request is here, and what was asked for. */
  RECEIVED("12(2)", "that the request has arrived"),
  /** By when it is answered. */
  DUE_DATE("12(3)", "by when it is answered"),
  /** What is needed to be sure of the identity, and why. */
  IDENTITY_QUESTION("12(6)", "what is needed to be sure who asks"),
  /** Which of a large quantity of data is meant. */
  CLARIFICATION_QUESTION("recital 63", "which of many data is meant"),
  /** That the time stands still until the answer. */
  CLOCK_STANDS("12(3)", "that the time stands still until the answer"),
  /** That it takes longer, and until when; within the first month. */
  EXTENSION("12(3)", "that it takes longer, and until when"),
  /** Why it takes longer. */
  EXTENSION_REASONS("12(3)", "why it takes longer"),

  /** Whether data is processed at all. */
  CONFIRMATION("15(1)", "whether data is processed"),
  /** The copy. */
  COPY("15(3)", "where the copy is"),
  /** What the data is used for. */
  PURPOSES("15(1)(a)", "the purposes"),
  /** The categories of data. */
  CATEGORIES("15(1)(b)", "the categories of data"),
  /** Who got it: the concrete recipients. */
  RECIPIENTS("15(1)(c)", "the recipients"),
  /** How long it is kept. */
  STORAGE_PERIOD("15(1)(d)", "how long it is kept"),
  /** What else can be asked for. */
  RIGHTS("15(1)(e)", "the other rights"),
  /** That there is an authority to complain to. */
  RIGHT_TO_COMPLAIN("15(1)(f)", "the right to complain"),
  /** Where the data came from, if not from the person. */
  SOURCE("15(1)(g)", "the source, where it is not the person"),
  /** How automated decisions come about, where there are any. */
  AUTOMATED_DECISIONS("15(1)(h)", "how automated decisions come about, where there are any"),
  /** What protects data in third countries, where it goes there. */
  TRANSFER_SAFEGUARDS("15(2)", "what protects data in third countries, where it goes there"),

  /** That it is put right. */
  RECTIFIED("16", "that it is put right"),
  /** How much is erased. */
  ERASED("17(1)", "what is erased"),
  /** What stays and is nobody's any more. */
  ANONYMISED("recital 26", "what stays without a trace of the person"),
  /** What is kept, and until when. */
  RETAINED("17(3)", "what is kept, and until when"),
  /** That it is restricted, and what that means. */
  RESTRICTED("18(1)-(2)", "that it is restricted, and what that means"),
  /** That the person hears of it before the restriction is lifted, or that it will be. */
  LIFTING("18(3)", "that they hear of it before the restriction is lifted"),
  /** Who was told, and that the person can ask who they are. */
  RECIPIENTS_TOLD("19", "that the recipients were told, and who they are on request"),
  /** The copy that another service can read. */
  PORTABLE_COPY("20(1)", "where the machine-readable copy is"),
  /** Whether it went to another controller directly. */
  DIRECT_TRANSMISSION("20(2)", "whether it can go to another service directly"),
  /** That what was objected to has stopped. */
  PROCESSING_STOPPED("21(1)", "that the processing has stopped"),
  /** That direct marketing has stopped. */
  MARKETING_STOPPED("21(3)", "that direct marketing has stopped"),
  /** Who looks at it. */
  HUMAN_DECIDES("22(3)", "who looks at the decision"),
  /** That the person can say how they see it. */
  OWN_VIEW("22(3)", "that they can say how they see it"),
  /** That the person can contest the decision. */
  CONTEST("22(3)", "that they can contest it"),

  /** On which ground it is refused. */
  REFUSAL_REASON("12(4)", "why not"),
  /** The reasons in this person's case. */
  EXPLANATION("12(4)", "why not, in their own case"),
  /** That the person can complain to a supervisory authority. */
  COMPLAINT("12(4)", "that they can complain to a supervisory authority"),
  /** That the person can go to court. */
  JUDICIAL_REMEDY("12(4)", "that they can go to court"),

  /** That the request was taken back and nothing is done. */
  REQUEST_WITHDRAWN("12(2)", "that nothing more is done"),
  /** That the consent is withdrawn, and what that means. */
  CONSENT_WITHDRAWN("7(3)", "that what rested on the consent has stopped");

  private final String reference;
  private final String text;

  ToTell(String reference, String text) {
    this.reference = reference;
    this.text = text;
  }

  /** The provision, such as {@code 15(1)(a)}. */
  public String reference() {
    return reference;
  }

  /** What it is, in the middle of a sentence, for the controller's people. */
  public String text() {
    return text;
  }

  /** How it is written where a machine reads it. */
  public String code() {
    return Codes.of(this);
  }
}
