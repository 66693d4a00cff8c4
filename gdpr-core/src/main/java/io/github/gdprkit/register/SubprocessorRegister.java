package io.github.gdprkit.register;

import io.github.gdprkit.code.Codes;
import io.github.gdprkit.deadline.EuPeriods;
import io.github.gdprkit.deadline.WorkingDays;
import io.github.gdprkit.evidence.Actor;
import io.github.gdprkit.evidence.SheetStore;
import io.github.gdprkit.party.AdequacyDecisions;
import io.github.gdprkit.party.Authorisation;
import io.github.gdprkit.party.Country;
import io.github.gdprkit.party.Deployment;
import io.github.gdprkit.party.Organisation;
import io.github.gdprkit.party.PartyId;
import io.github.gdprkit.party.ProcessingAgreement;
import io.github.gdprkit.party.Service;
import io.github.gdprkit.party.Transfer;
import io.github.gdprkit.register.SubprocessorReply.Settlement;
import io.github.gdprkit.register.SubprocessorReply.Standing;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subprocessors of one processor, from proposal to end (Art. 28(2) and (4)). No verb engages
 * one without a diligence, a complete contract and the authorisation of every controller concerned.
 *
 * <p>Each verb is one commit: the entries in the stream {@code subprocessor/<id>} of the
 * processor's chain, and the words that go with them. What returned survives {@code kill -9}; what
 * threw did not happen. Of two who act at once one comes first, and the other is decided on what
 * the first one left. Safe for use by many threads and processes.
 *
 * <p>Which day it is, is asked of the clock in the zone that was given. The window to object is a
 * matter of the contract, not of the Regulation: here it is counted as Regulation 1182/71 counts
 * days, so it begins the day after the notice, and an end on a Saturday, Sunday or public holiday
 * moves on.
 */
public final class SubprocessorRegister {

  private static final Logger LOG = LoggerFactory.getLogger(SubprocessorRegister.class);

  private static final String DILIGENCE_DAY = "A diligence is recorded once it was done";

  private final SubprocessorBook book;
  private final SubprocessorChecks checks;
  private final Organisation processor;
  private final Map<String, Service> services;
  private final WorkingDays workingDays;
  private final ZoneId zone;
  private final SubprocessorNotices notices;
  private final Clock clock;

  private SubprocessorRegister(Builder builder) {
    processor = builder.processor;
    services = new LinkedHashMap<>(builder.services);
    workingDays = set(builder.workingDays, "days(workingDays, zone)");
    zone = set(builder.zone, "days(workingDays, zone)");
    notices = set(builder.notices, "notices(...)");
    clock = set(builder.clock, "clock(...)");
    checks = new SubprocessorChecks(set(builder.clients, "clients(...)"), builder.adequacy);
    book = new SubprocessorBook(builder.store, processor, zone);
    if (services.isEmpty()) {
      throw new IllegalArgumentException(
          "A register of subprocessors says for which services they work; call services(...)");
    }
  }

  private static <T> T set(@Nullable T value, String call) {
    if (value == null) {
      throw new IllegalArgumentException(
          "A register of subprocessors is not complete; call " + call);
    }
    return value;
  }

  /**
   * Begins a register. All parts but the adequacy data have to be given.
   *
   * @param store where it is kept
   * @param processor who engages: the processor of the controllers, or a subprocessor that has
   *     others below it
   */
  public static Builder builder(SheetStore store, Organisation processor) {
    return new Builder(store, processor);
  }

  /** What a register is made of. */
  public static final class Builder {

    private final SheetStore store;
    private final Organisation processor;
    private final Map<String, Service> services = new LinkedHashMap<>();
    private @Nullable WorkingDays workingDays;
    private @Nullable ZoneId zone;
    private @Nullable Supplier<? extends Collection<SubprocessorClient>> clients;
    private @Nullable SubprocessorNotices notices;
    private AdequacyDecisions adequacy = AdequacyDecisions.bundled();
    private @Nullable Clock clock;

    private Builder(SheetStore store, Organisation processor) {
      this.store = Objects.requireNonNull(store, "store");
      this.processor = Objects.requireNonNull(processor, "processor");
    }

    /** The services of the processor, for which subprocessors can work. */
    public Builder services(Service... offered) {
      for (Service service : offered) {
        services.put(service.id(), service);
      }
      return this;
    }

    /**
     * What days are.
     *
     * @param days the working days by which windows end
     * @param place the zone whose civil days are counted
     */
    public Builder days(WorkingDays days, ZoneId place) {
      workingDays = days;
      zone = place;
      return this;
    }

    /**
     * The controllers for whom the processor works, each once, with the agreement of now. Asked
     * anew whenever somebody is to be told or engaged.
     */
    public Builder clients(Supplier<? extends Collection<SubprocessorClient>> supplier) {
      clients = supplier;
      return this;
    }

