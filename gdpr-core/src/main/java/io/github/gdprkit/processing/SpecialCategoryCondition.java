package io.github.gdprkit.processing;

/** What lifts the prohibition on special categories of data, besides the basis of Art. 6. */
public enum SpecialCategoryCondition {
  /** Art. 9(2)(a). */
  EXPLICIT_CONSENT,
  /** Art. 9(2)(b). */
  EMPLOYMENT_AND_SOCIAL_LAW,
  /** Art. 9(2)(c). */
  VITAL_INTERESTS,
  /** Art. 9(2)(d). */
  MEMBERS_OF_NON_PROFIT_BODY,
  /** Art. 9(2)(e). */
  MADE_PUBLIC_BY_DATA_SUBJECT,
  /** Art. 9(2)(f). */
  LEGAL_CLAIMS,
  /** Art. 9(2)(g). */
  SUBSTANTIAL_PUBLIC_INTEREST,
  /** Art. 9(2)(h). */
  HEALTH_CARE,
  /** Art. 9(2)(i). */
  PUBLIC_HEALTH,
  /** Art. 9(2)(j). */
  ARCHIVING_AND_RESEARCH
}
