package io.github.gdprkit.party;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A company, authority or other body as the registers name it: who it is, where, and whom to ask
 * there (Art. 30(1)(a), 30(2)(a)). Which role it plays is said per processing activity, never here:
 * the same company can be the processor of one activity and the controller of another.
 *
 * @param id the key in the registers
 * @param name its legal name; not blank
 * @param address postal, on one line; empty while it is not known
 * @param country where it is established
 * @param contacts whom to ask; may be empty
 * @param website its own, {@code null} when it is not said
 */
public record Organisation(
    PartyId id,
    String name,
    String address,
    Country country,
    List<Contact> contacts,
    @Nullable URI website) {

  /** Refuses a blank name with {@link IllegalArgumentException}. */
  public Organisation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(country, "country");
    contacts = List.copyOf(contacts);
    if (name.isBlank()) {
      throw new IllegalArgumentException("The organisation " + id.value() + " needs a name");
    }
  }

  /** An organisation of which no more is known yet. */
  public static Organisation of(String id, String name, Country country) {
    return new Organisation(new PartyId(id), name, "", country, List.of(), null);
  }

  /** The same at this postal address. */
  public Organisation at(String newAddress) {
    return new Organisation(id, name, newAddress, country, contacts, website);
  }

  /** The same with one more contact. */
  public Organisation with(Contact contact) {
    return new Organisation(
        id,
        name,
        address,
        country,
        Stream.concat(contacts.stream(), Stream.of(contact)).toList(),
        website);
  }

  /** The same with this website. */
  public Organisation on(URI newWebsite) {
    return new Organisation(id, name, address, country, contacts, newWebsite);
  }

  /** The first contact of a kind. */
  public Optional<Contact> contact(ContactKind kind) {
    return contacts.stream().filter(contact -> contact.kind() == kind).findFirst();
  }

  /** In the role of a controller, for the activities in which it is one. */
  public Controller controller() {
    return new Controller(id, name);
  }
}
