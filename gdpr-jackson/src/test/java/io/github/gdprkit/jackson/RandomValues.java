package io.github.gdprkit.jackson;

import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.processing.ActivityId;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.register.Breach;
import io.github.gdprkit.register.BreachEvent;
import io.github.gdprkit.register.BreachId;
import io.github.gdprkit.register.BreachStep;
import io.github.gdprkit.register.BreachWords;
import io.github.gdprkit.register.ConsentTextId;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of any record, from texts that nobody would like to have to write down. What a
 * record refuses is made again.
 */
final class RandomValues {

  private static final int ATTEMPTS = 10_000;

  /** Components that are a code among others that are words. */
  private static final Set<String> CODES =
      Set.of("id", "code", "what", "ground", "reference", "version", "language");

  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "null",
          "true",
          "-0",
          "1e400",
          "\"",
          "\\",
          "\\u0000",
          "\u0000",
          "\u001f\u007f\u0085",
          "\r\n\t\b\f",
          "\u2028\u2029\ufeff",
          "e\u0301\u00e9",
          "\u202Eevil\u202C",
          "\uD83D\uDE00\uDBFF\uDFFF",
          "\ufffe\uffff",
          "</script><script>",
          "'; DROP TABLE gdpr_sheet; --",
          "{\"kind\":\"x\"}",
          "[]",
          "&amp;",
          "%s${x}{{y}}",
          "name");

  private final Random random;
  private final Map<Class<?>, Supplier<?>> special;

  RandomValues(long seed) {
    random = new Random(seed);
    special =
        Map.ofEntries(
            Map.entry(String.class, this::text),
            Map.entry(boolean.class, random::nextBoolean),
            Map.entry(int.class, () -> random.nextInt(4) - 1),
            Map.entry(long.class, () -> random.nextLong(5) - 1),
            Map.entry(LocalDate.class, this::day),
            Map.entry(Instant.class, this::instant),
            Map.entry(URI.class, this::uri),
            Map.entry(Country.class, () -> new Country(pick("DE", "US", "NATO"), "x" + text())),
            Map.entry(ActivityId.class, () -> new ActivityId(word())),
            Map.entry(PersonalDataCategory.class, () -> new PersonalDataCategory(word(), "x")),
            Map.entry(Long.class, () -> random.nextLong(5)),
            Map.entry(ConsentTextId.class, () -> ConsentTextId.of(word(), "1", "pt-BR")),
            Map.entry(Sheet.class, this::sheet));
  }

  /** A value of this type; {@code null} where a component says that it can be. */
  <T> T of(Class<T> type) {
    return type.cast(value(type));
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return collection(generic);
    }
    Class<?> plain = (Class<?>) type;
    Supplier<?> own = special.get(plain);
    if (own != null) {
      return own.get();
    }
    if (plain.isEnum()) {
      return pick(plain.getEnumConstants());
    }
    if (plain.isSealed()) {
      return value(pick(plain.getPermittedSubclasses()));
    }
    return record(plain);
  }

  private Object collection(ParameterizedType generic) {
    Type[] arguments = generic.getActualTypeArguments();
    int size = random.nextInt(3);
    if (generic.getRawType() == Map.class) {
      Map<Object, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        map.put(value(arguments[0]), value(arguments[1]));
      }
      return map;
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(value(arguments[0]));
    }
    return generic.getRawType() == Set.class ? new LinkedHashSet<>(list) : list;
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (type == Breach.class) {
      return breach();
    }
    if (components == null) {
      throw new IllegalArgumentException("Say how to make a " + type);
    }
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        try {
          return constructor.newInstance(Arrays.stream(components).map(this::component).toArray());
        } catch (InvocationTargetException e) {
          if (!(e.getCause() instanceof IllegalArgumentException)) {
            throw new AssertionError(type + " refuses in another way", e.getCause());
          }
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError(type + " refuses everything; say how to make one");
  }

  private Breach breach() {
    List<BreachStep> steps = new ArrayList<>();
    steps.add(
        new BreachStep(
            1, instant(), of(Actor.class), of(BreachEvent.Recorded.class), BreachWords.NONE));
    for (int i = random.nextInt(4); i > 0; i--) {
      steps.add(of(BreachStep.class));
    }
    return new Breach(of(BreachId.class), of(PartyId.class), steps);
  }

  private @Nullable Object component(RecordComponent component) {
    boolean mayBeAbsent = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    if (mayBeAbsent && random.nextInt(3) == 0) {
      return null;
    }
    boolean isIdOrCode =
        component.getType() == String.class
            && (component.getDeclaringRecord().getRecordComponents().length == 1
                || CODES.contains(component.getName()));
    return isIdOrCode ? code() : value(component.getGenericType());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int parts = random.nextInt(4); parts >= 0; parts--) {
      text.append(pick(HOSTILE.toArray()));
    }
    return text.toString();
  }

  /** Mostly of the form that ids have, or else few of them would be taken. */
  private String code() {
    return random.nextInt(4) == 0 ? text() : word() + random.nextInt(9);
  }

  private String word() {
    return pick("a", "team-chat", "x9-y");
  }

  private LocalDate day() {
    return LocalDate.of(random.nextInt(9999) + 1, 1, 1).plusDays(random.nextInt(366));
  }

  private Instant instant() {
    return Instant.EPOCH
        .plus(random.nextLong(100_000), ChronoUnit.DAYS)
        .plus(random.nextLong(86_400_000_000L), ChronoUnit.MICROS);
  }

  private URI uri() {
    return URI.create(
        pick(
            "https://example.org/a?b=%22&c='#d",
            "",
            "mailto:a@example.org",
            "https://example.org/ü/\uD83D\uDE00",
            "javascript:alert(1)"));
  }

  private Sheet sheet() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      fields.put(pick("name", "a.b-c", "0") + i, text());
    }
    return new Sheet(new SheetId(word().replace("9", ""), word()), fields);
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
