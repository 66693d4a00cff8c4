package io.github.gdprkit.archive;

import io.github.gdprkit.hook.HookId;

/**
 * Where things are in an archive. All names are made here, of hook ids, counters and the slug of a
 * file name, so that none can leave the folder it is unpacked into.
 */
public final class ArchiveLayout {

  private static final String ATTACHMENTS = "attachments/";

  private ArchiveLayout() {}

  /** The file of a hook's page, counted from 1. */
  public static String records(HookId hook, int page) {
    return hook.value() + "/" + sixDigits(page) + ".jsonl";
  }

  /** The file of an attachment: the archive's own number for it, from 1, and a safe name. */
  public static String attachment(long number, String name) {
    return ATTACHMENTS + sixDigits(number) + "/" + SafeName.of(name);
  }

  /**
   * The path as messages may say it. The last part of an attachment's is made of the name that a
   * person gave the file.
   */
  static String quiet(String path) {
    int nameAt = path.startsWith(ATTACHMENTS) ? path.indexOf('/', ATTACHMENTS.length()) : -1;
    return nameAt < 0 ? path : path.substring(0, nameAt);
  }

  private static String sixDigits(long number) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, 6 - digits.length())) + digits;
  }
}
