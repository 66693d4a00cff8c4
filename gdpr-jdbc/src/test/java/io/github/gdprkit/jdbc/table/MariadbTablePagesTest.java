package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fixture.Orders;
import java.util.List;
import org.junit.jupiter.api.Test;

class MariadbTablePagesTest extends TablePages {

  @Override
  Site newSite() {
    return Sites.mariadb();
  }

  @Override
  String laxText() {
    return "varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci";
  }

  @Test
  void givesOutColumnsOfEachKind() throws Exception {
    site.run(
        """
        CREATE TABLE kinds (
          id binary(16), at datetime(6), part tinyint(1), owner bigint unsigned, n int, d decimal(9, 2), f bit(1),
          g tinyint(1), civil datetime(6), day date, b varbinary(10), j json, s set('x', 'y'), latin varchar(20) CHARACTER SET latin1,
          PRIMARY KEY (id, at, part))
        """,
        """
        INSERT INTO kinds VALUES
        (x'000000000000000000000000000000ff', '2026-01-02 03:04:05.000001', 2, 7, 5, 1.25, 1, 1,
         '2026-01-02 03:04:05.000001', '2026-01-02', x'00ff', '{"a": 1}', 'x,y', 'caf\u00e9'),
        (x'000000000000000000000000000000ff', '2026-01-02 03:04:05.000002', 1, 7, NULL, NULL, NULL,
         NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        (x'000000000000000000000000000000ff', '2026-01-02 03:04:05.000002', 3, 7, NULL, NULL, 0,
         0, NULL, NULL, NULL, NULL, NULL, NULL),
        (x'000000000000000000000000000000fe', '2026-01-02 03:04:05.000002', 3, 8, NULL, NULL, 0,
         0, NULL, NULL, NULL, NULL, NULL, NULL)
        """);
    TableErasureHook hook =
        TableHook.of(Words.of("kinds"))
            .table("kinds")
            .key("id", "at", "part")
            .subject("owner", IdentifierType.ACCOUNT, Relation.SUBJECT)
            .subject("latin", IdentifierType.USERNAME, Relation.SUBJECT)
            .everyoneOf(Orders.CONTROLLER)
            .number("n", "n", "n")
            .decimal("d", "d", "d")
            .flag("f", "f", "f")
            .flag("g", "g", "g")
            .time("civil", "civil", "civil")
            .date("day", "day", "day")
            .bytes("b", "b", "b")
            .text("j", "j", "j")
            .text("s", "s", "s")
            .erasing(RowErasure.deletes("They are deleted."))
            .over(site.source());
    Scope scope = Scope.of(DataSubject.ofAccount("7"));

    List<String> lines = Reading.of(hook, scope, 1).lines();

    assertThat(lines)
        .containsExactly(
            "n=5, d=1.25, f=true, g=true, civil=2026-01-02T03:04:05.000001Z, day=2026-01-02,"
                + " b=00ff, j={\"a\": 1}, s=x,y",
            "n=null, d=null, f=null, g=null, civil=null, day=null, b=null, j=null, s=null",
            "n=null, d=null, f=false, g=false, civil=null, day=null, b=null, j=null, s=null");
    assertThat(
            hook.locate(
                    Scope.of(
                        DataSubject.ofAccount("9")
                            .alsoKnownAs(IdentifierType.USERNAME, "caf\u00e9")))
                .records())
        .isEqualTo(1);
    assertThat(Reading.erase(hook, scope, 1)).isEqualTo(3);
    assertThat(site.lines("SELECT owner FROM kinds", new Object[0])).containsExactly("8");
  }
}
