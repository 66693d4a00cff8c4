package io.github.gdprkit.information;

import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.JointControllers;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.Purpose;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.processing.SpecialCategoryCondition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the blocks of Art. 13 or 14. */
final class NoticeMaker {

  private final PrivacyNotice.Kind kind;
  private final Organisation controller;
  private final NoticeWords words;
  private final List<JoinedActivity> activities;
  private final List<NoticeBlock> blocks = new ArrayList<>();
  private final List<InformationGap> gaps = new ArrayList<>();

  NoticeMaker(PrivacyNotice.Kind kind, JoinedActivities activities, NoticeWords words) {
    this.kind = kind;
    this.controller = activities.controller();
    this.words = words;
    this.activities =
        activities.all().stream()
            .filter(activity -> activity.categories().stream().anyMatch(this::concerns))
            .toList();
  }

  private boolean isElsewhere() {
    return kind == PrivacyNotice.Kind.OBTAINED_ELSEWHERE;
  }

  private boolean concerns(JoinedCategory category) {
    Set<SourceOfData> sources = category.sources();
    if (sources.isEmpty()) {
      return true;
    }
    return isElsewhere()
        ? sources.contains(SourceOfData.OBTAINED_ELSEWHERE)
            || sources.contains(SourceOfData.DERIVED)
        : sources.contains(SourceOfData.PROVIDED_BY_DATA_SUBJECT)
            || sources.contains(SourceOfData.OBSERVED);
  }

  PrivacyNotice notice() {
    identity();
    purposes();
    if (isElsewhere()) {
      always("14(1)(d)", "Which data we have", categoryTitles(), "no category of data is named");
    } else {
      legitimateInterests("13(1)(d)");
    }
    recipients(isElsewhere() ? "14(1)(e)" : "13(1)(e)");
    transfers(isElsewhere() ? "14(1)(f)" : "13(1)(f)");
    storage(isElsewhere() ? "14(2)(a)" : "13(2)(a)");
    if (isElsewhere()) {
      legitimateInterests("14(2)(b)");
    }
    rights(isElsewhere() ? "14(2)(c)" : "13(2)(b)");
    withdrawal(isElsewhere() ? "14(2)(d)" : "13(2)(c)");
    always(
        isElsewhere() ? "14(2)(e)" : "13(2)(d)",
        "Where you can complain",
        List.of(
            "You can lodge a complaint with a supervisory authority, such as ours: "
                + words.supervisoryAuthority()),
        "the supervisory authority is not named");
    if (isElsewhere()) {
      source();
    } else {
      always(
          "13(2)(e)",
          "Whether you have to provide the data",
          perActivity(activity -> List.of(activity.activity().requirement())),
          "no activity says whether people have to provide the data");
    }
    whereApplicable(
        isElsewhere() ? "14(2)(g)" : "13(2)(f)",
        "What machines decide",
        perActivity(activity -> activity.activity().automatedDecisions()));
    return new PrivacyNotice(kind, controller.name(), blocks, gaps);
  }

  private void identity() {
    String provision = isElsewhere() ? "14(1)(a)" : "13(1)(a)";
    List<String> lines = new ArrayList<>();
    lines.add(PartyFacts.line(controller));
    for (Contact contact : controller.contacts()) {
      if (contact.kind() != ContactKind.DATA_PROTECTION_OFFICER) {
        lines.add(PartyFacts.title(contact.kind()) + ": " + contact.text());
      }
    }
    for (JoinedActivity activity : activities) {
      JointControllers joint = activity.activity().joint();
      if (joint != null) {
        activity.jointControllers().stream()
            .map(other -> "Together with " + PartyFacts.lineWithContacts(other))
            .forEach(lines::add);
        lines.add(joint.essence());
      }
    }
    always(provision, "Who we are", lines, "");
    gaps.addAll(PartyFacts.gaps(controller, provision));
    whereApplicable(
        isElsewhere() ? "14(1)(b)" : "13(1)(b)",
        "Our data protection officer",
        controller.contacts().stream()
            .filter(contact -> contact.kind() == ContactKind.DATA_PROTECTION_OFFICER)
            .map(Contact::text)
            .toList());
  }

  private void purposes() {
    always(
        isElsewhere() ? "14(1)(c)" : "13(1)(c)",
        "What we use your data for, and why we may",
        perActivity(
            activity -> {
              List<String> lines = new ArrayList<>();
              activity.activity().purposes().stream().map(Texts::of).forEach(lines::add);
              activity.activity().specialCategories().stream()
                  .map(condition -> "Special categories of data: " + Texts.of(condition))
                  .forEach(lines::add);
              return lines;
            }),
        isElsewhere()
            ? "no activity covers data that was obtained elsewhere"
            : "no activity covers data that people provide");
  }

  private void legitimateInterests(String provision) {
    whereApplicable(
        provision,
        "Which interests we pursue",
        perActivity(
            activity ->
                activity.activity().purposes().stream()
                    .filter(purpose -> purpose.basis() == LegalBasis.LEGITIMATE_INTERESTS)
                    .map(Purpose::grounds)
                    .toList()));
  }

  private void recipients(String provision) {
    Recipients all = new Recipients();
    activities.forEach(activity -> activity.recipients().forEach(all::add));
    whereApplicable(provision, "Who gets it", all.all().stream().map(Recipient::name).toList());
  }

