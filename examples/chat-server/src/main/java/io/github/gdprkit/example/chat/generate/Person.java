package io.github.gdprkit.example.chat.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A made-up person, and where that person can talk. */
final class Person {

  private final long id;
  private final String username;
  private final List<Long> channels = new ArrayList<>();
  private final List<Long> directChannels = new ArrayList<>();

  Person(long id, String username) {
    this.id = id;
    this.username = username;
  }

  long id() {
    return id;
  }

  String username() {
    return username;
  }

  List<Long> channels() {
    return channels;
  }

  List<Long> directChannels() {
    return directChannels;
  }

  long channel(SplittableRandom random) {
    return channels.get(random.nextInt(channels.size()));
  }

  long directChannel(SplittableRandom random) {
    return directChannels.get(random.nextInt(directChannels.size()));
  }
}
