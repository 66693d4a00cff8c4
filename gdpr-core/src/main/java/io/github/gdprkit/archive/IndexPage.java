package io.github.gdprkit.archive;

import io.github.gdprkit.archive.Manifest.LeftOut;
import io.github.gdprkit.archive.Manifest.Outcome;
import io.github.gdprkit.archive.Manifest.Part;
import io.github.gdprkit.hook.DeclaredField;
import io.github.gdprkit.hook.HookId;
import io.github.gdprkit.information.ProcessingInformation;
import io.github.gdprkit.markup.Html;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.subject.DataSubjectRight;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The page that a person opens first (Art. 12(1): concise, transparent, intelligible). One file
 * without script, fonts, images or anything from elsewhere; a content security policy that allows
 * nothing but its own style; every value escaped.
 */
final class IndexPage {

  /** How many records of each part are shown; the files have them all. */
  static final int PREVIEWED = 5;

  /** More files than this are counted and not listed one by one; the manifest has them all. */
  private static final int LISTED = 500;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Manifest manifest;
  private final Map<HookId, List<PreviewRecord>> previews;
  private final Html html;

  private IndexPage(Manifest manifest, Map<HookId, List<PreviewRecord>> previews, Html html) {
    this.manifest = manifest;
    this.previews = previews;
    this.html = html;
  }