    /** How they are told. */
    public Builder notices(SubprocessorNotices sender) {
      notices = sender;
      return this;
    }

    /**
     * Which countries are third countries on which day, and adequate (Art. 44, 45). Unless it is
     * called, what this version of the library knows.
     */
    public Builder adequacy(AdequacyDecisions decisions) {
      adequacy = Objects.requireNonNull(decisions, "decisions");
      return this;
    }

    /** What time it is. */
    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    /**
     * The register.
     *
     * @throws IllegalArgumentException when a part is missing; the message names it
     */
    public SubprocessorRegister build() {
      return new SubprocessorRegister(this);
    }
  }

  /**
   * Takes a proposal in. Nobody outside is told yet.
   *
   * @throws DuplicateSubprocessorException when the id was used before, whatever became of it
   * @throws SubprocessorNotFoundException when the one that is to engage it, or to be replaced, is
   *     not in the register
   * @throws IllegalArgumentException when it is to work for a service that there is not
   */
  public SubprocessorEntry propose(SubprocessorId id, SubprocessorDetails details, Actor by) {
    requireServices(details);
    boolean isNew = book.begin(id, clock.instant(), write -> begin(write, details, by));
    if (!isNew) {
      throw new DuplicateSubprocessorException(id);
    }
    return known(id);
  }

  private void requireServices(SubprocessorDetails details) {
    for (String service : details.services()) {
      if (!services.containsKey(service)) {
        throw new IllegalArgumentException(
            "There is no service " + service + " in this register; it has " + services.keySet());
      }
    }
  }

  private void begin(SubprocessorBook.Write write, SubprocessorDetails details, Actor by) {
    Map<String, String> evidence = evidence(by);
    if (details.engagedBy() != null) {
      evidence.put(SubprocessorHistory.ENGAGED_BY, known(details.engagedBy()).id().value());
    }
    if (details.replaces() != null) {
      evidence.put(SubprocessorHistory.REPLACES, known(details.replaces()).id().value());
    }
    SubprocessorHistory.put(write.words(), write.nextVersion(), details);
    write.add(SubprocessorHistory.PROPOSED, evidence);
  }

  /**
   * Takes in one that processes already and that every controller concerned accepted with its
   * agreement, whose list named it at signature (Art. 28(2); Opinion 22/2024 of the European Data
   * Protection Board). Nobody is told, and nobody can object. The lists of past days show it since
   * that day; what was recorded stands there with the day of today.
   *
   * <p>A controller whose agreement was concluded before that day cannot have accepted it like
   * that. So nothing that is new gets past {@link #notifyControllers} here.
   *
   * @param since the first civil day on which it processed; today or before
   * @throws SubprocessorNotEngageableException when the diligence is negative, the contract lacks
   *     something, nothing allows a transfer, or a controller agreed before; it names all of it
   * @throws DuplicateSubprocessorException when the id was used before, whatever became of it
   * @throws SubprocessorNotFoundException when the one that engaged it is not in the register; take
   *     that one in first
   * @throws IllegalArgumentException when there is no such service, when the day or that of the
   *     diligence is still to come, or when it is to replace another one, which needs a notice
   */
  public SubprocessorEntry acceptedWithAgreement(
      SubprocessorId id,
      SubprocessorDetails details,
      SubprocessorDiligence diligence,
      LocalDate since,
      Actor by) {
    LocalDate today = today();
    requireNotAfter(since, today, "Who begins later is proposed and notified");
    requireNotAfter(diligence.on(), today, DILIGENCE_DAY);
    requireServices(details);
    if (details.replaces() != null) {
      throw new IllegalArgumentException(
          "A replacement is a change that the controllers are told of; propose it");
    }
    boolean isNew =
        book.begin(
            id,
            clock.instant(),
            write -> {
              SubprocessorId engager = details.engagedBy();
              SubprocessorBook.State above = engager == null ? null : book.load(engager, today);
              requireNone(
                  id,
                  checks.ofAcceptance(
                      details, diligence, above == null ? null : above.entry(), since, today));
              begin(write, details, by);
              looked(write, diligence);
              Map<String, String> evidence = evidence(by);
              evidence.put(SubprocessorHistory.FROM, since.toString());
              write.add(SubprocessorHistory.ACCEPTED, evidence);
              markBelow(write, id, above, by);
            });
    if (!isNew) {
      throw new DuplicateSubprocessorException(id);
    }
    return known(id);
  }

