package io.github.gdprkit.example.chat.desk;

import io.github.gdprkit.calendar.jollyday.JollydayWorkingDays;
import io.github.gdprkit.deadline.BreachClock;
import io.github.gdprkit.deadline.ResponseClock;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.example.chat.store.ChatDatabase;
import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.example.chat.store.Organisation;
import io.github.gdprkit.example.chat.vendor.HarbourChat;
import io.github.gdprkit.fulfilment.AnswerWords;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.PartyId;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Properties;

/**
 * What a controller says once about how requests are answered. Kept in its {@link DeskFolder}.
 *
 * @param controller who answers, as the data subject knows it
 * @param authority the competent supervisory authority, and where to reach it
 * @param zone whose days the time limit is counted in
 * @param calendar whose public holidays move its end: {@code weekends-only}, or a country or a part
 *     of one such as {@code DE-BY}
 * @param deployment where its chat runs, such as {@code cloud} or {@code
 *     on-premises+push-notifications}
 * @param imprint how it is reached
 */
public record DeskSettings(
    String controller,
    String authority,
    String zone,
    String calendar,
    String deployment,
    Imprint imprint) {

  public static final String WEEKENDS_ONLY = "weekends-only";

  private static final DeskSettings DEFAULTS =
      new DeskSettings(
          Organisation.DEFAULT.displayName(),
          "the supervisory authority of the Member State where you live or work; the list is at"
              + " https://www.edpb.europa.eu/about-edpb/about-edpb/members_en",
          "UTC",
          WEEKENDS_ONLY,
          "on-premises",
          Imprint.of(new Properties()));

  /** Refuses what cannot be used with a {@link ChatException} that says what can. */
  public DeskSettings {
    if (controller.isBlank() || authority.isBlank()) {
      throw new ChatException("the controller and the supervisory authority have to be named");
    }
    zoneOf(zone);
    calendarOf(calendar);
    HarbourChat.deployment(deployment);
  }

  /** What is kept for this organisation, and the defaults for the rest. */
  public static DeskSettings of(ChatDatabase database, Organisation organisation)
      throws IOException {
    return of(organisation, DeskFolder.of(database, organisation));
  }

  static DeskSettings of(Organisation organisation, DeskFolder folder) throws IOException {
    Properties kept = new Properties();
    if (Files.exists(folder.settings())) {
      kept.load(new StringReader(Files.readString(folder.settings())));
    }
    return new DeskSettings(
        kept.getProperty("controller", organisation.displayName()),
        kept.getProperty("authority", DEFAULTS.authority),
        kept.getProperty("zone", DEFAULTS.zone),
        kept.getProperty("calendar", DEFAULTS.calendar),
        kept.getProperty("deployment", DEFAULTS.deployment),
        Imprint.of(kept));
  }

  /** Keeps all but the name, which the database has, for the commands that follow. */
  void keepIn(DeskFolder folder) throws IOException {
    Properties kept = new Properties();
    kept.setProperty("authority", authority);
    kept.setProperty("zone", zone);
    kept.setProperty("calendar", calendar);
    kept.setProperty("deployment", deployment);
    imprint.putInto(kept);
    StringWriter text = new StringWriter();
    kept.store(text, null);
    folder.create();
    folder.write(folder.settings(), text.toString());
  }

  /** The controller, as it answers. */
  public Controller party(Organisation organisation) {
    return new Controller(partyId(organisation), controller);
  }

  /** The controller, as its record describes it. */
  public io.github.gdprkit.party.Organisation described(Organisation organisation) {
    return imprint.organisation(partyId(organisation), controller);
  }

  /** Where its chat runs. */
  public Deployment where() {
    return HarbourChat.deployment(deployment);
  }

  static PartyId partyId(Organisation organisation) {
    return new PartyId(organisation.name());
  }

  ResponseClock responseClock() {
    return ResponseClock.eu(zoneOf(zone), calendarOf(calendar));
  }

  BreachClock breachClock() {
    return BreachClock.in(zoneOf(zone));
  }

  /** For how many days a letter promises that an archive can be collected. */
  public int collectDays() {
    return words().collectDays();
  }

  AnswerWords words() {
    return AnswerWords.of(authority);
  }

  private static ZoneId zoneOf(String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new ChatException("there is no time zone %s; try Europe/Berlin".formatted(zone), e);
    }
  }

  private static WorkingDays calendarOf(String calendar) {
    if (calendar.equals(WEEKENDS_ONLY)) {
      return WorkingDays.weekendsOnly();
    }
    try {
      return JollydayWorkingDays.of(calendar);
    } catch (IllegalArgumentException e) {
      throw new ChatException(
          ("there is no calendar %s. It is a country such as DK, or a part of one such as DE-BY;"
                  + " without public holidays it is %s")
              .formatted(calendar, WEEKENDS_ONLY),
          e);
    }
  }
}
