package com.acme.analytics.flink.savepoint;

import org.apache.flink.runtime.checkpoint.SubTaskInitializationMetricsBuilder;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManagerImpl;
import org.apache.flink.streaming.api.operators.StreamTaskStateInitializer;
import org.apache.flink.streaming.api.operators.StreamTaskStateInitializerImpl;
import org.apache.flink.streaming.runtime.tasks.OneInputStreamTask;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeServiceFactory;
import org.apache.flink.streaming.runtime.tasks.StreamTaskCancellationContext;
import org.apache.flink.streaming.runtime.tasks.TwoInputStreamTask;

/**
 * Flink's own tasks, whose timers and times to live follow the {@link JobClock}. Sources have the
 * real one.
 */
public final class ClockedTasks {
  private ClockedTasks() {}

  /** Replaces the tasks of the job. */
  public static void into(JobGraph job) {
    for (JobVertex task : job.getVertices()) {
      String kind = task.getInvokableClassName();
      if (kind.equals(OneInputStreamTask.class.getName())) {
        task.setInvokableClass(OneInput.class);
      } else if (kind.equals(TwoInputStreamTask.class.getName())) {
        task.setInvokableClass(TwoInputs.class);
      } else if (!task.isInputVertex()) {
        throw new IllegalArgumentException(kind + " (expected: a task of one or two inputs)");
      }
    }
  }

  private static ProcessingTimeServiceFactory clocked(
      ProcessingTimeServiceFactory real, Environment environment) {
    JobClock clock = JobClock.of(environment.getJobConfiguration());
    return mailbox -> new ClockedTimeService(real.createProcessingTimeService(mailbox), clock);
  }

  private static StreamTaskStateInitializer initializer(
      Environment environment,
      StateBackend backend,
      SubTaskInitializationMetricsBuilder metrics,
      StreamTaskCancellationContext cancellation) {
    JobClock clock = JobClock.of(environment.getJobConfiguration());
    return new StreamTaskStateInitializerImpl(
        environment,
        backend,
        metrics,
        clock::absoluteTimeMillis,
        InternalTimeServiceManagerImpl::create,
        cancellation);
  }

  /** Public, as Flink makes it by reflection. */
  public static final class OneInput<I, O> extends OneInputStreamTask<I, O> {
    public OneInput(Environment environment) throws Exception {
      super(environment);
    }

    @Override
    public ProcessingTimeServiceFactory getProcessingTimeServiceFactory() {
      return clocked(super.getProcessingTimeServiceFactory(), getEnvironment());
    }

    @Override
    public StreamTaskStateInitializer createStreamTaskStateInitializer(
        SubTaskInitializationMetricsBuilder metrics) {
      return initializer(getEnvironment(), stateBackend, metrics, this::isCanceled);
    }
  }

  /** Public, as Flink makes it by reflection. */
  public static final class TwoInputs<I, J, O> extends TwoInputStreamTask<I, J, O> {
    public TwoInputs(Environment environment) throws Exception {
      super(environment);
    }

    @Override
    public ProcessingTimeServiceFactory getProcessingTimeServiceFactory() {
      return clocked(super.getProcessingTimeServiceFactory(), getEnvironment());
    }

    @Override
    public StreamTaskStateInitializer createStreamTaskStateInitializer(
        SubTaskInitializationMetricsBuilder metrics) {
      return initializer(getEnvironment(), stateBackend, metrics, this::isCanceled);
    }
  }
}
