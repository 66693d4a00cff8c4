package io.github.gdprkit.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gdprkit.hook.Declaration;
import io.github.gdprkit.party.Contact;
import io.github.gdprkit.party.ContactKind;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.party.TransferMechanism;
import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.Purpose;
import io.github.gdprkit.processing.SourceOfData;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PrivacyNoticeTest {

  private static final NoticeWords WORDS =
      NoticeWords.of("the Agency, dpa.example", "Write to privacy@acme.example.");

  /** The points of Art. 13, and whether each is always asked for, as the Regulation lists them. */
  private static final Map<String, Required> ARTICLE_13 =
      Map.ofEntries(
          Map.entry("13(1)(a)", Required.ALWAYS),
          Map.entry("13(1)(b)", Required.WHERE_APPLICABLE),
          Map.entry("13(1)(c)", Required.ALWAYS),
          Map.entry("13(1)(d)", Required.WHERE_APPLICABLE),
          Map.entry("13(1)(e)", Required.WHERE_APPLICABLE),
          Map.entry("13(1)(f)", Required.WHERE_APPLICABLE),
          Map.entry("13(2)(a)", Required.ALWAYS),
          Map.entry("13(2)(b)", Required.ALWAYS),
          Map.entry("21(4)", Required.WHERE_APPLICABLE),
          Map.entry("13(2)(c)", Required.WHERE_APPLICABLE),
          Map.entry("13(2)(d)", Required.ALWAYS),
          Map.entry("13(2)(e)", Required.ALWAYS),
          Map.entry("13(2)(f)", Required.WHERE_APPLICABLE));

  /** The points of Art. 14. */
  private static final Map<String, Required> ARTICLE_14 =
      Map.ofEntries(
          Map.entry("14(1)(a)", Required.ALWAYS),
          Map.entry("14(1)(b)", Required.WHERE_APPLICABLE),
          Map.entry("14(1)(c)", Required.ALWAYS),
          Map.entry("14(1)(d)", Required.ALWAYS),
          Map.entry("14(1)(e)", Required.WHERE_APPLICABLE),
          Map.entry("14(1)(f)", Required.WHERE_APPLICABLE),
          Map.entry("14(2)(a)", Required.ALWAYS),
          Map.entry("14(2)(b)", Required.WHERE_APPLICABLE),
          Map.entry("14(2)(c)", Required.ALWAYS),
          Map.entry("21(4)", Required.WHERE_APPLICABLE),
          Map.entry("14(2)(d)", Required.WHERE_APPLICABLE),
          Map.entry("14(2)(e)", Required.ALWAYS),
          Map.entry("14(2)(f)", Required.ALWAYS),
          Map.entry("14(2)(g)", Required.WHERE_APPLICABLE));

  @Test
  void tellsAllOfArticle13() {
    PrivacyNotice notice = PrivacyNotice.whenCollected(everything(), WORDS);

    assertThat(asMap(notice)).isEqualTo(ARTICLE_13);
    assertThat(notice.gaps()).isEmpty();
    assertThat(notice.blocks()).allMatch(block -> !block.lines().isEmpty());
    assertThat(lines(notice, "13(1)(a)")).contains("Acme Ltd, 1 Quay, Cork, Ireland");
    assertThat(lines(notice, "13(1)(b)")).containsExactly("Kim, dpo@acme.example");
    assertThat(lines(notice, "13(1)(c)"))
        .contains(
            "To keep your notes: contract (Art. 6(1)(b))", "To share: consent (Art. 6(1)(a))");
    assertThat(lines(notice, "13(1)(d)")).containsExactly("a service that works");
    assertThat(lines(notice, "13(1)(e)")).containsExactly("Mail Ltd");
    assertThat(lines(notice, "13(1)(f)"))
        .singleElement()
        .asString()
        .contains("India", "a copy: https://acme.example/clauses");
    assertThat(lines(notice, "13(2)(a)"))
        .containsExactly("Notes: Until you delete them", "Log lines: 14 days");
    assertThat(lines(notice, "13(2)(b)")).contains("Write to privacy@acme.example.");
    assertThat(lines(notice, "13(2)(d)").get(0)).contains("the Agency, dpa.example");
    assertThat(lines(notice, "13(2)(e)")).contains("Nobody has to note anything.");
    assertThat(lines(notice, "13(2)(f)")).containsExactly("Notes are sorted by date.");
  }

  @Test
  void leavesOutWhatTheCaseDoesNotHave() {
    PrivacyNotice notice =
        PrivacyNotice.whenCollected(
            ProcessingActivities.of(Host.ACME, Host.noteTaking().build())
                .joinedWith(Host.hooks(Host.notes())),
            WORDS);

    assertThat(asMap(notice)).isEqualTo(ARTICLE_13);
    for (NoticeBlock block : notice.blocks()) {
      assertThat(block.lines().isEmpty())
          .as(block.provision())
          .isEqualTo(block.required() == Required.WHERE_APPLICABLE);
    }
    assertThat(notice.html()).doesNotContain("What machines decide");
  }

  @Test
  void tellsAllOfArticle14OfWhatCameFromElsewhere() {
    Declaration.Builder mentions =
        Declaration.of("mentions", "Mentions", Host.LOG)
            .text("What others wrote of you.")
            .sources(SourceOfData.OBTAINED_ELSEWHERE)
            .legalBases(LegalBasis.LEGITIMATE_INTERESTS)
            .retention("A year");
    JoinedActivities joined =
        ProcessingActivities.of(Host.ACME, Host.noteTaking().build(), Host.operation().build())
            .joinedWith(Host.hooks(Host.notes(), mentions));

    PrivacyNotice notice =
        PrivacyNotice.whenObtainedElsewhere(
            joined, WORDS.source(Host.LOG, "other members; not public"));

    assertThat(asMap(notice)).isEqualTo(ARTICLE_14);
    assertThat(notice.gaps()).isEmpty();
    assertThat(lines(notice, "14(1)(c)")).hasSize(1);
    assertThat(lines(notice, "14(1)(d)")).containsExactly("Log lines");
    assertThat(lines(notice, "14(2)(a)")).containsExactly("Log lines: A year");
    assertThat(lines(notice, "14(2)(f)")).containsExactly("Log lines: other members; not public");
  }

  @Test
  void saysWhoseSourceIsMissing() {
    JoinedActivities joined =
        ProcessingActivities.of(Host.ACME, Host.noteTaking().build())
            .joinedWith(Host.hooks(Host.notes().sources(SourceOfData.OBTAINED_ELSEWHERE)));

    PrivacyNotice notice = PrivacyNotice.whenObtainedElsewhere(joined, WORDS);

    assertThat(notice.gaps())
        .extracting(gap -> gap.provision() + " " + gap.about())
        .containsExactly("14(2)(f) Notes");
    assertThat(notice.html()).contains("Still missing");
    assertThat(notice.markdown()).contains("Still missing");
  }

  @Test
  void hasALineOrAGapForEverythingThatIsAlwaysAskedFor() {
    JoinedActivities nothing =
        ProcessingActivities.of(Organisation.of("acme", "Acme Ltd", Country.of("IE")))
            .joinedWith(Host.hooks(Host.notes()));

    for (PrivacyNotice notice :
        List.of(
            PrivacyNotice.whenCollected(nothing, WORDS),
            PrivacyNotice.whenObtainedElsewhere(nothing, WORDS))) {
      List<String> gaps = notice.gaps().stream().map(InformationGap::provision).toList();
      for (NoticeBlock block : notice.blocks()) {
        if (block.required() == Required.ALWAYS && block.lines().isEmpty()) {
          assertThat(gaps).contains(block.provision());
          assertThat(notice.markdown()).contains("Art. " + block.provision());
        }
      }
      assertThat(gaps).hasSizeGreaterThan(4);
    }
  }

  @Test
  void asksForTheLinkToTheSafeguardsOfATransfer() {
    JoinedActivities joined =
        ProcessingActivities.of(
                Host.ACME,
                Host.noteTaking()
                    .transfer(
                        Transfer.to(
                            Country.of("IN"), TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES))
                    .transfer(Transfer.to(Country.of("CH"), TransferMechanism.ADEQUACY_DECISION))
                    .build())
            .joinedWith(Host.hooks(Host.notes()));

    assertThat(PrivacyNotice.whenCollected(joined, WORDS).gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.provision()).isEqualTo("13(1)(f)");
              assertThat(gap.about()).startsWith("India");
            });
  }

  @Test
  void refusesWordsThatSayNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> NoticeWords.of(" ", "Write."));
    assertThatIllegalArgumentException().isThrownBy(() -> NoticeWords.of("the Agency", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> WORDS.source(Host.LOG, " "));
  }

  private static JoinedActivities everything() {
    return ProcessingActivities.of(
            Host.ACME.with(
                Contact.of(ContactKind.DATA_PROTECTION_OFFICER, "Kim", "dpo@acme.example")),
            Host.noteTaking()
                .purpose(Purpose.of("To share", LegalBasis.CONSENT))
                .automatedDecision("Notes are sorted by date.")
                .transfer(
                    new Transfer(
                        Country.of("IN"),
                        TransferMechanism.STANDARD_CONTRACTUAL_CLAUSES,
                        "",
                        URI.create("https://acme.example/clauses")))
                .build(),
            Host.operation().build())
        .joinedWith(Host.hooks(Host.notes().recipient("Mail Ltd"), Host.log()));
  }

  private static Map<String, Required> asMap(PrivacyNotice notice) {
    return notice.blocks().stream()
        .collect(Collectors.toMap(NoticeBlock::provision, NoticeBlock::required));
  }

  private static List<String> lines(PrivacyNotice notice, String provision) {
    return notice.blocks().stream()
        .filter(block -> block.provision().equals(provision))
        .findFirst()
        .orElseThrow()
        .lines();
  }
}
