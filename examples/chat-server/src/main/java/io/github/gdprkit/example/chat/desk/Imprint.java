package io.github.gdprkit.example.chat.desk;

import io.github.gdprkit.example.chat.store.ChatException;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import java.util.Properties;

/**
 * How a controller is reached, as its record and its notices say it (Art. 13(1)(a) and (b),
 * 30(1)(a)). What is empty is a gap there.
 *
 * @param country code of two letters
 * @param address postal, on one line; may be empty
 * @param contact who answers questions about data: an address, a number or a link; may be empty
 * @param officer how the data protection officer is reached; empty when there is none
 */
public record Imprint(String country, String address, String contact, String officer) {

  private static final String NEVER_SAID = "DE";

  /** Refuses a country that there is not with a {@link ChatException}. */
  public Imprint {
    try {
      Country.of(country);
    } catch (IllegalArgumentException e) {
      throw new ChatException(
          "there is no country %s; it is two capital letters such as DE".formatted(country), e);
    }
  }

  static Imprint of(Properties kept) {
    return new Imprint(
        kept.getProperty("country", NEVER_SAID),
        kept.getProperty("address", ""),
        kept.getProperty("contact", ""),
        kept.getProperty("officer", ""));
  }

  void putInto(Properties kept) {
    kept.setProperty("country", country);
    kept.setProperty("address", address);
    kept.setProperty("contact", contact);
    kept.setProperty("officer", officer);
  }

  Organisation organisation(PartyId id, String name) {
    Organisation organisation = Organisation.of(id.value(), name, Country.of(country)).at(address);
    if (!contact.isBlank()) {
      organisation = organisation.with(Contact.of(ContactKind.PRIVACY, name, contact));
    }
    return officer.isBlank()
        ? organisation
        : organisation.with(
            Contact.of(ContactKind.DATA_PROTECTION_OFFICER, "The officer", officer));
  }

  /** Without what may be a person's. */
  @Override
  public String toString() {
    return "Imprint[" + country + ", redacted]";
  }
}
