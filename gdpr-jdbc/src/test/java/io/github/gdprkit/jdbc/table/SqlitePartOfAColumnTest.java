package io.github.gdprkit.jdbc.table;

import io.github.gdprkit.hook.Scope;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.testkit.contract.ErasureHookContract;
import io.github.gdprkit.testkit.contract.ExportHookContract;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqlitePartOfAColumnTest extends AbstractPartOfAColumnTest {

  @TempDir static Path folder;

  @Override
  Site newSite() {
    return Sites.sqlite(folder);
  }

  /** The contracts of hooks hold for such columns too; what differs between databases is above. */
  @Nested
  class Contracts implements ExportHookContract, ErasureHookContract {

    @Override
    public TableErasureHook hook() {
      return erasingMails();
    }

    @Override
    public DataSubject plant(String canary, int records) throws SQLException {
      long person = Site.number();
      DataSubject subject =
          DataSubject.ofAccount(Long.toString(person)).alsoKnownAs(ADDRESS, person + "@x");
      plant(1, subject, canary, records);
      return subject;
    }

    /** Every second has a device behind the address, every third names the person too. */
    private void plant(long organisation, DataSubject subject, String canary, int records)
        throws SQLException {
      String address = subject.identifier(ADDRESS).orElseThrow();
      site.fill(
          "INSERT INTO mails (organisation_id, sender, names, content, sent)"
              + " VALUES (?, ?, ?, ?, '000001700000000')",
          records,
          i -> {
            List<Object> values = new ArrayList<>();
            values.add(organisation);
            values.add(address + (i % 2 == 0 ? "/phone" : ""));
            values.add("\"somebody@x\"" + (i % 3 == 0 ? ", \"" + address + "\"" : ""));
            values.add(canary + " " + Site.number());
            return values;
          });
    }

    @Override
    public void plantMore(DataSubject subject, String canary, int records) throws SQLException {
      plant(1, subject, canary, records);
    }

    @Override
    public void plantForAnotherController(String canary, int records) throws SQLException {
      plant(2, DataSubject.ofAccount("0").alsoKnownAs(ADDRESS, "other@x"), canary, records);
    }

    @Override
    public void deleteOne(DataSubject subject) throws SQLException {
      List<String> first =
          site.lines(
              "SELECT min(id) FROM mails WHERE sender LIKE ?",
              subject.identifier(ADDRESS).orElseThrow() + "%");
      if (!first.get(0).equals("null")) {
        site.change("DELETE FROM mails WHERE id = ?", Long.valueOf(first.get(0)));
      }
    }

    @Override
    public Scope everyone() {
      return Scope.everyoneOf(ACME);
    }

    @Override
    public List<String> snapshot() throws SQLException {
      return site.lines("mails");
    }
  }
}
