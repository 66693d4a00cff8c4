package io.github.gdprkit.example.chat.store;

/**
 * A team, which is a set of channels and people.
 *
 * @param type {@code O} open to everyone, {@code I} by invitation
 */
public record Team(
    String name, String displayName, String type, String description, boolean allowOpenInvite) {}
