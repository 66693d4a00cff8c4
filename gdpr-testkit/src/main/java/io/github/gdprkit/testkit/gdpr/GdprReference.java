package io.github.gdprkit.testkit.gdpr;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The provision of the GDPR that a test proves. Repeat it where one test proves several. Only tests
 * carry it, so that "which provisions are covered" is read from what runs, not from what is
 * claimed: see {@link GdprCoverage}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(GdprReferences.class)
@ExtendWith(GdprCoverage.class)
public @interface GdprReference {

  /** Article, paragraph and point, such as {@code 15(3)} or {@code 28(3)(g)}. */
  String article();

  /** The Regulation's own words, exactly, so that a search in its text finds them. */
  String text();
}
