package io.github.gdprkit.example.chat.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatLocationTest {

  private static final String URL = "jdbc:postgresql://db.example:5432/chat";

  @ParameterizedTest
  @CsvSource({
    "?user=u&password=kanarie, ?user=u",
    "?password=kanarie&sslmode=require, ?sslmode=require",
    "?sslpassword=kanarie&PASSWORD=kanarie, ''",
    "?user=u&currentSchema=acme, ?user=u&currentSchema=acme"
  })
  void showsAUrlWithoutItsPasswords(String parameters, String shown) {
    ChatLocation location = ChatLocation.of(URL + parameters, null, Map.of());

    assertThat(location).hasToString(URL + shown);
    assertThat(location.url()).isEqualTo(URL + parameters);
    assertThat(ChatLocation.withoutPassword(URL + parameters)).isEqualTo(URL + shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://anna:kanarie@db.example/chat",
        "postgres://anna:kanarie@db.example/chat",
        "postgresql://db.example/chat?password=kanarie",
        "jdbc:mariadb://db.example/chat?password=kanarie",
        "jdbc:sqlite:chat.db?password=kanarie",
        "jdbc:postgresql:chat",
        "jdbc:postgresql://db.example/",
        "jdbc:postgresql://db.example:port/chat"
      })
  void saysHowAUrlIsWrittenAndNotWhatWasTyped(String url) {
    assertThatThrownBy(() -> ChatLocation.of(url, null, Map.of()))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("jdbc:postgresql://host:5432/database")
        .hasMessageNotContaining("kanarie");
  }

  @Test
  void takesUserAndPasswordFromTheEnvironment() {
    ChatLocation location =
        ChatLocation.of(URL, null, Map.of("PGUSER", "u", "PGPASSWORD", "kanarie"));

    assertThat(location.account()).containsEntry("user", "u").containsEntry("password", "kanarie");
    assertThat(location).hasToString(URL);
  }

  @Test
  void putsFilesBesideAFileAndInAFolderForAUrl() {
    assertThat(ChatLocation.ofFile(Path.of("/data/chat.db")).beside("-gdpr"))
        .isEqualTo(Path.of("/data/chat.db-gdpr"));
    assertThat(ChatLocation.of(URL, Path.of("/data/f"), Map.of()).beside("-gdpr"))
        .isEqualTo(Path.of("/data/f/chat-gdpr"));
    Path inDefault = ChatLocation.of(URL + "?currentSchema=acme", null, Map.of()).beside("-gdpr");
    assertThat(inDefault.endsWith("chat-data/db.example-5432-chat-acme/chat-gdpr")).isTrue();
  }

  @Test
  void refusesAFolderWithAFile() {
    assertThatThrownBy(() -> ChatLocation.of("chat.db", Path.of("f"), Map.of()))
        .isInstanceOf(ChatException.class)
        .hasMessageContaining("--files goes with a database that --db names by a URL");
  }

  @Test
  void takesPasswordsOutOfATextThatQuotesAUrl() {
    assertThat(ChatLocation.withoutSecrets("Unmatched argument: '" + URL + "?password=kanarie'"))
        .isEqualTo("Unmatched argument: '" + URL + "?password=...'");
  }
}
