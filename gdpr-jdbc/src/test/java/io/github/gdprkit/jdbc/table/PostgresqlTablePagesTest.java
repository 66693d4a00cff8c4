package io.github.gdprkit.jdbc.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.hook.Relation;
import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import io.github.gdprkit.testkit.fixture.Orders;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresqlTablePagesTest extends TablePages {

  @Override
  Site newSite() throws SQLException {
    Site made = Sites.postgresql();
    made.run(
        "CREATE COLLATION lax (provider = icu, locale = 'und-u-ks-level1', deterministic = false)");
    return made;
  }

  @Override
  String laxText() {
    return "varchar(100) COLLATE lax";
  }

  @Test
  void givesOutInstantsOfAnyCenturyHoweverTheDriverReceivesThem() throws Exception {
    site.run(
        "CREATE TABLE moments (id {id}, owner bigint NOT NULL, t timestamptz)",
        """
        INSERT INTO moments (owner, t) VALUES
        (1, '0044-03-15 12:00:00.25+00 BC'), (1, '1500-02-28 23:59:59.999999+00'),
        (1, '1582-10-15 00:00:00+00'), (1, '1969-12-31 23:59:59.999999+00'), (1, NULL),
        (1, '2026-03-29 02:30:00.123456+01'), (1, '9999-12-31 23:59:59.999+00'), (1, '-infinity')
        """);
    TableHook hook =
        TableHook.of(Words.of("moments"))
            .table("moments")
            .key("id")
            .subject("owner", IdentifierType.ACCOUNT, Relation.SUBJECT)
            .everyoneOf(Orders.CONTROLLER)
            .leftOut("id", "A number")
            .time("t", "t", "t")
            .over(site.source());

    // As text at first, as binary after some executions.
    for (int i = 0; i < 10; i++) {
      assertThat(Reading.of(hook, Scope.of(DataSubject.ofAccount("1")), 100).lines())
          .containsExactly(
              "t=-0043-03-15T12:00:00.250Z",
              "t=1500-02-28T23:59:59.999999Z",
              "t=1582-10-15T00:00:00Z",
              "t=1969-12-31T23:59:59.999999Z",
              "t=null",
              "t=2026-03-29T01:30:00.123456Z",
              "t=9999-12-31T23:59:59.999Z",
              "t=infinity");
    }
  }

  @Test
  void givesOutColumnsOfEachKind() throws Exception {
    site.run(
        "CREATE SCHEMA \"Odd \"\"one\"",
        "CREATE TYPE mood AS ENUM ('glad', 'sad')",
        """
        CREATE TABLE "Odd ""one"."Kinds; of" (
          id uuid, at timestamptz, "own er" uuid, n int, big numeric, d numeric(9, 2), f boolean,
          t timestamptz, civil timestamp, day date, b bytea, j jsonb, m mood, a text[],
          PRIMARY KEY (id, at))
        """,
        """
        INSERT INTO "Odd ""one"."Kinds; of" VALUES
        ('00000000-0000-0000-0000-00000000000a', '2026-01-02 03:04:05.000001+00',
         '00000000-0000-0000-0000-00000000000b', 5, 123456789012345678901234567890.5, 1.25, true,
         '2026-01-02 03:04:05.000001+02', '2026-01-02 03:04:05', '2026-01-02', '\\x00ff',
         '{"a": 1}', 'glad', ARRAY['x', NULL, 'y,z']),
        ('00000000-0000-0000-0000-00000000000a', '2026-01-02 03:04:05.000002+00',
         '00000000-0000-0000-0000-00000000000b', NULL, NULL, NULL, NULL, 'infinity', '-infinity',
         'infinity', NULL, NULL, NULL, NULL),
        ('00000000-0000-0000-0000-00000000000b', '2026-01-02 03:04:05.000002+00',
         '00000000-0000-0000-0000-00000000000c', NULL, NULL, NULL, NULL, NULL, NULL,
         NULL, NULL, NULL, NULL, NULL)
        """);
    TableErasureHook hook =
        TableHook.of(Words.of("kinds"))
            .table("Odd \"one.Kinds; of")
            .key("id", "at")
            .subject("own er", IdentifierType.ACCOUNT, Relation.SUBJECT)
            .everyoneOf(Orders.CONTROLLER)
            .number("n", "n", "n")
            .text("big", "big", "big")
            .decimal("d", "d", "d")
            .flag("f", "f", "f")
            .time("t", "t", "t")
            .time("civil", "civil", "civil")
            .date("day", "day", "day")
            .bytes("b", "b", "b")
            .text("j", "j", "j")
            .text("m", "m", "m")
            .texts("a", "a", "a")
            .erasing(
                RowErasure.anonymises("They are nobody's.")
                    .toNull("own er", "b", "a")
                    .toConstant("m", "sad")
                    .toConstant("j", "{}")
                    .keeping("It is.", "n", "big", "d", "f", "t", "civil", "day"))
            .over(site.source());
    Scope scope = Scope.of(DataSubject.ofAccount("00000000-0000-0000-0000-00000000000B"));

    List<String> lines = Reading.of(hook, scope, 1).lines();

    assertThat(lines)
        .containsExactly(
            "n=5, big=123456789012345678901234567890.5, d=1.25, f=true,"
                + " t=2026-01-02T01:04:05.000001Z, civil=2026-01-02T03:04:05Z, day=2026-01-02,"
                + " b=00ff, j={\"a\": 1}, m=glad, a=[x, , y,z]",
            "n=null, big=null, d=null, f=null, t=infinity, civil=infinity, day=infinity, b=null,"
                + " j=null, m=null, a=null");
    assertThat(Reading.erase(hook, scope, 1)).isEqualTo(2);
    assertThat(hook.remaining(scope)).isZero();
    assertThat(
            site.lines(
                "SELECT \"own er\", j, m FROM \"Odd \"\"one\".\"Kinds; of\" WHERE b IS NULL",
                new Object[0]))
        .containsExactlyInAnyOrder(
            "null | {} | sad",
            "null | {} | sad",
            "00000000-0000-0000-0000-00000000000c | null | null");
  }
}
