package io.github.gdprkit.example.chat.vendor;

import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.register.SubprocessorDetails;
import io.github.gdprkit.register.SubprocessorId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Nine subprocessors as a vendor of chats publishes them. Who they are comes from a file; that
 * standard clauses allow the transfers, and the contracts, are made up.
 */
public final class SampleSubprocessors {

  private static final String FILE = "/subprocessors.csv";
  private static final int FIELDS = 6;

  /** The standard clauses as they were published. */
  private static final URI CLAUSES =
      URI.create("https://eur-lex.europa.eu/eli/dec_impl/2021/914/oj");

  /** How many days they have to object to whom they engage in their turn. */
  private static final int OBJECTION_DAYS = 30;

  private SampleSubprocessors() {}

  /** The nine, by id. */
  public static Map<SubprocessorId, SubprocessorDetails> read(LocalDate agreedOn)
      throws IOException {
    Map<SubprocessorId, SubprocessorDetails> all = new LinkedHashMap<>();
    try (InputStream in =
            Objects.requireNonNull(SampleSubprocessors.class.getResourceAsStream(FILE), FILE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line : lines.lines().skip(1).toList()) {
        List<String> field = List.of(line.split(",", FIELDS));
        SubprocessorId id = new SubprocessorId(field.get(0));
        all.put(id, details(id, field, agreedOn));
      }
    }
    return all;
  }

  private static SubprocessorDetails details(
      SubprocessorId id, List<String> field, LocalDate agreedOn) {
    Country country = Country.of(field.get(3));
    Organisation organisation =
        new Organisation(party(id), field.get(1), "", country, List.of(), URI.create(field.get(4)));
    String role = field.get(2);
    return SubprocessorDetails.of(
            organisation, role, "Provides " + role + ".", field.get(5).split(";"))
        .under(
            ProcessingAgreement.general("SUB " + id, agreedOn, "Provides " + role, OBJECTION_DAYS))
        .transferring(
            new Transfer(country, TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES, "", CLAUSES));
  }

  /** The key of a subprocessor, which cannot be the name of an organisation of the chat. */
  public static PartyId party(SubprocessorId id) {
    return new PartyId(HarbourChat.VENDOR.id().value() + "/" + id);
  }
}