  private void transfers(String provision) {
    List<String> lines = new ArrayList<>();
    for (JoinedActivity activity : activities) {
      for (RecipientTransfer transfer : activity.transfers()) {
        lines.add(transfer.textWithCopy());
        TransferMechanism mechanism = transfer.transfer().mechanism();
        boolean needsCopy =
            mechanism.isSafeguard() || mechanism == TransferMechanism.COMPELLING_INTERESTS;
        if (needsCopy && transfer.transfer().copy() == null) {
          InformationGap gap =
              new InformationGap(
                  provision,
                  Required.WHERE_APPLICABLE,
                  transfer.text(),
                  "it does not say where people get a copy of the safeguards; add the link to the"
                      + " transfer");
          if (!gaps.contains(gap)) {
            gaps.add(gap);
          }
        }
      }
    }
    whereApplicable(provision, "Where it goes outside the European Economic Area", lines);
  }

  private void storage(String provision) {
    Map<String, List<String>> rules = new LinkedHashMap<>();
    for (JoinedActivity activity : activities) {
      for (JoinedCategory category : activity.categories()) {
        if (concerns(category)) {
          List<String> texts =
              rules.computeIfAbsent(category.category().title(), title -> new ArrayList<>());
          category.retention().stream().map(RetentionRule::text).forEach(texts::add);
        }
      }
    }
    List<String> lines = new ArrayList<>();
    rules.forEach(
        (title, texts) -> {
          if (texts.isEmpty()) {
            gaps.add(
                new InformationGap(
                    provision,
                    Required.ALWAYS,
                    title,
                    "nobody says how long it is kept; add kept(...) to the activity, or a hook"));
          } else {
            lines.add(title + ": " + String.join("; ", Texts.each(texts)));
          }
        });
    always(provision, "How long we keep it", lines, rules.isEmpty() ? "no data is named" : "");
  }

  private void rights(String provision) {
    Set<LegalBasis> bases = EnumSet.noneOf(LegalBasis.class);
    activities.forEach(activity -> bases.addAll(activity.legalBases()));
    List<String> lines = new ArrayList<>();
    lines.add("You can ask for access to your data and a copy of it.");
    lines.add("You can ask us to put it right, to erase it, or to restrict what we do with it.");
    lines.add(
        "You can object, on grounds of your situation, to what rests on legitimate interests or a"
            + " public task, and at any time to direct marketing.");
    lines.add(
        "You can ask for what you provided in a form that another service can read, where it rests"
            + " on consent or a contract.");
    lines.add(words.howToAsk());
    always(provision, "Your rights", lines, "");
    boolean canObject =
        bases.contains(LegalBasis.LEGITIMATE_INTERESTS) || bases.contains(LegalBasis.PUBLIC_TASK);
    whereApplicable(
        "21(4)",
        "Your right to object",
        canObject
            ? List.of(
                "Some of what we do rests on legitimate interests or a public task. You can object"
                    + " to it at any time, on grounds of your particular situation; then we stop,"
                    + " unless we show compelling grounds or need the data for legal claims.")
            : List.of());
  }

  private void withdrawal(String provision) {
    boolean restsOnConsent =
        activities.stream()
            .anyMatch(
                activity ->
                    activity.legalBases().contains(LegalBasis.CONSENT)
                        || activity
                            .activity()
                            .specialCategories()
                            .contains(SpecialCategoryCondition.EXPLICIT_CONSENT));
    whereApplicable(
        provision,
        "You can take your consent back",
        restsOnConsent
            ? List.of(
                "What rests on your consent ends when you withdraw it, at any time. What was done"
                    + " before remains lawful.")
            : List.of());
  }

  private void source() {
    List<String> lines = new ArrayList<>();
    for (JoinedActivity activity : activities) {
      for (JoinedCategory category : activity.categories()) {
        if (concerns(category)) {
          source(category, lines);
        }
      }
    }
    always(
        "14(2)(f)",
        "Where we have it from",
        lines,
        lines.isEmpty() && activities.isEmpty() ? "no source is named" : "");
  }

  private void source(JoinedCategory category, List<String> lines) {
    String title = category.category().title();
    String said = words.sources().get(category.category());
    boolean isFromElsewhere =
        category.sources().isEmpty()
            || category.sources().contains(SourceOfData.OBTAINED_ELSEWHERE);
    if (said != null) {
      lines.add(title + ": " + said);
    } else if (isFromElsewhere) {
      if (!category.sources().isEmpty()) {
        lines.add(title + ": " + Texts.of(SourceOfData.OBTAINED_ELSEWHERE));
      }
      InformationGap gap =
          new InformationGap(
              "14(2)(f)",
              Required.ALWAYS,
              title,
              "it does not say from whom, nor whether from publicly accessible sources; add"
                  + " source(...) to the words of the notice");
      if (!gaps.contains(gap)) {
        gaps.add(gap);
      }
    }
    if (category.sources().contains(SourceOfData.DERIVED)) {
      lines.add(title + ": worked out by us from other data");
    }
  }

  private List<String> categoryTitles() {
    return activities.stream()
        .flatMap(activity -> activity.categories().stream())
        .filter(this::concerns)
        .map(category -> category.category().title())
        .toList();
  }

  private interface Lines {
    List<String> of(JoinedActivity activity);
  }

  private List<String> perActivity(Lines lines) {
    return activities.stream().flatMap(activity -> lines.of(activity).stream()).toList();
  }

  /**
   * A block that the article always asks for.
   *
   * @param missing what is said where there are no lines; blank where a gap was said already
   */
  private void always(String provision, String title, List<String> lines, String missing) {
    blocks.add(new NoticeBlock(provision, title, Required.ALWAYS, lines));
    if (lines.isEmpty() && !missing.isBlank()) {
      gaps.add(new InformationGap(provision, Required.ALWAYS, controller.name(), missing));
    }
  }

  private void whereApplicable(String provision, String title, List<String> lines) {
    blocks.add(new NoticeBlock(provision, title, Required.WHERE_APPLICABLE, lines));
  }
}
