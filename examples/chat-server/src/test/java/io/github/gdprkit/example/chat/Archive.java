package io.github.gdprkit.example.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An archive as a program reads it that knows ZIP and JSON and nothing of this project. */
final class Archive {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  Archive(Path file) {
    this.file = file;
  }

  /** The file that answers a request, whatever else its name says. */
  static Path ofRequest(Path archives, String request) throws IOException {
    try (Stream<Path> files = Files.list(archives)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-" + request + ".zip"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("There is no archive of request " + request));
    }
  }

  List<String> names() throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream().map(ZipEntry::getName).sorted().toList();
    }
  }

  byte[] bytes(String name) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(zip.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  String text(String name) throws IOException {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  JsonNode manifest() throws IOException {
    return JSON.readTree(bytes("manifest.json"));
  }

  JsonNode part(String id) throws IOException {
    for (JsonNode part : manifest().path("parts")) {
      if (part.path("id").asText().equals(id)) {
        return part;
      }
    }
    throw new AssertionError("The manifest has no part " + id);
  }

  /** All records of a part, in their order. */
  List<JsonNode> records(String part) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String name : names()) {
      if (name.startsWith(part + "/") && name.endsWith(".jsonl")) {
        text(name).lines().map(Archive::parse).forEach(records::add);
      }
    }
    return records;
  }

  /** One field of all records of a part, as text. */
  List<String> values(String part, String field) throws IOException {
    return records(part).stream().map(record -> record.path(field).asText()).toList();
  }

  /** Everything a reader could see, unpacked. */
  String everything() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : names()) {
      all.append(name).append('\n').append(text(name)).append('\n');
    }
    return all.toString();
  }

  /** The SHA-256 of every page of records and every attachment, as the manifest has them. */
  Map<String, String> digests() throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (JsonNode listed : manifest().path("files")) {
      if (!listed.path("kind").asText().equals("supplement")) {
        digests.put(listed.path("path").asText(), listed.path("sha256").asText("missing"));
      }
    }
    return digests;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
