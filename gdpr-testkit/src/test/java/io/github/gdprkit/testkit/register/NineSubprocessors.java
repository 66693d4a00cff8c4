package io.github.gdprkit.testkit.register;

import static io.github.gdprkit.testkit.fixture.Vendors.PRIVACY;

import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.Service;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.register.SubprocessorDetails;
import io.github.gdprkit.register.SubprocessorId;
import io.github.gdprkit.register.SubprocessorRegister;
import io.github.gdprkit.testkit.fixture.Vendors;
import io.github.gdprkit.testkit.time.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The nine subprocessors of the example, as its file names them. That standard clauses allow their
 * transfers, and the contracts, are assumptions of these tests.
 */
final class NineSubprocessors {

  static final Service MIRRORING = new Service("mirroring", "Harbour mirroring", Vendors.VENDOR);

  private static final Path FILE =
      Path.of("..", "examples", "chat-server", "src", "main", "resources", "subprocessors.csv");

  private NineSubprocessors() {}

  /** What the file says, by id. */
  static Map<SubprocessorId, SubprocessorDetails> read() throws IOException {
    Map<SubprocessorId, SubprocessorDetails> nine = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(FILE);
    for (String line : lines.subList(1, lines.size())) {
      String[] field = line.split(",", -1);
      SubprocessorId id = new SubprocessorId(field[0]);
      nine.put(
          id,
          SubprocessorDetails.of(
                  Organisation.of(field[0], field[1], Country.of(field[3]))
                      .on(URI.create(field[4])),
                  field[2],
                  "Provides " + field[2] + ".",
                  field[5])
              .under(Vendors.contract(id))
              .transferring(
                  Transfer.to(
                      Country.of(field[3]), TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES)));
    }
    return nine;
  }

  /** All of them through the workflow, at once. The clock is moved 20 days. */
  static void engage(SubprocessorRegister register, SettableClock clock) throws IOException {
    Map<SubprocessorId, SubprocessorDetails> nine = read();
    nine.forEach(
        (id, details) -> {
          register.propose(id, details, PRIVACY);
          register.recordDiligence(id, Vendors.diligence(Vendors.today(clock)));
          register.notifyControllers(id, PRIVACY);
        });
    clock.advance(Duration.ofDays(20));
    nine.keySet().forEach(id -> register.engage(id, Vendors.today(clock), PRIVACY));
  }
}
