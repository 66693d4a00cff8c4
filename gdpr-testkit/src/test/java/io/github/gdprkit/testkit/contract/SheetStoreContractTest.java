package io.github.gdprkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.evidence.EvidenceEntry;
import io.github.gdprkit.evidence.Sheet;
import io.github.gdprkit.evidence.SheetChange;
import io.github.gdprkit.evidence.SheetId;
import io.github.gdprkit.evidence.SheetStore;
import io.github.gdprkit.evidence.StaleStreamException;
import io.github.gdprkit.evidence.StreamId;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.testkit.DelegatingStore;
import io.github.gdprkit.testkit.memory.InMemoryRequestStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A contract is worth what it refuses: each of these stores breaks one promise. */
class SheetStoreContractTest {

  @Test
  void letsAStoreThatKeepsItsPromisesThrough() {
    assertThat(failuresOf(Delegate::new)).isEmpty();
  }

  @Test
  void refusesAStoreThatWritesTheSheetsFirst() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<EvidenceEntry> commit(
                          PartyId owner, List<EvidenceDraft> drafts, List<SheetChange> sheets) {
                        if (!drafts.isEmpty()) {
                          beside(owner, sheets);
                        }
                        return super.commit(owner, drafts, List.of());
                      }
                    }))
        .contains("changesNoSheetOnAStaleStream");
  }

  @Test
  void refusesAStoreThatChangesSheetsWithoutEvidence() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<EvidenceEntry> commit(
                          PartyId owner, List<EvidenceDraft> drafts, List<SheetChange> sheets) {
                        if (drafts.isEmpty()) {
                          beside(owner, sheets);
                          return List.of();
                        }
                        return super.commit(owner, drafts, sheets);
                      }
                    }))
        .containsExactly("refusesSheetsWithoutEvidence");
  }

  @Test
  void refusesAStoreThatForgetsTheSheets() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<EvidenceEntry> commit(
                          PartyId owner, List<EvidenceDraft> drafts, List<SheetChange> sheets) {
                        return super.commit(owner, drafts, List.of());
                      }
                    }))
        .contains("keepsASheetWithItsEvidence", "putsASheetAnew", "keepsALongText");
  }

  @Test
  void refusesAStoreThatLooksAtNoExpectedVersion() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<EvidenceEntry> commit(
                          PartyId owner, List<EvidenceDraft> drafts, List<SheetChange> sheets) {
                        try {
                          return super.commit(owner, drafts, sheets);
                        } catch (StaleStreamException e) {
                          beside(owner, sheets);
                          throw e;
                        }
                      }
                    }))
        .contains("changesNoSheetOnAStaleStream", "letsOnlyTheSheetOfTheWinningWriterIn");
  }

  @Test
  void refusesAStoreThatAddsToASheet() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<EvidenceEntry> commit(
                          PartyId owner, List<EvidenceDraft> drafts, List<SheetChange> sheets) {
                        return super.commit(
                            owner, drafts, sheets.stream().map(one -> added(owner, one)).toList());
                      }

                      private SheetChange added(PartyId owner, SheetChange change) {
                        if (change instanceof SheetChange.Put put) {
                          SheetId id = put.sheet().id();
                          Map<String, String> fields = new TreeMap<>();
                          sheet(owner, id).ifPresent(old -> fields.putAll(old.fields()));
                          fields.putAll(put.sheet().fields());
                          return new SheetChange.Put(new Sheet(id, fields));
                        }
                        return change;
                      }
                    }))
        .containsExactly("putsASheetAnew");
  }

  @Test
  void refusesAStoreThatErasesNothing() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<EvidenceEntry> commit(
                          PartyId owner, List<EvidenceDraft> drafts, List<SheetChange> sheets) {
                        return super.commit(
                            owner,
                            drafts,
                            sheets.stream().filter(SheetChange.Put.class::isInstance).toList());
                      }
                    }))
        .containsExactly("erasesASheetAndKeepsItsEvidence", "takesTheLastWordOfACommit");
  }

  @Test
  void refusesAStoreThatTakesTheFirstWordOfACommit() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<EvidenceEntry> commit(
                          PartyId owner, List<EvidenceDraft> drafts, List<SheetChange> sheets) {
                        List<SheetChange> turned = new ArrayList<>(sheets);
                        Collections.reverse(turned);
                        return super.commit(owner, drafts, turned);
                      }
                    }))
        .containsExactly("takesTheLastWordOfACommit");
  }

  @Test
  void refusesAStoreThatComparesAsSomeDatabasesDo() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public Optional<Sheet> sheet(PartyId owner, SheetId id) {
                        return super.sheet(owner, id)
                            .or(() -> super.sheet(owner, new SheetId(id.kind(), lower(id.id()))))
                            .or(() -> super.sheet(new PartyId(lower(owner.value())), id));
                      }
                    }))
        .containsExactly("keepsTheSheetsOfOwnersApart");
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<Sheet> sheets(
                          PartyId owner, String kind, @Nullable String after, int limit) {
                        return super.sheets(
                            owner, kind.equals("thin_") ? "thing" : kind, after, limit);
                      }
                    }))
        .containsExactly("tellsSheetsApartThatLookAlike");
  }

  @Test
  void refusesAStoreThatSortsOrPagesOtherwise() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<Sheet> sheets(
                          PartyId owner, String kind, @Nullable String after, int limit) {
                        return super.sheets(owner, kind, after, limit).stream()
                            .sorted(Comparator.comparing(sheet -> lower(sheet.id().id())))
                            .toList();
                      }
                    }))
        .containsExactly("listsSheetsInTheOrderOfCodePoints");
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public List<Sheet> sheets(
                          PartyId owner, String kind, @Nullable String after, int limit) {
                        return super.sheets(
                            owner,
                            kind,
                            after == null || after.isEmpty() ? after : after + "0",
                            limit);
                      }
                    }))
        .contains("listsSheetsInTheOrderOfCodePoints");
  }

  @Test
  void refusesAStoreThatChangesTexts() {
    assertThat(
            failuresOf(
                () ->
                    new Delegate() {
                      @Override
                      public Optional<Sheet> sheet(PartyId owner, SheetId id) {
                        return super.sheet(owner, id).map(sheet -> cut(sheet));
                      }

                      private Sheet cut(Sheet sheet) {
                        Map<String, String> fields = new TreeMap<>();
                        sheet
                            .fields()
                            .forEach(
                                (name, text) ->
                                    fields.put(
                                        name,
                                        text.codePoints()
                                            .filter(codePoint -> codePoint < 0x10000)
                                            .limit(65_535)
                                            .collect(
                                                StringBuilder::new,
                                                StringBuilder::appendCodePoint,
                                                StringBuilder::append)
                                            .toString()));
                        return new Sheet(sheet.id(), fields);
                      }
                    }))
        .containsExactly("keepsALongText", "keepsHostileTextsAsTheyAre");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Set<String> failuresOf(Supplier<? extends SheetStore> make) {
    return ContractResults.of(
            SheetStoreContract.class,
            () -> {
              SheetStore store = make.get();
              return new SheetStoreContract() {
                @Override
                public SheetStore store() {
                  return store;
                }

                @Override
                public SheetStore reopened() {
                  return store;
                }
              };
            })
        .failed();
  }

  private static class Delegate extends DelegatingStore {
    Delegate() {
      super(new InMemoryRequestStore());
    }

    /** Changes sheets without the fence of what they belong to. */
    void beside(PartyId owner, List<SheetChange> sheets) {
      StreamId stream = new StreamId("beside", "a");
      EvidenceDraft draft =
          new EvidenceDraft(
              stream, stream(owner, stream).size(), "changed", Instant.EPOCH, Map.of());
      super.commit(owner, List.of(draft), sheets);
    }
  }
}