  /**
   * Records that somebody looked at the subprocessor (Art. 28(1)). A negative result rejects a
   * proposal, also after the controllers were told; a later positive one takes it up again, and
   * then they are told anew. Who is engaged stays so: whether it ends is for a person to decide.
   *
   * @throws IllegalSubprocessorMoveException when it ended or was withdrawn
   * @throws IllegalArgumentException when the day is still to come
   */
  public SubprocessorEntry recordDiligence(SubprocessorId id, SubprocessorDiligence diligence) {
    requireNotAfter(diligence.on(), today(), DILIGENCE_DAY);
    return change(
        id,
        write -> {
          SubprocessorStatus from = write.entry().status();
          if (from.next().isEmpty()) {
            throw new IllegalSubprocessorMoveException(
                id,
                from,
                diligence.isPositive() ? SubprocessorStatus.ASSESSED : SubprocessorStatus.REJECTED);
          }
          looked(write, diligence);
        });
  }

  private static void looked(SubprocessorBook.Write write, SubprocessorDiligence diligence) {
    Map<String, String> evidence = evidence(diligence.by());
    evidence.put(SubprocessorHistory.ON, diligence.on().toString());
    evaluation(write, evidence, SubprocessorHistory.SECURITY, diligence.security());
    evaluation(write, evidence, SubprocessorHistory.CONFIDENTIALITY, diligence.confidentiality());
    evaluation(write, evidence, SubprocessorHistory.PRIVACY, diligence.privacy());
    evidence.put(SubprocessorHistory.OVERALL, Codes.of(diligence.overall()));
    write.add(SubprocessorHistory.DILIGENCE, evidence);
  }

  private static void evaluation(
      SubprocessorBook.Write write,
      Map<String, String> evidence,
      String what,
      SubprocessorDiligence.Evaluation evaluation) {
    evidence.put(what, Codes.of(evaluation.result()));
    write.word(what, evaluation.note());
  }

  /**
   * Records the contract with the subprocessor (Art. 28(4)).
   *
   * @throws IllegalSubprocessorMoveException when it ended or was withdrawn
   * @throws SubprocessorNotEngageableException when it is engaged, and this contract would not do
   */
  public SubprocessorEntry recordAgreement(
      SubprocessorId id, ProcessingAgreement agreement, Actor by) {
    return revise(id, details -> details.under(agreement), by);
  }

  /**
   * Records what allows the transfers (Art. 44), instead of what was recorded before.
   *
   * @throws IllegalSubprocessorMoveException when it ended or was withdrawn, or when data would go
   *     to a country that the controllers were not told of
   * @throws SubprocessorNotEngageableException when it is engaged, and nothing would allow a
   *     transfer any more
   */
  public SubprocessorEntry recordTransfers(SubprocessorId id, List<Transfer> transfers, Actor by) {
    return revise(id, details -> details.transferring(transfers), by);
  }

  /**
   * Puts right the name, address, contacts or website of the organisation. Lists of past days keep
   * what they said.
   *
   * @throws IllegalArgumentException when it is another organisation
   * @throws IllegalSubprocessorMoveException when it ended or was withdrawn, or when it would be in
   *     a country that the controllers were not told of
   * @throws SubprocessorNotEngageableException when it is engaged, and nothing would allow the
   *     transfer to its country
   */
  public SubprocessorEntry correctOrganisation(
      SubprocessorId id, Organisation organisation, Actor by) {
    return revise(
        id,
        details -> {
          if (!details.organisation().id().equals(organisation.id())) {
            throw new IllegalArgumentException(
                "The subprocessor "
                    + id
                    + " is another organisation; propose the new one, replacing this one");
          }
          return details.of(organisation);
        },
        by);
  }

  private SubprocessorEntry revise(
      SubprocessorId id, UnaryOperator<SubprocessorDetails> revision, Actor by) {
    LocalDate today = today();
    return change(
        id,
        write -> {
          SubprocessorEntry entry = write.entry();
          SubprocessorStatus status = entry.status();
          if (status.next().isEmpty()) {
            throw new IllegalSubprocessorMoveException(
                id, status, "new details", "nothing is to be done under them");
          }
          SubprocessorDetails details = revision.apply(entry.details());
          boolean isTold =
              status == SubprocessorStatus.NOTIFIED || status == SubprocessorStatus.ENGAGED;
          if (isTold && !codes(entry.details()).containsAll(codes(details))) {
            throw new IllegalSubprocessorMoveException(
                id,
                status,
                "new country",
                "the controllers were told of others; propose one that replaces it");
          }
          if (entry.engagedFrom() != null) {
            LocalDate from = entry.engagedFrom();
            requireNone(id, checks.ofTerms(details, from.isAfter(today) ? from : today));
          }
          SubprocessorHistory.put(write.words(), write.nextVersion(), details);
          write.add(SubprocessorHistory.REVISED, evidence(by));
        });
  }

