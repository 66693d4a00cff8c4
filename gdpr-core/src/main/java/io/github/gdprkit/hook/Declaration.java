package io.github.gdprkit.hook;

import io.github.gdprkit.processing.LegalBasis;
import io.github.gdprkit.processing.PersonalDataCategory;
import io.github.gdprkit.processing.Recipient;
import io.github.gdprkit.processing.RetentionRule;
import io.github.gdprkit.processing.SourceOfData;
import io.github.gdprkit.subject.DataSubjectRight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a hook keeps, why, and what happens with it under each right. Requests and archives are
 * driven by it, and archives tell from it where data came from, who got it and how long it is kept
 * (Art. 15(1)(c), (d), (g)).
 *
 * @param id the hook's stable name
 * @param title what it is, in a few words for people
 * @param text what it is, in a sentence or two for people
 * @param category the category of personal data
 * @param holdsNothing why the host keeps nothing of this kind, or {@code null} when it does
 * @param fields the fields of the records, at most 64
 * @param relations how records of this hook can relate to the data subject
 * @param sources where the data comes from
 * @param legalBases what the processing rests on
 * @param recipients who gets the data
 * @param retention how long it is kept; {@code null} only when the hook holds nothing
 * @param stores where the data lies: tables, buckets, files; empty when the host does not say,
 *     which leaves a check of what is really there ({@code information.DriftCheck}) in the dark
 * @param columns the columns of those tables that the hook looks after, each once; empty when the
 *     host does not say, which leaves a check of the schema in the dark
 * @param erasure how the hook erases; {@code null} unless it does
 * @param stage when in an erasure this kind of data goes
 * @param dispositions for each right what will happen, and why
 */
