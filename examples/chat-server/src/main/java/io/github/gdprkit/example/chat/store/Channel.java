package io.github.gdprkit.example.chat.store;

/**
 * A channel of a team.
 *
 * @param kind {@code O} open to the team, {@code P} private
 */
public record Channel(
    String name, String displayName, String kind, String header, String purpose) {}
