package io.github.gdprkit.information;

import io.github.gdprkit.markup.Cell;
import io.github.gdprkit.markup.Document;
import java.util.List;
import java.util.Objects;

/**
 * The blocks of a privacy notice, from the same activities and declarations that answer requests:
 * for data that was collected from the person (Art. 13), or obtained elsewhere (Art. 14). Put the
 * blocks into your own page, or use the documents as they are.
 *
 * @param kind under which article
 * @param controller whose notice it is, by name
 * @param blocks in the order of the article
 * @param gaps what the article asks for and nobody has said; the documents say so too
 */
public record PrivacyNotice(
    Kind kind, String controller, List<NoticeBlock> blocks, List<InformationGap> gaps) {

  /** Where the data comes from that a notice is about. */
  public enum Kind {
    /** From the data subject (Art. 13). */
    COLLECTED_FROM_DATA_SUBJECT,
    /** From somebody else (Art. 14). */
    OBTAINED_ELSEWHERE
  }

  /** Copies the lists. */
  public PrivacyNotice {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(controller, "controller");
    blocks = List.copyOf(blocks);
    gaps = List.copyOf(gaps);
  }

  /**
   * What people are told when data is collected from them (Art. 13): of the categories that they
   * provide or that are observed of their use, and of those whose source nobody declares.
   */
  public static PrivacyNotice whenCollected(JoinedActivities activities, NoticeWords words) {
    return new NoticeMaker(Kind.COLLECTED_FROM_DATA_SUBJECT, activities, words).notice();
  }

  /**
   * What people are told of data that was obtained elsewhere or derived (Art. 14), and of data
   * whose source nobody declares.
   */
  public static PrivacyNotice whenObtainedElsewhere(
      JoinedActivities activities, NoticeWords words) {
    return new NoticeMaker(Kind.OBTAINED_ELSEWHERE, activities, words).notice();
  }

  /** As a page of its own, without script or anything from elsewhere. */
  public String html() {
    return document().html();
  }

  /** As Markdown, in which every value is text. */
  public String markdown() {
    return document().markdown();
  }

  private Document document() {
    Document document = new Document("How " + controller + " uses your data");
    for (NoticeBlock block : blocks) {
      List<InformationGap> missing =
          gaps.stream().filter(gap -> gap.provision().equals(block.provision())).toList();
      if (block.lines().isEmpty() && missing.isEmpty()) {
        continue;
      }
      document.section(block.title());
      if (block.lines().size() == 1) {
        document.paragraph(block.lines().get(0));
      } else {
        document.points(block.lines().stream().map(Cell::of).toList());
      }
      missing.forEach(gap -> document.note("Still missing. " + gap.about() + ": " + gap.text()));
      document.soft("Art. " + block.provision());
    }
    return document;
  }
}
