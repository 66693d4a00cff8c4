package io.github.gdprkit.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.gdprkit.archive.PreviewRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first records of a page, with what a person would want to see of each value. */
final class PagePreview {

  /** Code points of a value that it shows. */
  private static final int SHORT = 300;

  private final JsonParser json;

  PagePreview(JsonParser json) {
    this.json = json;
  }

  /** So many records at most. */
  List<PreviewRecord> records(int most) throws IOException {
    List<PreviewRecord> records = new ArrayList<>();
    while (records.size() < most && json.nextToken() != null) {
      if (!json.isExpectedStartObjectToken()) {
        throw new IOException("it is not a page of records");
      }
      Map<String, String> fields = new LinkedHashMap<>();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        fields.put(name, shortened(value(json.nextToken())));
      }
      records.add(new PreviewRecord(fields));
    }
    return records;
  }

  /** Persons and files by their name, lists one element after the other. */
  private String value(JsonToken first) throws IOException {
    return switch (first) {
      case VALUE_NULL -> "";
      case START_ARRAY -> {
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          texts.add(scalar());
        }
        yield String.join(", ", texts);
      }
      case START_OBJECT -> {
        Map<String, String> members = new HashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
          if (json.nextToken() != JsonToken.VALUE_NULL) {
            members.put(name, scalar());
          }
        }
        yield name(members);
      }
      default -> json.getText();
    };
  }

  private static String name(Map<String, String> members) {
    if (members.containsKey("someoneElse")) {
      return "someone else";
    }
    String id = members.getOrDefault("id", "");
    return members.getOrDefault("name", members.getOrDefault("pseudonym", id));
  }

  /** The text of a value; of one with others in it nothing. */
  private String scalar() throws IOException {
    if (json.currentToken().isStructStart()) {
      json.skipChildren();
      return "";
    }
    return json.getText();
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= SHORT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHORT)) + "…";
  }
}
