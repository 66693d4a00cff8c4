package io.github.gdprkit.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every record of the model: times are text, sets have an order, and a record is its
 * components and nothing that is worked out from them. Looks at no type that is not gdprkit's, so
 * that a mapper's own way with times and sets stays as it is.
 */
final class ModelIntrospector extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  private static final Set<String> ROOMS =
      Stream.of(
              "archive",
              "deadline",
              "erasure",
              "evidence",
              "fulfilment",
              "hook",
              "information",
              "party",
              "processing",
              "propagation",
              "register",
              "request",
              "subject")
          .map(room -> "io.github.gdprkit." + room)
          .collect(Collectors.toUnmodifiableSet());

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public @Nullable Object findSerializer(Annotated annotated) {
    if (!isOfModel(annotated)) {
      return null;
    }
    if (isTime(annotated.getRawType())) {
      return ToStringSerializer.class;
    }
    return isSet(annotated.getType()) && annotated.getType().getContentType().isEnumType()
        ? InOrder.class
        : null;
  }

  @Override
  public @Nullable Object findDeserializer(Annotated annotated) {
    if (!isOfModel(annotated) || !isTime(annotated.getRawType())) {
      return null;
    }
    return annotated.getRawType() == Instant.class
        ? IsoText.InstantReader.class
        : IsoText.DayReader.class;
  }

  /** Jackson's own sets have the order of their hashes. */
  @Override
  public JavaType refineDeserializationType(
      MapperConfig<?> config, Annotated annotated, JavaType type) {
    return isOfModel(annotated) && isSet(type)
        ? config.getTypeFactory().constructSpecializedType(type, LinkedHashSet.class)
        : type;
  }

  @Override
  public boolean hasIgnoreMarker(AnnotatedMember member) {
    return member instanceof AnnotatedMethod
        && isOfModel(member)
        && member.getName().startsWith("is")
        && !isComponent(member);
  }

  private static boolean isComponent(AnnotatedMember member) {
    RecordComponent[] components = member.getDeclaringClass().getRecordComponents();
    return components != null
        && Arrays.stream(components).anyMatch(one -> one.getName().equals(member.getName()));
  }

  private static boolean isOfModel(Annotated annotated) {
    return annotated instanceof AnnotatedMember member
        && ROOMS.contains(member.getDeclaringClass().getPackageName());
  }

  private static boolean isTime(Class<?> type) {
    return type == Instant.class || type == LocalDate.class;
  }

  private static boolean isSet(JavaType type) {
    return type.getRawClass() == Set.class;
  }

  /** Constants in the order of their declaration, also where a set has none. */
  static final class InOrder extends JsonSerializer<Set<? extends Enum<?>>> {
    @Override
    public void serialize(
        Set<? extends Enum<?>> constants, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartArray();
      for (Object constant : new TreeSet<>(constants)) {
        provider.defaultSerializeValue(constant, json);
      }
      json.writeEndArray();
    }
  }
}
