package io.github.gdprkit.testkit.requests;

import io.github.gdprkit.fulfilment.LocalTaskRunner;
import io.github.gdprkit.fulfilment.TaskRunner;
import io.github.gdprkit.testkit.contract.TaskRunnerContract;

class LocalTaskRunnerTest implements TaskRunnerContract {

  @Override
  public TaskRunner runner(TaskRunner.Work work) {
    return new LocalTaskRunner(work, 2);
  }
}
