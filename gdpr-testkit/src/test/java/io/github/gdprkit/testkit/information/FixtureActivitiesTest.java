package io.github.gdprkit.testkit.information;

import io.github.gdprkit.information.JoinedActivities;
import io.github.gdprkit.testkit.contract.RecordOfProcessingContract;
import io.github.gdprkit.testkit.fixture.FixtureActivities;
import io.github.gdprkit.testkit.fixture.FixtureChat;
import java.util.Collection;

class FixtureActivitiesTest implements RecordOfProcessingContract {

  @Override
  public JoinedActivities activities() {
    return FixtureActivities.joinedWith(new FixtureChat());
  }

  @Override
  public Collection<String> stores() {
    return FixtureActivities.stores();
  }
}
