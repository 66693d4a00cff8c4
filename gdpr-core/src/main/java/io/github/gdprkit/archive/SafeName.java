package io.github.gdprkit.archive;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes a file name of any text: ASCII letters, digits, hyphens, and a dot before the ending. What
 * it returns cannot name a folder, a device or a hidden file, and is the same on every file system.
 * The real name stands in the manifest.
 */
final class SafeName {

  private static final int MAX_STEM = 60;
  private static final int MAX_ENDING = 12;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern UNSAFE = Pattern.compile("[^a-z0-9]+");
  private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]");

  /**
   * Endings that make a system or a browser run what is inside. The bytes are kept as they are; a
   * neutral ending behind keeps a double click from starting them.
   */
  private static final Set<String> ACTIVE =
      Set.of(
          "html",
          "htm",
          "xhtml",
          "xht",
          "mhtml",
          "mht",
          "shtml",
          "svg",
          "svgz",
          "xml",
          "xsl",
          "xslt",
          "js",
          "mjs",
          "cjs",
          "jse",
          "vbs",
          "vbe",
          "wsf",
          "wsh",
          "hta",
          "exe",
          "com",
          "bat",
          "cmd",
          "ps1",
          "psm1",
          "msi",
          "msp",
          "scr",
          "pif",
          "cpl",
          "lnk",
          "url",
          "reg",
          "inf",
          "jar",
          "jnlp",
          "app",
          "command",
          "desktop",
          "sh",
          "py",
          "pl",
          "rb",
          "php",
          "dll",
          "sys",
          "chm",
          "hlp",
          "gadget",
          "application",
          "webloc",
          "scf",
          "docm",
          "xlsm",
          "pptm");

  private SafeName() {}

  static String of(String name) {
    String flat =
        MARKS
            .matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
    int dot = flat.lastIndexOf('.');
    String stem = slug(dot > 0 ? flat.substring(0, dot) : flat, MAX_STEM);
    String ending = dot > 0 ? slug(flat.substring(dot + 1), MAX_ENDING) : "";
    if (stem.isEmpty()) {
      stem = "file";
    }
    if (DEVICE.matcher(stem).matches()) {
      stem = "file-" + stem;
    }
    if (ending.isEmpty()) {
      return stem;
    }
    return stem + "." + ending + (ACTIVE.contains(ending) ? ".txt" : "");
  }

  private static String slug(String text, int max) {
    String slug = UNSAFE.matcher(text).replaceAll("-");
    slug = slug.length() > max ? slug.substring(0, max) : slug;
    int from = slug.startsWith("-") ? 1 : 0;
    int to = slug.endsWith("-") && slug.length() > from ? slug.length() - 1 : slug.length();
    return slug.substring(from, to);
  }
}