  private static Set<String> codes(SubprocessorDetails details) {
    return details.countries().stream().map(Country::code).collect(Collectors.toSet());
  }

  /**
   * Tells every controller concerned: those whose agreement is in force today and that use one of
   * the services. Under a general authorisation the window to object begins, under a specific one
   * nothing happens without an answer.
   *
   * <p>A controller that could not be told is named in the result, and the engagement waits for it;
   * called again, the verb tells only who is left. Who becomes a client later finds the change in
   * the list, and is not concerned.
   *
   * @return what was sent
   * @throws IllegalSubprocessorMoveException when it is not assessed with a positive result, or
   *     engaged already
   */
  public SubprocessorNotification notifyControllers(SubprocessorId id, Actor by) {
    LocalDate today = today();
    SubprocessorBook.State before = book.load(id, today);
    requireNotifiable(before.entry());
    List<SubprocessorNotice> sent = new ArrayList<>();
    Map<PartyId, String> failed = new LinkedHashMap<>();
    for (SubprocessorNotice notice : notices(before, today)) {
      try {
        notices.send(notice);
        sent.add(notice);
      } catch (Exception e) {
        // The type only: messages of mail servers quote addresses.
        LOG.warn(
            "A notice of the subprocessor {} could not be given ({}); notify again for who is left",
            id,
            e.getClass().getName());
        failed.put(notice.to().id(), e.getClass().getName());
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
      }
    }
    SubprocessorDetails details = before.entry().details();
    change(
        id,
        write -> {
          if (!write.entry().details().equals(details)) {
            throw new IllegalSubprocessorMoveException(
                id,
                write.entry().status(),
                "notice",
                "its details changed while the notices were sent, so notify again");
          }
          told(write, sent, failed.keySet(), today, by);
        });
    return new SubprocessorNotification(sent, failed);
  }

  private static void requireNotifiable(SubprocessorEntry entry) {
    if (entry.status() != SubprocessorStatus.NOTIFIED
        && !entry.status().next().contains(SubprocessorStatus.NOTIFIED)) {
      throw new IllegalSubprocessorMoveException(
          entry.id(), entry.status(), SubprocessorStatus.NOTIFIED);
    }
  }

  private void told(
      SubprocessorBook.Write write,
      List<SubprocessorNotice> sent,
      Set<PartyId> failed,
      LocalDate today,
      Actor by) {
    SubprocessorEntry entry = write.entry();
    requireNotifiable(entry);
    boolean isNew = entry.status() != SubprocessorStatus.NOTIFIED;
    List<SubprocessorNotice> left =
        sent.stream().filter(notice -> isNew || entry.reply(notice.to().id()).isEmpty()).toList();
    Set<String> known = write.notTold();
    List<String> notTold =
        failed.stream()
            .map(SubprocessorHistory::key)
            .filter(controller -> isNew || !known.contains(controller))
            .toList();
    if (!isNew && left.isEmpty() && notTold.isEmpty()) {
      return;
    }
    String engagedBy = nameOf(entry.details().engagedBy());
    if (engagedBy != null) {
      write.word(SubprocessorHistory.ENGAGED_BY, engagedBy);
    }
    String replaced = nameOf(entry.details().replaces());
    if (replaced != null) {
      write.word(SubprocessorHistory.REPLACES, replaced);
    }
    Map<String, String> round = evidence(by);
    round.put(SubprocessorHistory.ON, today.toString());
    round.put("told", Integer.toString(left.size()));
    round.put("failed", Integer.toString(failed.size()));
    round.put("calendar", Codes.ofName(workingDays.calendarId()));
    round.put("calendar-data", Codes.ofName(workingDays.dataVersion()));
    write.add(SubprocessorHistory.NOTIFIED, round);
    for (SubprocessorNotice notice : left) {
      write.word("controller", notice.to().id().value());
      write.word("controller-name", notice.to().name());
      Map<String, String> told = evidence(by);
      told.put(SubprocessorHistory.CONTROLLER, SubprocessorHistory.key(notice.to().id()));
      told.put(SubprocessorHistory.ON, today.toString());
      told.put(SubprocessorHistory.AUTHORISATION, Codes.of(notice.authorisation()));
      if (notice.objectionUntil() != null) {
        told.put(SubprocessorHistory.UNTIL, notice.objectionUntil().toString());
      }
      write.add(SubprocessorHistory.TOLD, told);
    }
    for (String controller : notTold) {
      Map<String, String> missed = evidence(by);
      missed.put(SubprocessorHistory.CONTROLLER, controller);
      missed.put(SubprocessorHistory.ON, today.toString());
      write.add(SubprocessorHistory.NOT_TOLD, missed);
    }
  }

