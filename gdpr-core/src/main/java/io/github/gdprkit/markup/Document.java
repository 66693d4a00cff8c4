package io.github.gdprkit.markup;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A document for people, built once and written as HTML or Markdown. The same content gives the
 * same bytes, and a value can only ever be text: both forms escape it.
 */
public final class Document {

  private sealed interface Block {}

  private record Heading(int level, String text) implements Block {}

  private record Paragraph(Cell text, boolean isSoft) implements Block {}

  private record Note(String text) implements Block {}

  private record Facts(Map<String, List<Cell>> facts) implements Block {}

  private record Points(List<Cell> points) implements Block {}

  private record Table(List<String> columns, List<List<Cell>> rows) implements Block {}

  private final String title;
  private final List<Block> blocks = new ArrayList<>();

  /** A document with this title, which is its first heading as well. */
  public Document(String title) {
    this.title = title;
    blocks.add(new Heading(1, title));
  }

  /** A heading of the second level. */
  public Document section(String text) {
    blocks.add(new Heading(2, text));
    return this;
  }

  /** A heading of the third level. */
  public Document subsection(String text) {
    blocks.add(new Heading(3, text));
    return this;
  }

  /** A paragraph. */
  public Document paragraph(String text) {
    return paragraph(Cell.of(text));
  }

  /** A paragraph that is a link, as far as it has one. */
  public Document paragraph(Cell text) {
    blocks.add(new Paragraph(text, false));
    return this;
  }

  /** A paragraph that is less important. */
  public Document soft(String text) {
    blocks.add(new Paragraph(Cell.of(text), true));
    return this;
  }

  /** A paragraph that nobody should miss. */
  public Document note(String text) {
    blocks.add(new Note(text));
    return this;
  }

  /** Names and what belongs to them; what is empty is left out. */
  public Document facts(Map<String, List<Cell>> facts) {
    Map<String, List<Cell>> kept = new LinkedHashMap<>();
    facts.forEach(
        (name, cells) -> {
          List<Cell> said = cells.stream().filter(cell -> !cell.text().isEmpty()).toList();
          if (!said.isEmpty()) {
            kept.put(name, said);
          }
        });
    if (!kept.isEmpty()) {
      blocks.add(new Facts(kept));
    }
    return this;
  }

  /** A list; nothing when it is empty. */
  public Document points(List<Cell> points) {
    if (!points.isEmpty()) {
      blocks.add(new Points(List.copyOf(points)));
    }
    return this;
  }

  /** A table; each row has a cell for each column. */
  public Document table(List<String> columns, List<List<Cell>> rows) {
    if (rows.stream().anyMatch(row -> row.size() != columns.size())) {
      throw new IllegalArgumentException("Each row has a cell for each column");
    }
    blocks.add(new Table(List.copyOf(columns), List.copyOf(rows)));
    return this;
  }

  /** As a page of its own. */
  public String html() {
    StringWriter out = new StringWriter();
    try {
      Html html = new Html(out).begin(title);
      for (Block block : blocks) {
        write(block, html);
      }
      html.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static void write(Block block, Html html) throws IOException {
    if (block instanceof Heading heading) {
      html.raw("<h" + heading.level() + ">").text(heading.text());
      html.raw("</h" + heading.level() + ">\n");
    } else if (block instanceof Paragraph paragraph) {
      html.raw(paragraph.isSoft() ? "<p class=\"soft\">" : "<p>");
      cell(paragraph.text(), html).raw("</p>\n");
    } else if (block instanceof Note note) {
      html.raw("<p class=\"note\">").text(note.text()).raw("</p>\n");
    } else if (block instanceof Facts facts) {
      html.raw("<div class=\"facts\"><dl>\n");
      for (Map.Entry<String, List<Cell>> fact : facts.facts().entrySet()) {
        html.raw("<dt>").text(fact.getKey()).raw("</dt>");
        for (Cell cell : fact.getValue()) {
          cell(cell, html.raw("<dd>")).raw("</dd>");
        }
        html.raw("\n");
      }
      html.raw("</dl></div>\n");
    } else if (block instanceof Points points) {
      html.raw("<ul>\n");
      for (Cell point : points.points()) {
        cell(point, html.raw("<li>")).raw("</li>\n");
      }
      html.raw("</ul>\n");
    } else if (block instanceof Table table) {
      html.raw("<div class=\"wide\"><table class=\"cards\">\n<thead><tr>");
      for (String column : table.columns()) {
        html.raw("<th scope=\"col\">").text(column).raw("</th>");
      }
      html.raw("</tr></thead>\n<tbody>\n");
      for (List<Cell> row : table.rows()) {
        html.raw("<tr>");
        for (int i = 0; i < row.size(); i++) {
          html.raw("<td data-column=\"").attribute(table.columns().get(i)).raw("\">");
          // A cell without anything inside is left out where rows are shown as cards.
          if (!row.get(i).text().isEmpty()) {
            cell(row.get(i), html);
          }
          html.raw("</td>");
        }
        html.raw("</tr>\n");
      }
      html.raw("</tbody></table></div>\n");
    }
  }

  private static Html cell(Cell cell, Html html) throws IOException {
    if (cell.link() == null) {
      return html.text(cell.text());
    }
    html.raw("<a rel=\"noopener noreferrer\" href=\"").attribute(cell.link().toASCIIString());
    return html.raw("\">").text(cell.text()).raw("</a>");
  }

  /** As Markdown, in which every value is text. */
  public String markdown() {
    StringBuilder out = new StringBuilder();
    String bullet = "";
    for (Block block : blocks) {
      if (!out.isEmpty()) {
        out.append('\n');
      }
      if (block instanceof Facts || block instanceof Points) {
        // One list right after another would be read as the same, if both had the same bullet.
        bullet = bullet.equals("- ") ? "* " : "- ";
      } else {
        bullet = "";
      }
      write(block, bullet, out);
    }
    return out.toString();
  }

  private static void write(Block block, String bullet, StringBuilder out) {
    if (block instanceof Heading heading) {
      out.append("#".repeat(heading.level())).append(' ').append(Markdown.line(heading.text()));
      out.append('\n');
    } else if (block instanceof Paragraph paragraph) {
      out.append(Markdown.cell(paragraph.text())).append('\n');
    } else if (block instanceof Note note) {
      out.append("> ").append(Markdown.line(note.text())).append('\n');
    } else if (block instanceof Facts facts) {
      facts
          .facts()
          .forEach(
              (name, cells) -> {
                out.append(bullet).append("**").append(Markdown.line(name)).append(":** ");
                out.append(String.join("; ", cells.stream().map(Markdown::cell).toList()));
                out.append('\n');
              });
    } else if (block instanceof Points points) {
      points
          .points()
          .forEach(point -> out.append(bullet).append(Markdown.cell(point)).append('\n'));
    } else if (block instanceof Table table) {
      row(table.columns().stream().map(Markdown::line).toList(), out);
      row(table.columns().stream().map(column -> "---").toList(), out);
      table.rows().forEach(cells -> row(cells.stream().map(Markdown::cell).toList(), out));
    }
  }

  private static void row(List<String> cells, StringBuilder out) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
