package io.github.gdprkit.example.chat.vendor;

import io.github.gdprkit.calendar.jollyday.JollydayWorkingDays;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.evidence.SheetStore;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.Service;
import io.github.gdprkit.register.SubprocessorClient;
import io.github.gdprkit.register.SubprocessorNotices;
import io.github.gdprkit.register.SubprocessorRegister;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A made-up vendor of this chat server. Who uses its cloud has it as a processor (Art. 28); who
 * runs the server on premises has not, unless for a service of the cloud that is used from there.
 */
public final class HarbourChat {

  /** Who it is. */
  public static final Organisation VENDOR =
      Organisation.of("harbour-chat", "Harbour Chat GmbH", Country.of("DE"))
          .at("Am Sandtorkai 1, 20457 Hamburg")
          .with(
              Contact.of(
                  ContactKind.DATA_PROTECTION_OFFICER,
                  "The data protection officer",
                  "dpo@harbour-chat.example"))
          .with(Contact.of(ContactKind.SECURITY, "Security team", "security@harbour-chat.example"))
          .on(URI.create("https://harbour-chat.example/"));

  /** The chat, run by the vendor. */
  public static final Service CLOUD = new Service("cloud", "Harbour Chat Cloud", VENDOR);

  /** A copy of the channels that the public can read. */
  public static final Service MIRRORING = new Service("mirroring", "Harbour mirroring", VENDOR);

  /** What tells telephones that somebody wrote. */
  public static final Service PUSH =
      new Service("push-notifications", "Harbour push notifications", VENDOR);

  /** How the vendor protects what it processes (Art. 30(2)(d), 32). */
  public static final List<String> MEASURES =
      List.of(
          "Encrypted in transit and at rest",
          "Staff bound to confidentiality, with access of their own that is recorded",
          "Daily backups, and a restore that is tried every quarter");

  /** When all contracts with its customers were signed, as far as this example goes. */
  public static final LocalDate AGREED_ON = LocalDate.of(2025, 1, 1);

  /** Whose days the vendor counts. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private static final String HOLIDAYS = "DE";
  private static final int OBJECTION_DAYS = 14;
  private static final String CLOUD_TEXT = "cloud";
  private static final String PREMISES_TEXT = "on-premises";

  private HarbourChat() {}

  /** All services. */
  public static List<Service> services() {
    return List.of(CLOUD, MIRRORING, PUSH);
  }

  /**
   * Where a chat runs. The cloud has all services; on premises those that are named are used.
   * Refuses another place or service with a {@link ChatException} that says which there are.
   *
   * @param place {@code cloud} or {@code on-premises}
   * @param used ids of services
   */
  public static Deployment deployment(String place, Collection<String> used) {
    List<Service> known = used.stream().map(HarbourChat::service).distinct().toList();
    return switch (place) {
      case CLOUD_TEXT -> Deployment.cloud(CLOUD, MIRRORING, PUSH);
      case PREMISES_TEXT -> Deployment.onPremises(known.toArray(Service[]::new));
      default ->
          throw new ChatException("a chat runs in the cloud or on-premises, and not in " + place);
    };
  }

  private static Service service(String id) {
    return Stream.of(MIRRORING, PUSH)
        .filter(service -> service.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ChatException(
                    ("there is no service %s that is used on premises; there are %s and %s. The cloud"
                            + " is a deployment")
                        .formatted(id, MIRRORING.id(), PUSH.id())));
  }

  /** The same from one word, such as {@code on-premises+push-notifications}. */
  public static Deployment deployment(String text) {
    String[] parts = text.split("\\+");
    return deployment(parts[0], Arrays.asList(parts).subList(1, parts.length));
  }

  /** In one word, as {@link #deployment(String)} reads it. */
  public static String text(Deployment deployment) {
    return deployment.kind() == Deployment.Kind.CLOUD
        ? CLOUD_TEXT
        : Stream.concat(Stream.of(PREMISES_TEXT), deployment.services().stream().map(Service::id))
            .collect(Collectors.joining("+"));
  }

  /** The vendor's register of whom it engages. */
  public static SubprocessorRegister register(
      SheetStore store, ChatDatabase database, SubprocessorNotices notices, Clock clock) {
    return builder(store, clock)
        .days(JollydayWorkingDays.of(HOLIDAYS), ZONE)
        .clients(() -> clients(database, store))
        .notices(notices)
        .build();
  }

  /** The same to look into, for others than the vendor. It tells nobody anything. */
  public static SubprocessorRegister reader(SheetStore store, Clock clock) {
    return builder(store, clock)
        .days(WorkingDays.weekendsOnly(), ZONE)
        .clients(List::of)
        .notices(
            notice -> {
              throw new IllegalStateException("only the vendor tells its customers");
            })
        .build();
  }

  private static SubprocessorRegister.Builder builder(SheetStore store, Clock clock) {
    return SubprocessorRegister.builder(store, VENDOR)
        .services(services().toArray(Service[]::new))
        .clock(clock);
  }

  /**
   * Every organisation that has not left has a contract with the vendor, under a general
   * authorisation, whether its chat runs in the cloud today or not.
   */
  private static List<SubprocessorClient> clients(ChatDatabase database, SheetStore store) {
    try {
      return Customers.of(database, store).stream()
          .map(
              organisation ->
                  SubprocessorClient.of(
                      new Controller(new PartyId(organisation.name()), organisation.displayName()),
                      ProcessingAgreement.general(
                          "DPA " + organisation.name(),
                          AGREED_ON,
                          "Runs the team chat",
                          OBJECTION_DAYS)))
          .toList();
    } catch (SQLException e) {
      throw new ChatException("the organisations could not be read; try again", e);
    }
  }
}
