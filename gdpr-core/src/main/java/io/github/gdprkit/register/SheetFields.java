package io.github.gdprkit.register;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.party.AgreementPoint;
import io.github.gdprkit.party.Authorisation;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferMechanism;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parties, transfers and agreements as flat fields of a sheet, each under a prefix such as {@code
 * organisation.}; what is {@code null} has no field. Reading what was written gives an equal value.
 */
final class SheetFields {

  private static final String ID = "id";
  private static final String NAME = "name";
  private static final String CODE = "code";
  private static final String COUNTRY = "country.";
  private static final String CONTACT = "contact.";
  private static final String KIND = "kind";
  private static final String POSITION = "position";
  private static final String REACH = "reach";
  private static final String ADDRESS = "address";
  private static final String WEBSITE = "website";
  private static final String TO = "to.";
  private static final String MECHANISM = "mechanism";
  private static final String SAFEGUARDS = "safeguards";
  private static final String COPY = "copy";
  private static final String REFERENCE = "reference";
  private static final String CONCLUDED = "concluded";
  private static final String UNTIL = "until";
  private static final String SUBJECT_MATTER = "subject-matter";
  private static final String POINTS = "points";
  private static final String AUTHORISATION = "authorisation";
  private static final String OBJECTION_DAYS = "objection-days";

  private SheetFields() {}

  static void put(Map<String, String> fields, String prefix, Organisation organisation) {
    fields.put(prefix + ID, organisation.id().value());
    fields.put(prefix + NAME, organisation.name());
    fields.put(prefix + ADDRESS, organisation.address());
    put(fields, prefix + COUNTRY, organisation.country());
    List<Contact> contacts = organisation.contacts();
    for (int i = 0; i < contacts.size(); i++) {
      put(fields, prefix + CONTACT + (i + 1) + '.', contacts.get(i));
    }
    putIfSaid(fields, prefix + WEBSITE, organisation.website());
  }

  static Organisation organisation(Map<String, String> fields, String prefix) {
    List<Contact> contacts = new ArrayList<>();
    for (int i = 1; fields.containsKey(prefix + CONTACT + i + '.' + KIND); i++) {
      contacts.add(contact(fields, prefix + CONTACT + i + '.'));
    }
    return new Organisation(
        new PartyId(get(fields, prefix + ID)),
        get(fields, prefix + NAME),
        get(fields, prefix + ADDRESS),
        country(fields, prefix + COUNTRY),
        contacts,
        uri(fields.get(prefix + WEBSITE)));
  }

  static void put(Map<String, String> fields, String prefix, Contact contact) {
    fields.put(prefix + KIND, Codes.of(contact.kind()));
    fields.put(prefix + NAME, contact.name());
    putIfSaid(fields, prefix + POSITION, contact.position());
    fields.put(prefix + REACH, contact.reach());
  }

  static Contact contact(Map<String, String> fields, String prefix) {
    return new Contact(
        Codes.read(ContactKind.class, get(fields, prefix + KIND)),
        get(fields, prefix + NAME),
        fields.get(prefix + POSITION),
        get(fields, prefix + REACH));
  }

  static void put(Map<String, String> fields, String prefix, Country country) {
    fields.put(prefix + CODE, country.code());
    fields.put(prefix + NAME, country.name());
  }

  static Country country(Map<String, String> fields, String prefix) {
    return new Country(get(fields, prefix + CODE), get(fields, prefix + NAME));
  }

  static void put(Map<String, String> fields, String prefix, Transfer transfer) {
    put(fields, prefix + TO, transfer.to());
    fields.put(prefix + MECHANISM, Codes.of(transfer.mechanism()));
    fields.put(prefix + SAFEGUARDS, transfer.safeguards());
    putIfSaid(fields, prefix + COPY, transfer.copy());
  }

  static Transfer transfer(Map<String, String> fields, String prefix) {
    return new Transfer(
        country(fields, prefix + TO),
        Codes.read(TransferMechanism.class, get(fields, prefix + MECHANISM)),
        get(fields, prefix + SAFEGUARDS),
        uri(fields.get(prefix + COPY)));
  }

  /** Numbered from 1 under the prefix. */
  static void put(Map<String, String> fields, String prefix, List<Transfer> transfers) {
    for (int i = 0; i < transfers.size(); i++) {
      put(fields, prefix + (i + 1) + '.', transfers.get(i));
    }
  }

  static List<Transfer> transfers(Map<String, String> fields, String prefix) {
    List<Transfer> transfers = new ArrayList<>();
    for (int i = 1; fields.containsKey(prefix + i + '.' + MECHANISM); i++) {
      transfers.add(transfer(fields, prefix + i + '.'));
    }
    return transfers;
  }

  static void put(Map<String, String> fields, String prefix, ProcessingAgreement agreement) {
    fields.put(prefix + REFERENCE, agreement.reference());
    fields.put(prefix + CONCLUDED, agreement.concludedOn().toString());
    putIfSaid(fields, prefix + UNTIL, agreement.until());
    fields.put(prefix + SUBJECT_MATTER, agreement.subjectMatter());
    fields.put(prefix + POINTS, Codes.join(agreement.points()));
    fields.put(prefix + AUTHORISATION, Codes.of(agreement.authorisation()));
    fields.put(prefix + OBJECTION_DAYS, Integer.toString(agreement.objectionDays()));
  }

  /** The agreement, or {@code null} when none is under this prefix. */
  static @Nullable ProcessingAgreement agreement(Map<String, String> fields, String prefix) {
    String reference = fields.get(prefix + REFERENCE);
    if (reference == null) {
      return null;
    }
    String until = fields.get(prefix + UNTIL);
    return new ProcessingAgreement(
        reference,
        LocalDate.parse(get(fields, prefix + CONCLUDED)),
        until == null ? null : LocalDate.parse(until),
        get(fields, prefix + SUBJECT_MATTER),
        Codes.split(AgreementPoint.class, get(fields, prefix + POINTS)),
        Codes.read(Authorisation.class, get(fields, prefix + AUTHORISATION)),
        Integer.parseInt(get(fields, prefix + OBJECTION_DAYS)));
  }

  /** The words between commas; none of an empty text. */
  static List<String> words(String joined) {
    return joined.isEmpty() ? List.of() : List.of(joined.split(",", -1));
  }

  static String get(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "The sheet has no field "
              + name
              + "; it was changed by something else than its register");
    }
    return value;
  }

  private static void putIfSaid(Map<String, String> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value.toString());
    }
  }

  private static @Nullable URI uri(@Nullable String text) {
    return text == null ? null : URI.create(text);
  }
}
