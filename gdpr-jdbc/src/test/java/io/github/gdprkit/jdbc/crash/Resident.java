package io.github.gdprkit.jdbc.crash;

import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.subject.DataSubject;
import io.github.gdprkit.subject.IdentifierType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Somebody of whom the host keeps data. What it is, what they ask for and what has to become of it
 * follows from two values, so that each process can tell for itself what has to be there.
 *
 * @param kind what the person asks for
 * @param number tells people of one kind apart
 */
record Resident(Kind kind, int number) {

  /** What people ask for. */
  enum Kind {
    /** A copy of their data. */
    ACCESS,
    /** Erasure. */
    ERASURE,
    /** A copy, erasure, rectification, restriction; some of them several, at once or in turn. */
    MIXED,
    /** Nothing, and nothing may be done to them. */
    BYSTANDER
  }

  /** A request that the person makes. */
  record Ask(RequestId id, Claim claim) {}

  private static final long MOST_OF_A_KIND = 10_000;
  private static final long MOST_PEOPLE = 100_000;

  String account() {
    return kind.name().toLowerCase(Locale.ROOT) + "-" + "%04d".formatted(number);
  }

  /** Appears nowhere but in what names the person. */
  String email() {
    return account() + "@town.example";
  }

  String about() {
    return "As " + account() + " wrote it";
  }

  String rightAbout() {
    return "As " + account() + " has it right";
  }

  DataSubject subject() {
    return DataSubject.ofAccount(account()).alsoKnownAs(IdentifierType.EMAIL, email());
  }

  // What the host keeps of them. Numbers of rows of different people lie between each other.

  long id() {
    return kind.ordinal() * MOST_OF_A_KIND + number + 1;
  }

  List<Long> messages() {
    return rows(5 + number * 7 % 13);
  }

  List<Long> subscriptions() {
    return rows(1 + number % 3);
  }

  List<Long> uploads() {
    return rows(number % 3);
  }

  private List<Long> rows(int count) {
    return LongStream.rangeClosed(1, count).map(row -> row * MOST_PEOPLE + id()).boxed().toList();
  }

  String text(long message) {
    return "Message " + message + " of " + email();
  }

  String fileName(long upload) {
    return "upload-" + upload + ".txt";
  }

  byte[] content(long upload) {
    return ("Upload " + upload + " of " + email() + "\n")
        .repeat(40)
        .getBytes(StandardCharsets.UTF_8);
  }

  // What they ask for, and what has to come of it

  /** The requests, in the order in which they are made; those of one list at once. */
  List<List<Ask>> asks() {
    return switch (kind) {
      case ACCESS -> List.of(List.of(ask(Claim.ACCESS)));
      case ERASURE -> List.of(List.of(ask(Claim.ERASURE)));
      case BYSTANDER -> List.of();
      case MIXED ->
          switch (number % 4) {
            case 0 -> List.of(List.of(ask(Claim.ACCESS), ask(Claim.ERASURE)));
            case 1 ->
                List.of(
                    List.of(ask(Claim.RECTIFICATION)),
                    List.of(ask(Claim.RESTRICTION)),
                    List.of(ask(Claim.ACCESS)));
            case 2 -> List.of(List.of(ask(Claim.RECTIFICATION)), List.of(ask(Claim.ERASURE)));
            default -> List.of(List.of(ask(Claim.RESTRICTION), ask(Claim.ACCESS)));
          };
    };
  }

  private Ask ask(Claim claim) {
    String id = claim.name().toLowerCase(Locale.ROOT) + "." + account();
    return new Ask(new RequestId(id), claim);
  }

  List<Ask> allAsks() {
    return asks().stream().flatMap(List::stream).toList();
  }

  boolean asksFor(Claim claim) {
    return allAsks().stream().anyMatch(ask -> ask.claim() == claim);
  }
}
