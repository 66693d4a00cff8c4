package io.github.gdprkit.testkit.canary;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A search for {@link Canaries} in files, folders, texts, exceptions and objects: as UTF-8,
 * UTF-16LE and UTF-16BE, base64 at any offset, hex, percent-encoding, JSON and HTML escapes, each
 * also in lower, upper and reversed letter case; in names of files, and inside ZIP and gzip files,
 * damaged ones as far as they can be read.
 *
 * <p>Every place that is searched must hold {@link Canaries#control()}, or the search fails: it has
 * proved nothing. It cannot see into what is encrypted or compressed otherwise, nor a canary that a
 * database has split over two pages or a line break.
 */
public final class CanaryScan {

  private static final int MOST_FINDINGS = 1_000;
  private static final int MOST_SHOWN = 20;
  private static final int MOST_NESTED = 3;
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final Canaries canaries;
  private final List<Place> places = new ArrayList<>();
  private boolean needsControl = true;

  private CanaryScan(Canaries canaries) {
    this.canaries = canaries;
  }

  /** Looks for what these have handed out by the time of the search. */
  public static CanaryScan of(Canaries canaries) {
    return new CanaryScan(canaries);
  }

  /** These files, and all files in these folders. Links are not followed. */
  public CanaryScan inFiles(Path... paths) {
    for (Path path : paths) {
      places.add(new Place(path.toString(), true, search -> searchPath(path, search)));
    }
    return this;
  }

  /** These texts, such as captured lines of a log or rows of a table. */
  public CanaryScan inTexts(String place, Collection<String> texts) {
    List<String> all = List.copyOf(texts);
    places.add(
        new Place(
            place,
            true,
            search -> {
              for (int i = 0; i < all.size(); i++) {
                search.text(place + " [" + i + "]", all.get(i));
              }
            }));
    return this;
  }

  /** This text. */
  public CanaryScan inText(String place, String text) {
    places.add(new Place(place, true, search -> search.text(place, text)));
    return this;
  }

  /**
   * The texts of an exception, of its causes and of what it suppressed. Needs no {@linkplain
   * Canaries#control() control}.
   */
  public CanaryScan inThrowable(Throwable throwable) {
    places.add(
        new Place(
            "exception",
            false,
            search ->
                searchThrowable(
                    "", throwable, Collections.newSetFromMap(new IdentityHashMap<>()), search)));
    return this;
  }

  /** What {@code toString} of these gives. Needs no {@linkplain Canaries#control() control}. */
  public CanaryScan inObjects(Object... objects) {
    for (Object object : objects) {
      String place = "toString of " + object.getClass().getSimpleName();
      places.add(new Place(place, false, search -> search.text(place, object.toString())));
    }
    return this;
  }

  /**
   * Asks for no {@linkplain Canaries#control() control}, where there is no place to plant one. Then
   * a search that looks in the wrong place finds nothing and says so.
   */
  public CanaryScan withoutControl() {
    needsControl = false;
    return this;
  }

  /**
   * Searches all places.
   *
   * @return at most 1,000 findings, by place and offset; AssertJ can say more about them
   * @throws AssertionError when a place does not hold the control, or cannot be read, or there is
   *     nothing to look for
   */
  public List<CanaryFinding> findings() {
    return search().findings;
  }

  /**
   * Searches all places and fails when there is anything, with the findings and without the values.
   */
  public void assertNone() {
    List<CanaryFinding> findings = findings();
    if (!findings.isEmpty()) {
      throw new AssertionError(
          findings.size()
              + " canaries were found that should be gone:"
              + findings.stream()
                  .limit(MOST_SHOWN)
                  .map(finding -> "\n- " + finding)
                  .collect(Collectors.joining())
              + (findings.size() > MOST_SHOWN ? "\n- ..." : ""));
    }
  }

  /** Searches all places together and fails when a canary is in none of them. */
  public void assertAll() {
    Search search = search();
    Set<String> missing = new TreeSet<>(canaries.words().keySet());
    missing.removeAll(search.found);
    if (!missing.isEmpty()) {
      throw new AssertionError("Canaries were planted and not found: " + missing);
    }
  }

  private Search search() {
    if (canaries.words().isEmpty()) {
      throw new AssertionError("There is nothing to look for; plant name(), email() or text()");
    }
    if (places.isEmpty()) {
      throw new AssertionError("There is no place to look in; name one with inFiles(...)");
    }
    Search search = new Search(canaries);
    for (Place place : places) {
      search.hasControl = false;
      try {
        place.work.search(search);
      } catch (IOException | UncheckedIOException e) {
        // The message of it may name a file, and the name of a file may be personal data.
        throw new AssertionError(
            "A place could not be searched: "
                + search.quiet(place.name)
                + ", "
                + e.getClass().getSimpleName());
      }
      if (needsControl && place.canHoldControl && !search.hasControl) {
        throw new AssertionError(
            "The control was not found in "
                + search.quiet(place.name)
                + ", so the search proves nothing; plant Canaries.control() there, in data that"
                + " stays, or look where the application writes");
      }
    }
    return search;
  }

  private static void searchPath(Path root, Search search) throws IOException {
    List<Path> files;
    try (Stream<Path> tree = Files.walk(root)) {
      files = tree.sorted().toList();
    }
    for (Path file : files) {
      Path relative = root.equals(file) ? file.getFileName() : root.relativize(file);
      if (relative != null) {
        search.text("the name of " + file, relative.toString());
      }
      if (Files.isRegularFile(file)) {
        search.file(file);
      }
    }
  }

  private static void searchThrowable(
      String path, @Nullable Throwable throwable, Set<Throwable> seen, Search search)
      throws IOException {
    if (throwable == null || !seen.add(throwable)) {
      return;
    }
    String place = path + throwable.getClass().getSimpleName();
    search.text("message of " + place, String.valueOf(throwable.getMessage()));
    search.text("localized message of " + place, String.valueOf(throwable.getLocalizedMessage()));
    search.text("toString of " + place, throwable.toString());
    searchThrowable(place + " caused by ", throwable.getCause(), seen, search);
    for (Throwable suppressed : throwable.getSuppressed()) {
      searchThrowable(place + " suppressing ", suppressed, seen, search);
    }
  }

  @FunctionalInterface
  private interface Work {
    void search(Search search) throws IOException;
  }

  private record Place(String name, boolean canHoldControl, Work work) {}

  /** One search through all places. */
  private static final class Search {

    private static final String CONTROL = "control";

    private final ByteSearch bytes;
    private final Pattern words;
    private final List<CanaryFinding> findings = new ArrayList<>();
    private final Set<String> found = new TreeSet<>();
    private boolean hasControl;

    Search(Canaries canaries) {
      List<CanaryForm> forms = new ArrayList<>(Encodings.of(CONTROL, canaries.control()));
      canaries.words().forEach((label, word) -> forms.addAll(Encodings.of(label, word)));
      bytes = new ByteSearch(forms);
      words =
          Pattern.compile(String.join("|", canaries.words().values()), Pattern.CASE_INSENSITIVE);
    }

    void text(String place, String text) throws IOException {
      raw(place, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    void file(Path file) throws IOException {
      try (InputStream stream = Files.newInputStream(file)) {
        raw(file.toString(), stream);
      }
      try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
        unpack(file.toString(), stream, 1);
      } catch (ZipException | EOFException e) {
        // Damaged, or no archive at all; as bytes it was searched.
      }
    }

    /** The name of a place may be personal data too. */
    String quiet(String place) {
      return words.matcher(place).replaceAll("[canary]");
    }

    private void raw(String place, InputStream stream) throws IOException {
      bytes.search(stream, (form, offset) -> add(place, form, offset));
    }

    private void add(String place, CanaryForm form, long offset) {
      if (form.canary().equals(CONTROL)) {
        hasControl = true;
        return;
      }
      found.add(form.canary());
      if (findings.size() < MOST_FINDINGS) {
        findings.add(new CanaryFinding(form.canary(), quiet(place), offset, form.encoding()));
      }
    }

    /** Searches what a ZIP or gzip file holds, and says whether it is one. */
    private boolean unpack(String place, InputStream stream, int depth) throws IOException {
      stream.mark(4);
      byte[] magic = stream.readNBytes(4);
      stream.reset();
      if (Arrays.equals(magic, ZIP)) {
        ZipInputStream zip = new ZipInputStream(stream);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          String name = place + "!/" + entry.getName();
          text("the name of " + name, entry.getName());
          packed(name, zip, depth);
        }
        return true;
      }
      if (magic.length == 4 && magic[0] == GZIP[0] && magic[1] == GZIP[1]) {
        packed(place + "!", new GZIPInputStream(stream), depth);
        return true;
      }
      return false;
    }

    private void packed(String place, InputStream content, int depth) throws IOException {
      InputStream stream = new BufferedInputStream(content);
      if (depth == MOST_NESTED || !unpack(place, stream, depth + 1)) {
        raw(place, stream);
      }
    }
  }
}