  /** Writes the page; leaves the stream open. */
  static void write(
      Manifest manifest,
      Map<HookId, List<PreviewRecord>> previews,
      ArchivedFiles files,
      OutputStream out)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    IndexPage page = new IndexPage(manifest, previews, new Html(writer));
    page.head();
    page.facts();
    page.parts();
    page.aboutTheData();
    page.attachments(files);
    page.forPrograms();
    writer.flush();
  }

  private void head() throws IOException {
    html.begin(isOnePerson() ? "Your personal data" : "All personal data");
  }

  private String article() {
    DataSubjectRight right = manifest.right();
    if (right == null) {
      return "28(3)(g)";
    }
    return right == DataSubjectRight.PORTABILITY ? "20" : "15";
  }

  private void facts() throws IOException {
    html.raw("<h1>").raw(isOnePerson() ? "Personal data of " : "All personal data: ");
    html.text(manifest.label())
        .raw("</h1>\n<p class=\"soft\">")
        .raw(isOnePerson() ? "Given by " : "Returned to ");
    html.text(manifest.controller().name())
        .raw(
            ", the controller, under Article "
                + article()
                + " of the General Data Protection Regulation.</p>\n");
    html.raw("<div class=\"facts\"><dl>\n");
    fact("What is inside");
    html.number(manifest.records()).raw(manifest.records() == 1 ? " record in " : " records in ");
    html.number(partsWithRecords()).raw(partsWithRecords() == 1 ? " part" : " parts");
    long attachments = manifest.parts().stream().mapToLong(Part::attachments).sum();
    if (attachments > 0) {
      html.raw(", ").number(attachments).raw(attachments == 1 ? " file" : " files");
    }
    html.raw("</dd>\n");
    fact("Data as of");
    date(manifest.period().until());
    html.raw("</dd>\n");
    fact("Finished");
    date(manifest.finishedAt());
    html.raw("</dd>\n");
    fact("Decision");
    html.text(manifest.approval().reference()).raw(", by ").text(manifest.approval().approvedBy());
    html.raw("</dd>\n");
    fact("Other people's data");
    html.text(manifest.policy().text()).raw("</dd>\n</dl></div>\n");
    if (manifest.missingAttachments() > 0) {
      html.raw("<p class=\"note\">").number(manifest.missingAttachments());
      html.raw(manifest.missingAttachments() == 1 ? " file is" : " files are");
      html.raw(" missing from this archive; see <a href=\"#attachments\">Files</a>.</p>\n");
    }
    if (manifest.right() == DataSubjectRight.PORTABILITY) {
      html.raw("<p class=\"note\">Inside is what you provided or did yourself, where it rests on ")
          .raw(
              "your consent or on a contract with you. For everything else that is kept about you ")
          .raw("you can ask under Article 15.</p>\n");
    }
    if (manifest.information() != null) {
      html.raw(
              "<p class=\"soft\"><a href=\"#about\">About this data</a>: what it is used for, who ")
          .raw("gets it, how long it is kept, and your rights.</p>\n");
    }
    html.raw("<p class=\"note\">This archive holds personal data. Keep it where nobody else can ")
        .raw("read it, and delete it when you do not need it any more.</p>\n");
  }

  private void parts() throws IOException {
    html.raw("<h2>What is inside</h2>\n");
    for (Part part : manifest.parts()) {
      if (isInside(part)) {
        part(part);
      }
    }
    if (manifest.parts().stream().allMatch(IndexPage::isInside)) {
      return;
    }
    html.raw("<h2>What is not inside, and why</h2>\n<div class=\"facts\"><dl>\n");
    for (Part part : manifest.parts()) {
      if (!isInside(part)) {
        html.raw("<dt>").text(part.title()).raw("</dt><dd>");
        reason(part);
        html.raw("</dd>\n");
      }
    }
    html.raw("</dl></div>\n");
  }

  /** What belongs to the copy (Art. 15(1)(a) to (h), 15(2)). */
  private void aboutTheData() throws IOException {
    ProcessingInformation information = manifest.information();
    if (information == null) {
      return;
    }
    html.raw("<h2 id=\"about\">About this data</h2>\n<div class=\"facts\"><dl>\n");
    told("What it is used for", information.purposes());
    told("Kinds of data", information.categories());
    told(
        "Who gets it",
        information.recipients().isEmpty() ? List.of("Nobody.") : information.recipients());
    told("How long it is kept", information.storage());
    told("What you can ask for", information.rights());
    told("Where you can complain", List.of(information.complaint()));
    told("What did not come from you", information.sources());
    told("What machines decide", information.automatedDecisions());
    told("Outside the European Economic Area", information.transferSafeguards());
    html.raw("</dl></div>\n");
  }

  private void told(String name, List<String> lines) throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    html.raw("<dt>").raw(name).raw("</dt>");
    for (String line : lines) {
      html.raw("<dd>").text(line).raw("</dd>");
    }
    html.raw("\n");
  }

  private static boolean isInside(Part part) {
    return part.outcome() == Outcome.EXPORTED && (part.records() > 0 || !part.leftOut().isEmpty());
  }

  private void reason(Part part) throws IOException {
    String reason = part.reason() == null ? "" : part.reason();
    switch (part.outcome()) {
      case EXPORTED -> html.raw("There is nothing.");
      case HOLDS_NOTHING, NOT_APPLICABLE -> html.text(reason);
      case BY_HAND -> html.raw("Given to you separately. ").text(reason);
      case LEFT_OUT -> {
        if (part.leftOut().isEmpty()) {
          html.raw("There is nothing.");
        }
      }
    }
    for (LeftOut leftOut : part.leftOut()) {
      html.raw("Left out: ");
      leftOut(leftOut);
    }
  }

  private void part(Part part) throws IOException {
    html.raw("<section class=\"part\"><div class=\"head\"><h3>").text(part.title());
    html.raw("</h3><span class=\"count\">").number(part.records());
    html.raw(part.records() == 1 ? " record" : " records").raw("</span></div>\n<p>");
    html.text(part.text()).raw("</p>\n");
    preview(part);
    if (part.pages() > 0) {
      html.raw("<p class=\"files\">");
      for (int page = 1; page <= Math.min(part.pages(), LISTED); page++) {
        String path = ArchiveLayout.records(part.id(), page);
        html.raw("<a href=\"").attribute(path).raw("\">").text(path).raw("</a>");
      }
      if (part.pages() > LISTED) {
        html.raw("and ").number(part.pages() - (long) LISTED).raw(" more files in this folder");
      }
      html.raw("</p>\n");
    }
    for (LeftOut leftOut : part.leftOut()) {
      html.raw("<p class=\"soft\">Left out: ");
      leftOut(leftOut);
      html.raw("</p>\n");
    }
    html.raw(
            "<details><summary>What the fields mean, where the data is from, how long it is kept</summary>\n<table>\n")
        .raw("<tr><th>Field</th><th>Meaning</th></tr>\n");
    for (DeclaredField field : part.fields()) {
      html.raw("<tr><td><code>").text(field.name()).raw("</code></td><td>");
      html.text(field.title()).raw("</td></tr>\n");
    }
    html.raw("</table>\n<dl>\n");
    use(part);
    html.raw("</dl></details>\n</section>\n");
  }

  private void preview(Part part) throws IOException {
    List<PreviewRecord> records = previews.getOrDefault(part.id(), List.of());
    if (records.isEmpty()) {
      return;
    }
    Map<String, String> titles = new LinkedHashMap<>();
    part.fields().forEach(field -> titles.put(field.name(), field.title()));
    if (records.size() == 1) {
      html.raw("<dl class=\"record\">\n");
      for (Map.Entry<String, String> field : records.get(0).fields().entrySet()) {
        if (titles.containsKey(field.getKey())) {
          html.raw("<dt>").text(titles.getOrDefault(field.getKey(), "")).raw("</dt><dd>");
          html.text(field.getValue().isEmpty() ? "–" : field.getValue()).raw("</dd>\n");
        }
      }
      html.raw("</dl>\n");
      return;
    }
    titles.keySet().removeIf(name -> records.stream().noneMatch(r -> r.fields().containsKey(name)));
    html.raw("<div class=\"wide\"><table>\n<tr>");
    for (String name : titles.keySet()) {
      html.raw("<th>").text(name).raw("</th>");
    }
    html.raw("</tr>\n");
    for (PreviewRecord shown : records) {
      html.raw("<tr>");
      for (String name : titles.keySet()) {
        html.raw("<td>").text(shown.fields().getOrDefault(name, "")).raw("</td>");
      }
      html.raw("</tr>\n");
    }
    html.raw("</table></div>\n");
    if (part.records() > records.size()) {
      html.raw("<p class=\"soft\">The first ").number(records.size()).raw(" of ");
      html.number(part.records()).raw(" records. All of them:</p>\n");
    }
  }

  private void use(Part part) throws IOException {
    RetentionRule retention = part.retention();
    if (retention != null) {
      fact("Kept");
      html.text(retention.text()).raw("</dd>\n");
    }
    if (!part.recipients().isEmpty()) {
      fact("Disclosed to");
      String comma = "";
      for (Recipient recipient : part.recipients()) {
        html.raw(comma).text(recipient.name());
        comma = ", ";
      }
      html.raw("</dd>\n");
    }
    fact("Source");
    words(part.sources());
    fact("Legal basis");
    words(part.legalBases());
  }

  private void words(Iterable<? extends Enum<?>> values) throws IOException {
    String comma = "";
    for (Enum<?> value : values) {
      html.raw(comma).text(value.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      comma = ", ";
    }
    html.raw("</dd>\n");
  }

  private void leftOut(LeftOut leftOut) throws IOException {
    html.text(leftOut.what()).raw(" (").number(leftOut.count()).raw("). ").text(leftOut.why());
  }

  private void attachments(ArchivedFiles files) throws IOException {
    long[] rows = new long[1];
    files.forEach(
        file -> {
          if (file instanceof ArchivedFile.StoredAttachment
              || file instanceof ArchivedFile.MissingAttachment) {
            if (rows[0] == 0) {
              html.raw("<h2 id=\"attachments\">Files</h2>\n<div class=\"facts\"><table>\n")
                  .raw("<tr><th>Name</th><th>In this archive</th></tr>\n");
            }
            if (rows[0] < LISTED) {
              attachment(file);
            }
            rows[0]++;
          }
        });
    if (rows[0] > 0) {
      html.raw("</table>\n");
      if (rows[0] > LISTED) {
        html.raw("<p class=\"soft\">and ").number(rows[0] - LISTED);
        html.raw(" more, all of them listed in manifest.json</p>\n");
      }
      html.raw("</div>\n");
    }
  }

  private void attachment(ArchivedFile file) throws IOException {
    if (file instanceof ArchivedFile.StoredAttachment stored) {
      html.raw("<tr><td>").text(stored.name()).raw("</td><td><a download href=\"");
      html.attribute(stored.path()).raw("\">").text(stored.path()).raw("</a></td></tr>\n");
    } else if (file instanceof ArchivedFile.MissingAttachment missing) {
      html.raw("<tr><td>").text(missing.name()).raw("</td><td>Missing. ");
      html.text(missing.reason()).raw("</td></tr>\n");
    }
  }

  private void forPrograms() throws IOException {
    html.raw(
            "<h2>For programs</h2>\n<div class=\"facts\"><p>Files that end in <code>.jsonl</code> ")
        .raw("hold one JSON object on each line, in UTF-8. <a href=\"manifest.json\">manifest.json")
        .raw("</a> lists every file with its size and SHA-256, so that damage can be found.")
        .raw("</p></div>\n</main>\n</body>\n</html>\n");
  }

  private void fact(String name) throws IOException {
    html.raw("<dt>").raw(name).raw("</dt><dd>");
  }

  private void date(Instant instant) throws IOException {
    html.text(DATE.format(instant));
  }

  private long partsWithRecords() {
    return manifest.parts().stream().filter(part -> part.records() > 0).count();
  }

  private boolean isOnePerson() {
    return manifest.about() == Manifest.About.ONE_DATA_SUBJECT;
  }
}
