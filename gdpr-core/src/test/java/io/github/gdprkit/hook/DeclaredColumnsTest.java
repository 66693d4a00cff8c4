package io.github.gdprkit.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeclaredColumnsTest {

  private static Declaration.Builder profile() {
    return Declaration.of("profile", "Profile", ChatCategories.PROFILE);
  }

  @Test
  void namesTheTableOfEachColumnAsAStore() {
    Declaration declaration =
        profile()
            .storedIn("avatars")
            .storedInColumns("users", "id", "name")
            .storedInColumns("emails", "address")
            .build();

    assertThat(declaration.stores()).containsExactly("avatars", "users", "emails");
    assertThat(declaration.columnsByTable())
        .containsExactly(entry("users", Set.of("id", "name")), entry("emails", Set.of("address")));
  }

  @Test
  void keepsTheReasonsOfAColumnInWhateverOrderTheyAreGiven() {
    Declaration declaration =
        profile()
            .withheld("users", "hash", "A secret of the login.")
            .storedInColumns("users", "id", "hash")
            .untouched("users", "id", "The row stays, and it names nobody.")
            .untouched("users", "hash", "Support has to lock the account first.")
            .build();

    assertThat(declaration.columns())
        .containsExactly(
            new DeclaredColumn(
                "users",
                "hash",
                "A secret of the login.",
                "Support has to lock the account first."),
            new DeclaredColumn("users", "id", null, "The row stays, and it names nobody."));
  }

  @Test
  void takesAColumnThatIsNamedAgainForTheSame() {
    Declaration declaration =
        profile().storedInColumns("users", "id").storedInColumns("users", "id", "name").build();

    assertThat(declaration.columns())
        .containsExactly(DeclaredColumn.of("users", "id"), DeclaredColumn.of("users", "name"));
  }

  @Test
  void refusesTwoReasonsForOneThing() {
    Declaration.Builder withheld = profile().withheld("users", "hash", "A secret.");
    Declaration.Builder untouched = profile().untouched("users", "id", "It names nobody.");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> withheld.withheld("users", "hash", "Another."))
        .withMessage("Hook profile says twice why users.hash is withheld; remove one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> untouched.untouched("users", "id", "Another."))
        .withMessage("Hook profile says twice why users.id is left untouched; remove one");
  }

  @Test
  void refusesAReasonWithoutWordsAndAColumnWithoutAName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile().withheld("users", "hash", " "))
        .withMessageContaining("users.hash");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile().untouched("users", "hash", ""))
        .withMessageContaining("users.hash");
    assertThatIllegalArgumentException().isThrownBy(() -> DeclaredColumn.of("users", " "));
    assertThatIllegalArgumentException().isThrownBy(() -> DeclaredColumn.of("", "id"));
  }

  @Test
  void refusesOneColumnTwiceWhereADeclarationIsMadeWithoutTheBuilder() {
    Declaration once = profile().storedInColumns("users", "id").build();
    List<DeclaredColumn> twice =
        List.of(
            DeclaredColumn.of("users", "id"), new DeclaredColumn("users", "id", "A reason.", null));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Declaration(
                    once.id(),
                    once.title(),
                    once.text(),
                    once.category(),
                    once.holdsNothing(),
                    once.fields(),
                    once.relations(),
                    once.sources(),
                    once.legalBases(),
                    once.recipients(),
                    once.retention(),
                    once.stores(),
                    twice,
                    once.erasure(),
                    once.stage(),
                    once.dispositions()))
        .withMessage("Hook profile declares the column id of users twice; remove one");
  }
}
