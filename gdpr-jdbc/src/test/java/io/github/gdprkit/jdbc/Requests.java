package io.github.gdprkit.jdbc;

import io.github.gdprkit.evidence.EvidenceDraft;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.RequestChange;
import io.github.gdprkit.request.RequestFile;
import io.github.gdprkit.request.RequestHeader;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.request.RequestStatus;
import io.github.gdprkit.subject.SubjectKey;
import io.github.gdprkit.testkit.fixture.Subjects;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Requests and their steps, for tests of the store. */
final class Requests {

  static final PartyId CHOIR = new PartyId("choir");
  static final SubjectKey ANNA = new SubjectKey("A".repeat(43));
  static final SubjectKey BORIS = new SubjectKey("B".repeat(43));
  static final RequestFile PAPERS = RequestFile.of(Subjects.ANNA, "Anna");
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final LocalDate RECEIVED = LocalDate.of(2026, 3, 2);
  static final LocalDate LAST_DAY = LocalDate.of(2026, 4, 2);

  private Requests() {}

  static RequestHeader header(String id, long version) {
    return new RequestHeader(
        new RequestId(id),
        CHOIR,
        Claim.ERASURE,
        RequestStatus.RECEIVED,
        version,
        RECEIVED,
        LAST_DAY,
        null,
        null);
  }

  /** The request of somebody who was identified. */
  static RequestHeader verified(String id, long version, SubjectKey subject) {
    return with(header(id, version), RequestStatus.IN_PROGRESS, LAST_DAY, subject);
  }

  static RequestHeader with(
      RequestHeader header, RequestStatus status, LocalDate lastDay, SubjectKey subject) {
    return new RequestHeader(
        header.id(),
        header.controller(),
        header.claim(),
        status,
        header.version(),
        header.receivedOn(),
        lastDay,
        subject,
        header.duplicateOf());
  }

  static EvidenceDraft draft(RequestHeader header, long expectedVersion) {
    return new EvidenceDraft(
        header.id().stream(), expectedVersion, "noted", NOON, Map.of("number", "1"));
  }

  /** The step of this many events that ends in this header. */
  static RequestChange step(RequestHeader header, int events, RequestChange.Papers papers) {
    List<EvidenceDraft> drafts =
        LongStream.range(header.version() - events, header.version())
            .mapToObj(version -> draft(header, version))
            .toList();
    return new RequestChange(header, drafts, papers, null);
  }

  static RequestChange step(RequestHeader header) {
    return step(header, 1, keep());
  }

  static RequestChange under(Long fence, RequestChange change) {
    return new RequestChange(change.header(), change.drafts(), change.papers(), fence);
  }

  static RequestChange.Papers keep() {
    return new RequestChange.Papers.Keep();
  }

  static RequestChange.Papers put(RequestFile papers) {
    return new RequestChange.Papers.Put(papers);
  }

  static RequestChange.Papers erase() {
    return new RequestChange.Papers.Erase();
  }
}
