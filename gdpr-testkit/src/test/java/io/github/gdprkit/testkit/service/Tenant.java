package io.github.gdprkit.testkit.service;

import io.github.gdprkit.GdprKit;
import io.github.gdprkit.archive.ArchiveId;
import io.github.gdprkit.fulfilment.EndOfServiceChoice;
import io.github.gdprkit.fulfilment.EndOfServiceId;
import io.github.gdprkit.fulfilment.ProgressListener;
import io.github.gdprkit.party.Controller;
import io.github.gdprkit.request.Claim;
import io.github.gdprkit.request.RequestId;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import io.github.gdprkit.testkit.fixture.Subjects;
import java.util.Locale;

/** One of many controllers over the same stores, with the same people in its chat. */
final class Tenant {

  static final String REFERENCE_OF_THE_FIRST = "notice-of-the-first";

  final Controller controller;
  final FixtureChat chat;
  final GdprKit kit;
  final RequestId access;
  final RequestId open;
  final EndOfServiceId ending;

  /** An access request that is answered, one that is open, and everyone exported. */
  Tenant(House house, int number) {
    String id = String.format(Locale.ROOT, "tenant-%03d", number);
    controller = Controller.of(id, "Tenant " + number);
    chat = house.chat.beside(controller);
    chat.plantMessages(Subjects.ANNA, 2);
    chat.plantDirectMessages(Subjects.BORIS, Subjects.ANNA, 1);
    chat.plantUploads(Subjects.ANNA, 1);
    chat.plantActivity(Subjects.ANNA, 1);
    kit = house.kit(controller, chat.catalog(), house.store, house.archives);
    access = house.answered(kit, Claim.ACCESS, Subjects.ANNA);
    open = house.open(kit, Claim.HUMAN_REVIEW, Subjects.ANNA);
    // The first has a reference of its own, all others have the same one.
    String reference = number == 0 ? REFERENCE_OF_THE_FIRST : "notice-1";
    ending =
        kit.endOfService()
            .begin(reference, EndOfServiceChoice.RETURN_AND_ERASE, House.CUSTOMER)
            .id();
    kit.endOfService().returnData(ending, ProgressListener.none());
  }

  /** What stands in all of its texts, and in none of another's. */
  String mark() {
    return "-at-" + controller.id().value();
  }

  ArchiveId archive() {
    return kit.requests().fulfil(access).archive();
  }

  ArchiveId archiveOfEveryone() {
    return kit.endOfService().get(ending).returned().orElseThrow().archive();
  }
}