  /** What is to be sent today, to those who have not been told in this round. */
  private List<SubprocessorNotice> notices(SubprocessorBook.State state, LocalDate today) {
    SubprocessorEntry entry = state.entry();
    SubprocessorDetails details = entry.details();
    String engagedBy = nameOf(details.engagedBy());
    String replaced = nameOf(details.replaces());
    List<SubprocessorNotice> notices = new ArrayList<>();
    for (SubprocessorClient client : checks.untold(entry, state.history().notTold(), today)) {
      ProcessingAgreement agreement = client.agreement();
      notices.add(
          new SubprocessorNotice(
              entry.id(),
              client.controller(),
              processor,
              details.organisation(),
              details.role(),
              details.description(),
              details.services(),
              details.transfers(),
              engagedBy,
              replaced,
              today,
              agreement.authorisation(),
              agreement.authorisation() == Authorisation.GENERAL
                  ? EuPeriods.in(workingDays).afterDays(today, agreement.objectionDays())
                  : null));
    }
    return notices;
  }

  /**
   * A controller objects today, under its general authorisation (Art. 28(2)). Within its window the
   * objection stands in the way until it is {@linkplain #settleObjection settled}; after the
   * window, or after the engagement, it is recorded as late and changes nothing.
   *
   * @param reason as the controller gave it; may be empty
   * @throws ControllerNotConcernedException when the controller was not told
   * @throws IllegalSubprocessorMoveException when the subprocessor was rejected or withdrawn, or
   *     when this controller is one that authorises
   */
  public SubprocessorEntry object(SubprocessorId id, PartyId controller, String reason, Actor by) {
    return object(id, controller, today(), reason, by);
  }

  /**
   * The same, for an objection that came in before today and is recorded only now. One that came in
   * within the window is in time even behind the engagement: then the subprocessor may not get this
   * controller's data until it is settled.
   *
   * @param receivedOn civil day on which it came in
   * @throws IllegalArgumentException when that day is to come, or before the notice
   */
  public SubprocessorEntry object(
      SubprocessorId id, PartyId controller, LocalDate receivedOn, String reason, Actor by) {
    LocalDate today = today();
    requireNotAfter(receivedOn, today, "An objection is recorded once it came in");
    return change(
        id,
        write -> {
          SubprocessorEntry entry = write.entry();
          SubprocessorReply reply = answerable(entry, controller, "objection");
          if (reply.notice().authorisation() == Authorisation.SPECIFIC) {
            throw new IllegalSubprocessorMoveException(
                id,
                entry.status(),
                "objection of this controller",
                "it authorises each subprocessor, so authorise or refuse");
          }
          if (receivedOn.isBefore(reply.notice().on())) {
            throw new IllegalArgumentException(
                "The objection came in before the notice of %s; check the day"
                    .formatted(reply.notice().on()));
          }
          boolean isBeforeEngagement =
              entry.status() == SubprocessorStatus.NOTIFIED || receivedOn.isBefore(today);
          boolean isInTime = isBeforeEngagement && reply.isWindowOpen(receivedOn);
          answer(
              write,
              SubprocessorHistory.OBJECTED,
              controller,
              isInTime ? Standing.OBJECTED : Standing.LATE,
              receivedOn,
              reason,
              by);
        });
  }

  /**
   * A controller authorises the subprocessor (Art. 28(2)).
   *
   * @throws ControllerNotConcernedException when the controller was not asked
   * @throws IllegalSubprocessorMoveException when the subprocessor was rejected or withdrawn, or
   *     when this controller authorised in general
   */
  public SubprocessorEntry authorise(SubprocessorId id, PartyId controller, Actor by) {
    LocalDate today = today();
    return change(
        id,
        write -> {
          requireSpecific(write.entry(), controller);
          answer(
              write,
              SubprocessorHistory.AUTHORISED,
              controller,
              Standing.AUTHORISED,
              today,
              "",
              by);
        });
  }

  /**
   * A controller refuses to authorise the subprocessor, or takes back its authorisation before the
   * engagement. After it, that is recorded as late.
   *
   * @param reason as the controller gave it; may be empty
   * @throws ControllerNotConcernedException when the controller was not asked
   * @throws IllegalSubprocessorMoveException when the subprocessor was rejected or withdrawn, or
   *     when this controller authorised in general
   */
  public SubprocessorEntry refuse(SubprocessorId id, PartyId controller, String reason, Actor by) {
    LocalDate today = today();
    return change(
        id,
        write -> {
          requireSpecific(write.entry(), controller);
          boolean isInTime = write.entry().status() == SubprocessorStatus.NOTIFIED;
          answer(
              write,
              SubprocessorHistory.REFUSED,
              controller,
              isInTime ? Standing.REFUSED : Standing.LATE,
              today,
              reason,
              by);
        });
  }

