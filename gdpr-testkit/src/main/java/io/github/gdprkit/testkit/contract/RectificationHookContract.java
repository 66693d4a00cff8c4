package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gdprkit.hook.Mandate;
import io.github.gdprkit.hook.RectificationHook;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.testkit.fixture.Orders;
import io.github.gdprkit.testkit.gdpr.GdprReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RectificationHook} promises, for whoever writes one (Art. 16). Implement it in
 * a test class for each hook.
 */
public interface RectificationHookContract extends HookContract {

  @Override
  RectificationHook hook();

  /**
   * New values that the hook takes, for one field at least, and each with the canary in it. Another
   * canary gives other values for the same fields.
   */
  Map<String, String> corrections(String canary);

  /**
   * What the host stores of a person, read from where it is stored: every field by the name that
   * the declaration gives it. Where a person has several records, the values of all of them, joined
   * in a stable order.
   */
  Map<String, String> stored(DataSubject subject) throws Exception;

  /**
   * How many records {@link #plant} plants here. One, unless a correction goes to several records.
   */
  @Override
  default int recordsPerPerson() {
    return 1;
  }

  /** The field has the new value, and all other fields have the old ones. */
  @Test
  @GdprReference(
      article = "16",
      text =
          "The data subject shall have the right to obtain from the controller without undue delay"
              + " the rectification of inaccurate personal data concerning him or her.")
  default void changesTheseFieldsAndNoOther() throws Exception {
    DataSubject subject = plant("canary-wrong", recordsPerPerson());
    Map<String, String> before = stored(subject);
    Map<String, String> corrections = corrections("canary-right");
    assertThat(before).as("what is stored, by field").containsKeys(fieldsOf(corrections));

    long changed = hook().rectify(mandate(subject), corrections);

    Map<String, String> after = stored(subject);
    assertThat(changed).as("records changed").isBetween(1L, (long) recordsPerPerson());
    assertThat(after.keySet()).isEqualTo(before.keySet());
    after.forEach(
        (field, value) -> {
          if (corrections.containsKey(field)) {
            assertThat(value).as("the field %s", field).contains(corrections.get(field));
          } else {
            assertThat(value).as("the field %s", field).isEqualTo(before.get(field));
          }
        });
  }

  /** Of anybody else nothing is changed. */
  @Test
  default void rectifiesNobodyElse() throws Exception {
    DataSubject decoyBefore = plant("canary-decoy-before", recordsPerPerson());
    DataSubject subject = plant("canary-wrong", recordsPerPerson());
    DataSubject decoyAfter = plant("canary-decoy-after", recordsPerPerson());
    List<Map<String, String>> before = List.of(stored(decoyBefore), stored(decoyAfter));

    hook().rectify(mandate(subject), corrections("canary-right"));

    assertThat(List.of(stored(decoyBefore), stored(decoyAfter))).isEqualTo(before);
  }

  /** The same correction once more changes nothing: that is what happens after a crash. */
  @Test
  default void isQuietWhenItRectifiesAgain() throws Exception {
    DataSubject subject = plant("canary-wrong", recordsPerPerson());
    hook().rectify(mandate(subject), corrections("canary-right"));
    Map<String, String> before = stored(subject);

    long changed = hook().rectify(mandate(subject), corrections("canary-right"));

    assertThat(changed).as("records changed by the second call").isZero();
    assertThat(stored(subject)).isEqualTo(before);
  }

  /** A later correction of the same field counts. */
  @Test
  default void rectifiesWhatItRectified() throws Exception {
    DataSubject subject = plant("canary-wrong", recordsPerPerson());
    hook().rectify(mandate(subject), corrections("canary-half-right"));
    Map<String, String> corrections = corrections("canary-right");

    hook().rectify(mandate(subject), corrections);

    Map<String, String> after = stored(subject);
    corrections.forEach(
        (field, value) -> assertThat(after.get(field)).as("the field %s", field).contains(value));
    assertThat(after.values().toString()).doesNotContain("canary-half-right");
  }

  /** Where nothing is kept, nothing is made up. */
  @Test
  default void rectifiesNothingOfAStranger() throws Exception {
    DataSubject decoy = plant("canary-decoy", recordsPerPerson());
    Map<String, String> before = stored(decoy);
    DataSubject stranger = plant("canary-stranger", 0);

    long changed = hook().rectify(mandate(stranger), corrections("canary-right"));

    assertThat(changed).as("records changed").isZero();
    assertThat(stored(stranger).values().toString()).doesNotContain("canary-right");
    assertThat(stored(decoy)).isEqualTo(before);
  }

  /** A field that the declaration does not have is refused, and the others are not written. */
  @Test
  default void refusesAnUnknownFieldBeforeItChangesAnything() throws Exception {
    DataSubject subject = plant("canary-wrong", recordsPerPerson());
    Map<String, String> before = stored(subject);
    Map<String, String> corrections = new LinkedHashMap<>(corrections("canary-right"));
    corrections.put("noSuchField", "canary-right");

    assertThatThrownBy(() -> hook().rectify(mandate(subject), corrections))
        .as("what is thrown for a field that is not declared")
        .isInstanceOf(Exception.class);

    assertThat(stored(subject)).isEqualTo(before);
  }

  private static Mandate mandate(DataSubject subject) {
    return new Mandate(Orders.APPROVAL, subject);
  }

  private static String[] fieldsOf(Map<String, String> corrections) {
    assertThat(corrections).as("corrections, for one field at least").isNotEmpty();
    return corrections.keySet().toArray(String[]::new);
  }
}
