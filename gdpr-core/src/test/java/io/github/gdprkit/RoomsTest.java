package io.github.gdprkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plan of the house: which package may use which, and what none of them may use. */
class RoomsTest {

  private static final String BASE = "io.github.gdprkit";

  /** A package uses only those above it in this list. A new one is put where it belongs. */
  private static final List<String> ROOMS =
      List.of(
          "digest",
          "file",
          "code",
          "markup",
          "party",
          "processing",
          "subject",
          "hook",
          "information",
          "deadline",
          "evidence",
          "archive",
          "erasure",
          "request",
          "fulfilment",
          "propagation",
          "register");

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  private static final ArchRule ASKS_NOBODY_FOR_THE_TIME =
      noClasses()
          .should()
          .accessTargetWhere(
              new DescribedPredicate<JavaAccess<?>>("the system is asked what time it is") {
                @Override
                public boolean test(JavaAccess<?> access) {
                  return asksForTheTime(access);
                }
              });

  static List<String> rooms() {
    return ROOMS;
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void usesOnlyTheRoomsAboveIt(String room) {
    List<String> below = new ArrayList<>(ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size()));
    below.replaceAll(other -> BASE + "." + other + "..");
    if (below.isEmpty()) {
      return;
    }
    noClasses()
        .that()
        .resideInAPackage(BASE + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(below.toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void hasNoRoomThatIsNotOnThePlan() {
    Set<String> packages = CORE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

    assertThat(packages).hasSizeGreaterThan(5).contains(BASE + ".hook");
    assertThat(packages)
        .allMatch(
            name ->
                name.equals(BASE)
                    || ROOMS.stream()
                        .anyMatch(
                            room ->
                                name.equals(BASE + "." + room)
                                    || name.startsWith(BASE + "." + room + ".")));
  }

  @Test
  void letsNobodyUseTheFrontDoorFromInside() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE)
        .should()
        .dependOnClassesThat(
            new DescribedPredicate<>("are of the base package and not GdprException") {
              @Override
              public boolean test(JavaClass type) {
                return type.getPackageName().equals(BASE)
                    && !type.getFullName().equals(GdprException.class.getName());
              }
            })
        .check(CORE);
  }

  @Test
  void hasNoCycles() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void needsTheJdkAndSlf4jAndNothingElse() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BASE + "..", "java..", "javax.crypto..", "org.slf4j..", "org.jspecify.annotations..")
        .check(CORE);
  }

  @Test
  void takesTheTimeFromAClockThatItWasGiven() {
    ASKS_NOBODY_FOR_THE_TIME.check(CORE);
  }

  @Test
  void noticesCodeThatAsksTheSystemForTheTime() {
    for (Class<?> asking :
        List.of(AsksInstant.class, AsksDay.class, AsksDate.class, AsksSystem.class)) {
      JavaClasses code = new ClassFileImporter().importClasses(asking);

      assertThatThrownBy(() -> ASKS_NOBODY_FOR_THE_TIME.check(code))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void makesEveryExceptionOneOfTheLibrarysOwnKind() {
    classes()
        .that()
        .areAssignableTo(Exception.class)
        .and()
        .arePublic()
        .and()
        .doNotHaveFullyQualifiedName(GdprException.class.getName())
        .should()
        .beAssignableTo(GdprException.class)
        .andShould()
        .haveModifier(JavaModifier.FINAL)
        .check(CORE);
  }

  private static boolean asksForTheTime(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    String name = access.getTarget().getName();
    if (owner.startsWith("java.time.") && name.equals("now")) {
      return !access.getTarget().getFullName().contains("java.time.Clock");
    }
    return owner.equals(System.class.getName()) && name.equals("currentTimeMillis")
        || owner.equals(Date.class.getName())
            && access.getTarget().getFullName().endsWith("<init>()");
  }

  private static final class AsksInstant {
    Instant ask() {
      return Instant.now();
    }
  }

  private static final class AsksDay {
    LocalDate ask() {
      return LocalDate.now();
    }
  }

  private static final class AsksDate {
    @SuppressWarnings("JavaUtilDate")
    Date ask() {
      return new Date();
    }
  }

  private static final class AsksSystem {
    long ask() {
      return System.currentTimeMillis();
    }
  }
}