  private static void requireSpecific(SubprocessorEntry entry, PartyId controller) {
    SubprocessorReply reply = answerable(entry, controller, "authorisation");
    if (reply.notice().authorisation() == Authorisation.GENERAL) {
      throw new IllegalSubprocessorMoveException(
          entry.id(),
          entry.status(),
          "authorisation of this controller",
          "it authorised in general, so it can only object");
    }
  }

  private static SubprocessorReply answerable(
      SubprocessorEntry entry, PartyId controller, String answer) {
    SubprocessorReply reply =
        entry.reply(controller).orElseThrow(() -> new ControllerNotConcernedException(entry.id()));
    switch (entry.status()) {
      case PROPOSED, ASSESSED, REJECTED, WITHDRAWN ->
          throw new IllegalSubprocessorMoveException(
              entry.id(), entry.status(), answer, "what the controllers were told is off");
      case NOTIFIED, ENGAGED, ENDED -> {
        return reply;
      }
    }
    return reply;
  }

  private void answer(
      SubprocessorBook.Write write,
      String type,
      PartyId controller,
      Standing standing,
      LocalDate on,
      String reason,
      Actor by) {
    Map<String, String> evidence = evidence(by);
    evidence.put(SubprocessorHistory.CONTROLLER, SubprocessorHistory.key(controller));
    evidence.put(SubprocessorHistory.STANDING, Codes.of(standing));
    evidence.put(SubprocessorHistory.ON, on.toString());
    if (!reason.isEmpty()) {
      write.word("reason", reason);
    }
    write.add(type, evidence);
  }

  /**
   * Records how an objection or a refusal was settled. A controller that was asked to authorise and
   * says nothing can only be settled by leaving, or by not being served by this subprocessor; when
   * it takes back a refusal, it is asked again, because that is no authorisation.
   *
   * @param reason what was agreed; not blank
   * @throws ControllerNotConcernedException when the controller was not told
   * @throws IllegalSubprocessorMoveException when there is nothing to settle, or the subprocessor
   *     was rejected or withdrawn
   */
  public SubprocessorEntry settleObjection(
      SubprocessorId id, PartyId controller, Settlement outcome, String reason, Actor by) {
    requireReason(reason, "A settlement");
    return change(
        id,
        write -> {
          SubprocessorReply reply = answerable(write.entry(), controller, "settlement");
          boolean isPossible =
              switch (reply.standing()) {
                case OBJECTED, REFUSED, LATE, SETTLED -> true;
                case ASKED ->
                    outcome == Settlement.CONTROLLER_LEAVES
                        || outcome == Settlement.NOT_ENGAGED_FOR_IT;
                case TOLD, AUTHORISED -> false;
              };
          if (!isPossible) {
            throw new IllegalSubprocessorMoveException(
                id,
                write.entry().status(),
                "settlement like that",
                "this controller stands at " + reply.standing());
          }
          Map<String, String> evidence = evidence(by);
          evidence.put(SubprocessorHistory.CONTROLLER, SubprocessorHistory.key(controller));
          evidence.put(SubprocessorHistory.OUTCOME, Codes.of(outcome));
          write.word("reason", reason);
          write.add(SubprocessorHistory.SETTLED, evidence);
        });
  }

  /**
   * Engages the subprocessor. One that replaces another can be engaged beside it; {@link #replace}
   * does both at once.
   *
   * @param from the first civil day on which it processes; today or later
   * @throws SubprocessorNotEngageableException when anything is missing; it names all of it
   * @throws IllegalSubprocessorMoveException when it is engaged already, ended or was withdrawn
   * @throws IllegalArgumentException when the day is over
   */
  public SubprocessorEntry engage(SubprocessorId id, LocalDate from, Actor by) {
    LocalDate today = today();
    requireNotBefore(from, today, "Nobody is engaged for days that are over");
    return change(id, write -> engage(write, from, today, by));
  }

  private void engage(SubprocessorBook.Write write, LocalDate from, LocalDate today, Actor by) {
    SubprocessorEntry entry = write.entry();
    switch (entry.status()) {
      case ENGAGED, ENDED, WITHDRAWN ->
          throw new IllegalSubprocessorMoveException(
              entry.id(), entry.status(), SubprocessorStatus.ENGAGED);
      case PROPOSED, ASSESSED, REJECTED, NOTIFIED -> {
        SubprocessorId engager = entry.details().engagedBy();
        SubprocessorBook.State above = engager == null ? null : book.load(engager, today);
        requireNone(
            entry.id(),
            checks.all(entry, write.notTold(), above == null ? null : above.entry(), from, today));
        Map<String, String> evidence = evidence(by);
        evidence.put(SubprocessorHistory.FROM, from.toString());
        write.add(SubprocessorHistory.ENGAGED, evidence);
        markBelow(write, entry.id(), above, by);
      }
    }
  }

