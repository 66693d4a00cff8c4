package io.github.gdprkit.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectKeysTest {

  private static final IdentifierType OLD_NAME = new IdentifierType("old-name");

  private final SubjectKeys keys = SubjectKeys.under(secret(1));

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "email, Anna@Example.org, ' anna@example.org '",
    "email, ANNA+x@EXAMPLE.ORG, anna+x@example.org",
    "email, İ@example.org, i̇@example.org",
    "phone, +49 (30) 123-45, +493012345",
    "phone, 030/12345, 030 123 45",
    "username, ' anna', anna",
    "old-name, café, cafe\u0301"
  })
  void takesDifferentSpellingsOfOneIdentifierForOne(String type, String one, String other) {
    assertThat(key(type, one)).isEqualTo(key(type, other));
  }

  @ParameterizedTest
  @CsvSource({
    "email, anna@example.org, anna+x@example.org",
    "email, a.nna@example.org, anna@example.org",
    "phone, +493012345, 493012345",
    "phone, 030123, 0301234",
    "username, Anna, anna",
    "account, 7, 07",
    "account, a b, ab",
    "username, аnna, anna",
    "username, ﬁ, fi"
  })
  void keepsWhatIsNotKnownToBeTheSameApart(String type, String one, String other) {
    assertThat(key(type, one)).isNotEqualTo(key(type, other));
  }

  @Test
  void keepsTypesApart() {
    Set<SubjectKey> made = ConcurrentHashMap.newKeySet();
    for (String type : List.of("account", "username", "email", "phone", "a", "ab")) {
      made.add(key(type, "4711"));
    }
    made.add(key("a", "b4711"));

    assertThat(made).hasSize(7);
  }

  @Test
  void keepsSecretsApart() {
    Identifier identifier = new Identifier(IdentifierType.ACCOUNT, "7");

    assertThat(SubjectKeys.under(secret(2)).of(identifier)).isNotEqualTo(keys.of(identifier));
    assertThat(SubjectKeys.under(secret(1)).of(identifier)).isEqualTo(keys.of(identifier));
  }

  @Test
  void makesTheSameKeysInEveryVersion() {
    assertThat(key("email", "anna@example.org").value())
        .isEqualTo("5GMYZDGTuGBpOiw2oKqg9WvaYMYMxH_CoQzalvaliK4");
  }

  @Test
  void keepsRequestsUnderTheAccountOrElseTheFirstIdentifier() {
    DataSubject known = DataSubject.ofAccount("7").alsoKnownAs(IdentifierType.EMAIL, "a@b.c");
    DataSubject unknown =
        new DataSubject(
            Set.of(
                new Identifier(IdentifierType.PHONE, "1"),
                new Identifier(IdentifierType.EMAIL, "a@b.c")));

    assertThat(keys.of(known)).isEqualTo(key("account", "7"));
    assertThat(keys.of(unknown)).isEqualTo(key("email", "a@b.c"));
    assertThat(keys.allOf(known)).containsExactly(key("account", "7"), key("email", "a@b.c"));
  }

  @Test
  void keepsFingerprintsOfDifferentPurposesApart() {
    assertThat(keys.fingerprint("letter", "text"))
        .isEqualTo(keys.fingerprint("letter", "text"))
        .isNotEqualTo(keys.fingerprint("answer", "text"))
        .isNotEqualTo(keys.fingerprint("letter", "text "))
        .isNotEqualTo(keys.fingerprint("letterte", "xt"))
        .hasSize(43);
  }

  @Test
  void refusesAShortSecretWithoutShowingIt() {
    byte[] tooShort = new byte[31];
    Arrays.fill(tooShort, (byte) 'k');

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SubjectKeys.under(tooShort))
        .withMessageContaining("32")
        .withMessageNotContaining("kkk");
  }

  @Test
  void copiesTheSecret() {
    byte[] secret = secret(1);
    SubjectKeys made = SubjectKeys.under(secret);
    Arrays.fill(secret, (byte) 0);

    assertThat(made.of(new Identifier(OLD_NAME, "x"))).isEqualTo(key("old-name", "x"));
  }

  @Test
  void saysNothingOfTheSecretOrThePerson() {
    assertThat(keys).hasToString("SubjectKeys[redacted]");
    assertThat(key("username", "anna").toString()).hasSize(43).doesNotContain("anna");
  }

  @Test
  void makesASecretWhereThereIsNoneAndUsesItFromThenOn() throws IOException {
    Path file = folder.resolve("new/subject.secret");
    Identifier identifier = new Identifier(IdentifierType.ACCOUNT, "7");

    SubjectKey first = SubjectKeys.fromFile(file).of(identifier);

    assertThat(SubjectKeys.fromFile(file).of(identifier)).isEqualTo(first);
    assertThat(SubjectKeys.under(Files.readAllBytes(file)).of(identifier)).isEqualTo(first);
    assertThat(Files.size(file)).isEqualTo(32);
    assertThat(SubjectKeys.fromFile(folder.resolve("other")).of(identifier)).isNotEqualTo(first);
  }

  @Test
  void makesASecretThatOnlyItsOwnerReads() throws IOException {
    Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Path file = folder.resolve("subject.secret");
    SubjectKeys.fromFile(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).as("nothing is left beside it").containsExactly(file);
    }
  }

  @Test
  void refusesAFileOfAnotherLengthAndLeavesIt() throws IOException {
    for (int length : new int[] {0, 31, 33, 64, 100_000}) {
      Path file = folder.resolve("secret-" + length);
      Files.write(file, new byte[length]);

      assertThatThrownBy(() -> SubjectKeys.fromFile(file))
          .isInstanceOf(SubjectSecretException.class)
          .hasMessageContaining("restore it from its backup")
          .hasMessageNotContaining(folder.toString());
      assertThat(Files.size(file)).isEqualTo(length);
    }
  }

  @Test
  void givesAllWhoMakeItAtTheSameTimeTheSameSecret() throws Exception {
    Path file = folder.resolve("race/subject.secret");
    int racers = 16;
    CountDownLatch start = new CountDownLatch(racers);
    Set<SubjectKey> made = ConcurrentHashMap.newKeySet();
    ExecutorService threads = Executors.newFixedThreadPool(racers);
    try {
      List<Future<?>> running =
          IntStream.range(0, racers)
              .<Future<?>>mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            start.countDown();
                            start.await();
                            return made.add(
                                SubjectKeys.fromFile(file)
                                    .of(new Identifier(IdentifierType.ACCOUNT, "7")));
                          }))
              .toList();
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(made).hasSize(1);
  }

  private SubjectKey key(String type, String value) {
    return keys.of(new Identifier(new IdentifierType(type), value));
  }

  private static byte[] secret(int fill) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) fill);
    return secret;
  }
}