public record Declaration(
    HookId id,
    String title,
    String text,
    PersonalDataCategory category,
    @Nullable String holdsNothing,
    List<DeclaredField> fields,
    Set<Relation> relations,
    Set<SourceOfData> sources,
    Set<LegalBasis> legalBases,
    List<Recipient> recipients,
    @Nullable RetentionRule retention,
    Set<String> stores,
    List<DeclaredColumn> columns,
    @Nullable ErasureRule erasure,
    ErasureStage stage,
    Map<DataSubjectRight, Disposition> dispositions) {

  /** How many fields a hook can declare. */
  public static final int MAX_FIELDS = 64;

  /**
   * Copies the collections, and refuses a blank store and a column that is there twice with {@link
   * IllegalArgumentException}. Whether the whole is sound is for {@link HookCatalog} to say.
   */
  public Declaration {
    fields = List.copyOf(fields);
    relations = Collections.unmodifiableSet(copy(Relation.class, relations));
    sources = Collections.unmodifiableSet(copy(SourceOfData.class, sources));
    legalBases = Collections.unmodifiableSet(copy(LegalBasis.class, legalBases));
    recipients = List.copyOf(recipients);
    stores = Collections.unmodifiableSet(new LinkedHashSet<>(stores));
    if (stores.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "Hook " + id + " has a store without a name; name the table, bucket or file");
    }
    columns = List.copyOf(columns);
    Set<List<String>> names = new HashSet<>();
    for (DeclaredColumn column : columns) {
      if (!names.add(List.of(column.table(), column.name()))) {
        throw new IllegalArgumentException(
            "Hook %s declares the column %s of %s twice; remove one"
                .formatted(id, column.name(), column.table()));
      }
    }
    Map<DataSubjectRight, Disposition> ordered = new EnumMap<>(DataSubjectRight.class);
    ordered.putAll(dispositions);
    dispositions = Collections.unmodifiableMap(ordered);
  }

  /** Begins the declaration of a kind of data that the host keeps. */
  public static Builder of(String id, String title, PersonalDataCategory category) {
    return new Builder(new HookId(id), title, category);
  }

  /** A hook that says, with the reason, that the host keeps nothing of this kind. */
  public static DataHook holdsNothing(
      String id, String title, PersonalDataCategory category, String reason) {
    Builder builder = of(id, title, category).text(reason);
    builder.holdsNothing = reason;
    for (DataSubjectRight right : DataSubjectRight.values()) {
      builder.notApplicable(reason, right);
    }
    return new EmptyHook(builder.build());
  }

  /** What will happen under this right, or {@code null} when the declaration does not say. */
  public @Nullable Disposition on(DataSubjectRight right) {
    return dispositions.get(right);
  }

  /** The names of the columns that the hook looks after, by table, in the order of declaring. */
  public Map<String, Set<String>> columnsByTable() {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (DeclaredColumn column : columns) {
      names.computeIfAbsent(column.table(), table -> new LinkedHashSet<>()).add(column.name());
    }
    names.replaceAll((table, all) -> Collections.unmodifiableSet(all));
    return Collections.unmodifiableMap(names);
  }

  private static <E extends Enum<E>> Set<E> copy(Class<E> type, Set<E> values) {
    return values.isEmpty() ? EnumSet.noneOf(type) : EnumSet.copyOf(values);
  }

  private record EmptyHook(Declaration declaration) implements DataHook {
    @Override
    public Findings locate(Scope scope) {
      return Findings.nothing();
    }
  }

  /** Collects a declaration in words. */
  public static final class Builder {

    private final HookId id;
    private final String title;
    private final PersonalDataCategory category;
    private String text = "";
    private @Nullable String holdsNothing;
    private final List<DeclaredField> fields = new ArrayList<>();
    private final Set<Relation> relations = EnumSet.noneOf(Relation.class);
    private final Set<SourceOfData> sources = EnumSet.noneOf(SourceOfData.class);
    private final Set<LegalBasis> legalBases = EnumSet.noneOf(LegalBasis.class);
    private final List<Recipient> recipients = new ArrayList<>();
    private @Nullable RetentionRule retention;
    private final Set<String> stores = new LinkedHashSet<>();
    private final Map<List<String>, DeclaredColumn> columns = new LinkedHashMap<>();
    private @Nullable ErasureRule erasure;
    private ErasureStage stage = ErasureStage.CONTENT;
    private final Map<DataSubjectRight, Disposition> dispositions =
        new EnumMap<>(DataSubjectRight.class);

    private Builder(HookId id, String title, PersonalDataCategory category) {
      this.id = id;
      this.title = title;
      this.category = category;
    }

    /** What the data is, in a sentence or two for people. */
    public Builder text(String newText) {
      text = newText;
      return this;
    }

    /** A field of the records, in the order in which people should read them. */
    public Builder field(String name, String fieldTitle) {
      fields.add(new DeclaredField(name, fieldTitle));
      return this;
    }

    /** How records of this hook can relate to the data subject. */
    public Builder relations(Relation... all) {
      relations.addAll(List.of(all));
      return this;
    }

    /** Where the data comes from. */
    public Builder sources(SourceOfData... all) {
      sources.addAll(List.of(all));
      return this;
    }

    /** What the processing rests on. */
    public Builder legalBases(LegalBasis... all) {
      legalBases.addAll(List.of(all));
      return this;
    }

    /** Who gets the data; call it for each. */
    public Builder recipient(String name) {
      return recipient(new Recipient(name));
    }

    /** Who gets the data, as the registers know them; call it for each. */
    public Builder recipient(Recipient recipient) {
      recipients.add(recipient);
      return this;
    }

    /** How long the data is kept. */
    public Builder retention(String rule) {
      retention = new RetentionRule(rule);
      return this;
    }

    /** Where the data lies: tables, buckets, files, as they are called there. */
    public Builder storedIn(String... all) {
      stores.addAll(List.of(all));
      return this;
    }

    /**
     * Which columns of a table the hook looks after: it gives out what is in them and erases it, as
     * it says for each right. Names the table as {@link #storedIn} does; call it for each table. A
     * column that is added to the table later is noticed, because nobody named it.
     */
    public Builder storedInColumns(String table, String... names) {
      for (String name : names) {
        column(table, name);
      }
      return this;
    }

    /**
     * A column that the hook looks after and whose content it does not give out, a secret of the
     * login, say.
     *
     * @param why the reason, for whoever checks what is given
     */
    public Builder withheld(String table, String name, String why) {
      DeclaredColumn known = column(table, name);
      refuseTwice(known, known.withheld(), "withheld");
      columns.put(List.of(table, name), new DeclaredColumn(table, name, why, known.untouched()));
      return this;
    }

    /**
     * A column that the hook looks after and that its erasure leaves as it is, the number of a row
     * that stays, say.
     *
     * @param why the reason, for whoever checks what is erased
     */
    public Builder untouched(String table, String name, String why) {
      DeclaredColumn known = column(table, name);
      refuseTwice(known, known.untouched(), "left untouched");
      columns.put(List.of(table, name), new DeclaredColumn(table, name, known.withheld(), why));
      return this;
    }

    /** The hook erases like this; the text says what comes of it (Art. 17). */
    public Builder erasedByHook(ErasureRule rule, String whatHappens) {
      erasure = rule;
      return byHook(whatHappens, DataSubjectRight.ERASURE);
    }

    /** The data is kept when its erasure is asked for, on this ground (Art. 17(3)). */
    public Builder keptOnErasure(String why, ErasureRule.Retention kept) {
      return on(new Disposition.Kept(why, kept), DataSubjectRight.ERASURE);
    }

    /** When in an erasure this goes; {@link ErasureStage#CONTENT} unless it is said. */
    public Builder stage(ErasureStage newStage) {
      stage = newStage;
      return this;
    }

    /** The hook does what these rights ask; the text says what comes of it. */
    public Builder byHook(String whatHappens, DataSubjectRight... rights) {
      return on(new Disposition.ByHook(whatHappens), rights);
    }

    /** A person has to do what these rights ask; the text says why the hook cannot. */
    public Builder byHand(String why, DataSubjectRight... rights) {
      return on(new Disposition.ByHand(why), rights);
    }

    /** These rights have nothing to act on here; the text says why. */
    public Builder notApplicable(String why, DataSubjectRight... rights) {
      return on(new Disposition.NotApplicable(why), rights);
    }

    /** The declaration, to be checked by {@link HookCatalog}. */
    public Declaration build() {
      return new Declaration(
          id,
          title,
          text,
          category,
          holdsNothing,
          fields,
          relations,
          sources,
          legalBases,
          recipients,
          retention,
          stores,
          List.copyOf(columns.values()),
          erasure,
          stage,
          dispositions);
    }

    private DeclaredColumn column(String table, String name) {
      stores.add(table);
      return columns.computeIfAbsent(List.of(table, name), key -> DeclaredColumn.of(table, name));
    }

    private void refuseTwice(DeclaredColumn column, @Nullable String reason, String what) {
      if (reason != null) {
        throw new IllegalArgumentException(
            "Hook %s says twice why %s.%s is %s; remove one"
                .formatted(id, column.table(), column.name(), what));
      }
    }

    private Builder on(Disposition disposition, DataSubjectRight... rights) {
      for (DataSubjectRight right : rights) {
        if (dispositions.put(right, disposition) != null) {
          throw new IllegalArgumentException(
              "Hook " + id + " declares twice what happens under " + right);
        }
      }
      return this;
    }
  }
}