  /** Whoever engages it has one more below. */
  private static void markBelow(
      SubprocessorBook.Write write,
      SubprocessorId id,
      SubprocessorBook.@Nullable State above,
      Actor by) {
    if (above != null) {
      Map<String, String> mark = evidence(by);
      mark.put(SubprocessorHistory.SUBPROCESSOR, id.value());
      write.mark(above, SubprocessorHistory.BELOW, mark);
    }
  }

  /**
   * Engages a subprocessor and ends the one that it replaces, on the same day and in one commit.
   *
   * @param from the first civil day of the one, on which the other does not process any more
   * @throws SubprocessorNotEngageableException when anything is missing; it names all of it
   * @throws IllegalSubprocessorMoveException when it replaces nobody, when whom it replaces is not
   *     engaged or has others below it, or when it is engaged already, ended or was withdrawn
   * @throws IllegalArgumentException when the day is over
   */
  public SubprocessorEntry replace(SubprocessorId id, LocalDate from, Actor by) {
    LocalDate today = today();
    requireNotBefore(from, today, "Nobody is replaced on days that are over");
    return change(
        id,
        write -> {
          SubprocessorEntry entry = write.entry();
          SubprocessorId replaced = entry.details().replaces();
          if (replaced == null) {
            throw new IllegalSubprocessorMoveException(
                id, entry.status(), "replacement", "it was proposed as an addition, so engage it");
          }
          engage(write, from, today, by);
          SubprocessorBook.State old = book.load(replaced, today);
          LocalDate announced = old.entry().endsOn();
          LocalDate on = announced != null && announced.isBefore(from) ? announced : from;
          requireEndable(old.entry(), on, today);
          Map<String, String> evidence = evidence(by);
          evidence.put(SubprocessorHistory.ON, on.toString());
          evidence.put(SubprocessorHistory.REPLACED_BY, id.value());
          write.mark(old, SubprocessorHistory.ENDED, evidence);
          markAbove(write, old.entry(), on, today, by);
        });
  }

  /**
   * Ends the engagement, today or on a day to come, which the list announces. Until that day
   * another day can be set.
   *
   * @param on the first civil day on which it does not process any more
   * @param reason why; not blank
   * @throws IllegalSubprocessorMoveException when it is not engaged, or has engaged others that do
   *     not end by that day
   * @throws IllegalArgumentException when the day is over
   */
  public SubprocessorEntry end(SubprocessorId id, LocalDate on, String reason, Actor by) {
    LocalDate today = today();
    requireNotBefore(on, today, "An end is announced or told, never dated back");
    requireReason(reason, "An end");
    return change(
        id,
        write -> {
          requireEndable(write.entry(), on, today);
          Map<String, String> evidence = evidence(by);
          evidence.put(SubprocessorHistory.ON, on.toString());
          write.word("reason", reason);
          write.add(SubprocessorHistory.ENDED, evidence);
          markAbove(write, write.entry(), on, today, by);
        });
  }

  /** Whoever engaged it may not end before it does, so that one is fenced as well. */
  private void markAbove(
      SubprocessorBook.Write write,
      SubprocessorEntry ending,
      LocalDate on,
      LocalDate today,
      Actor by) {
    SubprocessorId engager = ending.details().engagedBy();
    if (engager == null) {
      return;
    }
    SubprocessorBook.State above = book.load(engager, today);
    LocalDate last = above.entry().endsOn();
    if (last != null && on.isAfter(last)) {
      throw new IllegalSubprocessorMoveException(
          ending.id(),
          ending.status(),
          "end on " + on,
          engager + ", which engaged it, ends on " + last);
    }
    Map<String, String> mark = evidence(by);
    mark.put(SubprocessorHistory.SUBPROCESSOR, ending.id().value());
    mark.put(SubprocessorHistory.ON, on.toString());
    write.mark(above, SubprocessorHistory.BELOW_ENDS, mark);
  }

  private void requireEndable(SubprocessorEntry entry, LocalDate on, LocalDate today) {
    if (entry.status() != SubprocessorStatus.ENGAGED) {
      throw new IllegalSubprocessorMoveException(
          entry.id(), entry.status(), SubprocessorStatus.ENDED);
    }
    List<SubprocessorId> staying =
        entry.below().stream()
            .filter(
                below -> {
                  LocalDate end = book.load(below, today).entry().endsOn();
                  return end == null || end.isAfter(on);
                })
            .toList();
    if (!staying.isEmpty()) {
      throw new IllegalSubprocessorMoveException(
          entry.id(),
          entry.status(),
          "end on " + on,
          "it engaged " + staying + ", end those first");
    }
  }

