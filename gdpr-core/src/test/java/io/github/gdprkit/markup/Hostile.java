package io.github.gdprkit.markup;

import java.util.List;

/** What a name could be, if somebody chose it with a document in mind. */
final class Hostile {

  static final List<String> VALUES =
      List.of(
          "<script>alert(1)</script>",
          "</td></tr></table><img src=x onerror=alert(1)>",
          "</bdi></style></title><iframe src='//evil.example'>",
          "<!-- a comment -->",
          "<?php x ?>",
          "<![CDATA[x]]>",
          "\"><b>",
          "' onmouseover='alert(1)",
          "&lt;b&gt; &amp; &copy; &#60;",
          "a | b || c |",
          "| --- | --- |",
          "`code` ``more``",
          "```",
          "~~~",
          "~~gone~~",
          "*bold* **very** _soft_ __more__ snake_case_name",
          "[click](javascript:alert(1))",
          "![image](https://evil.example/x.png)",
          "[x]: https://evil.example \"t\"",
          "[^1]: note",
          "[[wiki]]",
          "- [ ] task",
          "<https://evil.example>",
          "javascript:alert(1)",
          "https://evil.example and http://evil.example",
          "www.evil.example WWW.evil.example",
          "# heading",
          "heading #",
          "heading ##  ",
          "====",
          "----",
          "***",
          "- item",
          "+ item",
          "* item",
          "1. item",
          "1) item",
          "123456789. item",
          "> quote",
          "=1+1",
          "@mention and anna@acme.example",
          ": definition",
          ":smile:",
          "Note: plain",
          "{{ template }} {% tag %}",
          "$x$ and $$y$$",
          "x^2^ H~2~O",
          "\\ back \\\\ slash \\",
          "\\<b>",
          "back\\",
          "    indented",
          "\tindented",
          "a.b (c) d-e 'f' \"g\" h=i j+k!",
          "\u05d0\u05d1 \u0627\u0644 \u65e5\u672c \uD83D\uDE00",
          "%3Cscript%3E %28 %7C",
          "x");

  private Hostile() {}
}
