package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.register.BreachContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is told of a breach, point by point; what is not known yet is left out. */
final class BreachContentOptions {

  @Option(names = "--nature", paramLabel = "<text>", description = "What happened, in words.")
  private String nature = "";

  @Option(
      names = "--subjects",
      paramLabel = "<n>",
      description = "About how many people it concerns.")
  private @Nullable Long subjects;

  @Option(
      names = "--subject-category",
      paramLabel = "<text>",
      description = "Whose data, by groups, such as 'members of the choir'. More than once if so.")
  private List<String> subjectCategories = new ArrayList<>();

  @Option(
      names = "--records",
      paramLabel = "<n>",
      description = "About how many records it concerns.")
  private @Nullable Long records;

  @Option(
      names = "--record-category",
      paramLabel = "<text>",
      description = "What data, by groups, such as 'direct messages'. More than once if so.")
  private List<String> recordCategories = new ArrayList<>();

  @Option(
      names = "--contact",
      paramLabel = "<name>",
      description = "Whom to ask: the data protection officer or another contact point.")
  private @Nullable String contact;

  @Option(
      names = "--reach",
      paramLabel = "<address>",
      description = "How to reach them: an e-mail address or a telephone number.")
  private @Nullable String reach;

  @Option(
      names = "--consequences",
      paramLabel = "<text>",
      description = "What may come of it for people.")
  private String consequences = "";

  @Option(
      names = "--measures",
      paramLabel = "<text>",
      description = "What was done about it, or will be.")
  private String measures = "";

  String nature() {
    return nature;
  }

  String consequences() {
    return consequences;
  }

  String measures() {
    return measures;
  }

  @Nullable Contact contact() {
    if ((contact == null) != (reach == null)) {
      throw new TypeConversionException("--contact says who, and --reach how to reach them");
    }
    return contact == null || reach == null
        ? null
        : Contact.of(ContactKind.DATA_PROTECTION_OFFICER, contact, reach);
  }

  BreachContent content() {
    return new BreachContent(
        nature,
        subjectCategories,
        subjects,
        recordCategories,
        records,
        contact(),
        consequences,
        measures);
  }

  boolean saysAnything() {
    return !content().equals(BreachContent.nothing());
  }
}