  /**
   * Gives a proposal up before it is engaged.
   *
   * @param reason why; not blank
   * @throws IllegalSubprocessorMoveException when it is engaged, ended or was withdrawn before
   */
  public SubprocessorEntry withdraw(SubprocessorId id, String reason, Actor by) {
    requireReason(reason, "A withdrawal");
    return change(
        id,
        write -> {
          SubprocessorStatus from = write.entry().status();
          if (!from.next().contains(SubprocessorStatus.WITHDRAWN)) {
            throw new IllegalSubprocessorMoveException(id, from, SubprocessorStatus.WITHDRAWN);
          }
          write.word("reason", reason);
          write.add(SubprocessorHistory.WITHDRAWN, evidence(by));
        });
  }

  /**
   * All that stands in the way of an engagement from that day, as of now; empty when nothing does.
   *
   * @throws SubprocessorNotFoundException when there is no such subprocessor
   */
  public List<SubprocessorObstacle> obstacles(SubprocessorId id, LocalDate from) {
    LocalDate today = today();
    SubprocessorBook.State state = book.load(id, today);
    SubprocessorId engager = state.entry().details().engagedBy();
    return checks.all(
        state.entry(),
        state.history().notTold(),
        engager == null ? null : book.load(engager, today).entry(),
        from,
        today);
  }

  /** The subprocessor of this id, whatever became of it. */
  public Optional<SubprocessorEntry> find(SubprocessorId id) {
    return book.read(id).map(history -> history.seenFrom(today()));
  }

  /** All that were ever proposed, by id. For the processor's own people. */
  public List<SubprocessorEntry> all() {
    LocalDate today = today();
    return book.histories().stream().map(history -> history.seenFrom(today)).toList();
  }

  /**
   * What this controller was told, and what it answered, in the order of the notices. Of other
   * controllers there is nothing in it.
   */
  public List<SubprocessorReply> noticesFor(PartyId controller) {
    List<SubprocessorReply> own = new ArrayList<>();
    for (SubprocessorEntry entry : all()) {
      own.addAll(entry.earlierReplies());
      own.addAll(entry.replies());
    }
    own.removeIf(reply -> !reply.notice().to().id().equals(controller));
    own.sort(Comparator.comparing(reply -> reply.notice().on()));
    return List.copyOf(own);
  }

  /**
   * The list as it was at the end of that day, from what was recorded by then; of a day to come, as
   * it will be if nothing more happens.
   */
  public SubprocessorList listOn(LocalDate day) {
    return lists(day).of(null, services.values(), services.keySet());
  }

  /**
   * The list for whoever uses the software like that. On premises, without any of the services, it
   * is empty and says so.
   *
   * @throws IllegalArgumentException when a service of this processor is not one of the register
   */
  public SubprocessorList listOn(LocalDate day, Deployment deployment) {
    List<String> used =
        deployment.services().stream()
            .filter(service -> service.provider().id().equals(processor.id()))
            .map(Service::id)
            .toList();
    if (!services.keySet().containsAll(used)) {
      throw new IllegalArgumentException(
          "The register has the services " + services.keySet() + ", and " + used + " are used");
    }
    return lists(day).of(deployment.kind(), services.values(), used);
  }

  private SubprocessorLists lists(LocalDate day) {
    return new SubprocessorLists(processor, day, book.histories());
  }

  private SubprocessorEntry change(SubprocessorId id, Consumer<SubprocessorBook.Write> decision) {
    return book.change(id, clock.instant(), decision);
  }

  private SubprocessorEntry known(SubprocessorId id) {
    return book.load(id, today()).entry();
  }

  private @Nullable String nameOf(@Nullable SubprocessorId id) {
    return id == null ? null : known(id).details().organisation().name();
  }

  private static void requireNone(SubprocessorId id, List<SubprocessorObstacle> obstacles) {
    if (!obstacles.isEmpty()) {
      throw new SubprocessorNotEngageableException(id, obstacles);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  private static Map<String, String> evidence(Actor by) {
    Map<String, String> details = new TreeMap<>();
    details.put(SubprocessorHistory.BY, by.value());
    return details;
  }

  private static void requireNotAfter(LocalDate day, LocalDate today, String rule) {
    if (day.isAfter(today)) {
      throw new IllegalArgumentException(rule + "; " + day + " is still to come");
    }
  }

  private static void requireNotBefore(LocalDate day, LocalDate today, String rule) {
    if (day.isBefore(today)) {
      throw new IllegalArgumentException(rule + "; " + day + " is before " + today);
    }
  }

  private static void requireReason(String reason, String what) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException(what + " needs a reason for the record");
    }
  }
}
