package io.github.gdprkit.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads what is written with a parser that others wrote, the tables of GitHub's dialect included.
 */
class MarkdownTest {

  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private static final List<String> VALUES = Hostile.VALUES;

  @ParameterizedTest
  @FieldSource("VALUES")
  void isTextInEveryPlaceOfADocument(String value) {
    Cell cell = Cell.of(value);
    String markdown =
        new io.github.gdprkit.markup.Document(value)
            .section(value)
            .subsection(value)
            .paragraph(value)
            .soft(value)
            .note(value)
            .facts(Map.of(value, List.of(cell, cell)))
            .points(List.of(cell, cell))
            .table(List.of(value, "B"), List.of(List.of(cell, cell), List.of(cell, cell)))
            .markdown();

    String said = said(value);
    assertThat(outline(PARSER.parse(markdown)))
        .as(markdown)
        .containsExactly(
            "Heading " + said,
            "Heading " + said,
            "Heading " + said,
            "Paragraph " + said,
            "Paragraph " + said,
            "BlockQuote " + said,
            "BulletList",
            "ListItem " + said + ": " + said + "; " + said,
            "BulletList",
            "ListItem " + said,
            "ListItem " + said,
            "TableBlock",
            "TableCell " + said,
            "TableCell B",
            "TableCell " + said,
            "TableCell " + said,
            "TableCell " + said,
            "TableCell " + said);
  }

  @ParameterizedTest
  @FieldSource("VALUES")
  void isTheTextOfALinkAndNotItsAddress(String value) {
    String address = "https://acme.example/a(b)?c=d&copy;=e&f[]=*g*_h_'i'";
    Cell cell = new Cell(value, URI.create(address));
    String markdown =
        new io.github.gdprkit.markup.Document("x")
            .paragraph(cell)
            .points(List.of(cell))
            .table(List.of("A"), List.of(List.of(cell)))
            .markdown();

    List<Link> links = new ArrayList<>();
    collect(PARSER.parse(markdown), Link.class, links);

    assertThat(links).hasSize(3);
    assertThat(links)
        .allSatisfy(
            link -> {
              assertThat(text(link)).isEqualTo(said(value));
              assertThat(link.getTitle()).isNull();
              assertThat(link.getDestination().replace("%28", "(").replace("%29", ")"))
                  .isEqualTo(address);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "Vendor Inc. (United States), since 2026-11-23 > Vendor Inc. (United States), since 2026-11-23",
        "Note: plain, 'quoted' and a+b=c! > Note: plain, 'quoted' and a+b=c!",
        "Rackspace d/b/a X-Ray > Rackspace d/b/a X-Ray",
        "https://acme.example > https\\://acme.example",
        "www.acme.example > www\\.acme.example"
      })
  void leavesProseReadable(String value, String markdown) {
    assertThat(Markdown.line(value)).isEqualTo(markdown);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x1B, 0x202E, 0x2066, 0x200B, 0x2028, 0xFEFF, 0xE0041})
  void showsWhatWouldSteerTheReaderInsteadOfObeyingIt(int point) {
    String markdown = Markdown.line("a" + new String(Character.toChars(point)) + "b");

    assertThat(text(PARSER.parse(markdown))).isEqualTo("a[U+%04X]b".formatted(point));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\nb", "a\r\nb", "a\n\n# b", "a\n- b", "a\n| b", "a\n    b", "a\n===\nb"})
  void keepsAValueOnOneLine(String value) {
    String markdown = new io.github.gdprkit.markup.Document(value).paragraph(value).markdown();

    assertThat(outline(PARSER.parse(markdown)))
        .containsExactly("Heading " + said(value), "Paragraph " + said(value));
  }

  @Test
  void givesTheSameBytesForTheSameContent() {
    assertThat(sample().markdown()).isEqualTo(sample().markdown());
    assertThat(sample().markdown())
        .isEqualTo(
            """
            # Title

            ## Section

            Words \\*of\\* somebody.

            > Look here

            - **Since:** 2026-11-23; [site](https://acme.example/)

            * one

            | A | B |
            | --- | --- |
            | 1 | \\| |
            """);
  }

  private static io.github.gdprkit.markup.Document sample() {
    return new io.github.gdprkit.markup.Document("Title")
        .section("Section")
        .paragraph("Words *of* somebody.")
        .note("Look here")
        .facts(
            Map.of(
                "Since",
                List.of(
                    Cell.of("2026-11-23"),
                    Cell.of(""),
                    new Cell("site", URI.create("https://acme.example/")))))
        .facts(Map.of("Empty", List.of(Cell.of(""))))
        .points(List.of(Cell.of("one")))
        .points(List.of())
        .table(List.of("A", "B"), List.of(List.of(Cell.of("1"), Cell.of("|"))));
  }

  /** Line ends and tabs are spaces, and what stands around a value is not part of it. */
  private static String said(String value) {
    return value.strip().replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
  }

  /** The blocks, each with its text; fails for a kind of node that no document has. */
  private static List<String> outline(Node document) {
    List<String> outline = new ArrayList<>();
    outline(document, outline);
    return outline;
  }

  private static void outline(Node node, List<String> outline) {
    String kind = node.getClass().getSimpleName();
    if (node instanceof Document
        || node instanceof TableHead
        || node instanceof TableBody
        || node instanceof TableRow) {
      children(node).forEach(child -> outline(child, outline));
    } else if (node instanceof BulletList || node instanceof TableBlock) {
      outline.add(kind);
      children(node).forEach(child -> outline(child, outline));
    } else if (node instanceof Heading
        || node instanceof Paragraph
        || node instanceof BlockQuote
        || node instanceof ListItem
        || node instanceof TableCell) {
      outline.add(kind + " " + text(node));
    } else {
      throw new AssertionError("A " + kind + " in the document");
    }
  }

  /**
   * The text below a node; fails for what is neither text nor what documents mark up themselves.
   */
  private static String text(Node node) {
    if (node instanceof Text text) {
      return text.getLiteral();
    }
    StringBuilder text = new StringBuilder();
    for (Node child : children(node)) {
      if (!(child instanceof Text
          || child instanceof Paragraph
          || child instanceof StrongEmphasis && node.getParent() instanceof ListItem)) {
        throw new AssertionError("A " + child.getClass().getSimpleName() + " in a text");
      }
      text.append(text(child));
    }
    return text.toString();
  }

  private static <T extends Node> void collect(Node node, Class<T> type, List<T> found) {
    if (type.isInstance(node)) {
      found.add(type.cast(node));
    }
    children(node).forEach(child -> collect(child, type, found));
  }

  private static List<Node> children(Node node) {
    List<Node> children = new ArrayList<>();
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      children.add(child);
    }
    return children;
  }
}
