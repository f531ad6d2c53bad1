package com.acme.analytics.functions.provisioning.scaling;

import software.amazon.awssdk.services.kinesisanalyticsv2.KinesisAnalyticsV2Client;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ApplicationDetail;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ConcurrentModificationException;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ConfigurationType;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ParallelismConfigurationDescription;
import software.amazon.awssdk.services.kinesisanalyticsv2.model.ResourceInUseException;

/** An application of Managed Flink. */
final class ManagedFlinkApplication implements StreamingApplication {
  private final KinesisAnalyticsV2Client flink;
  private final String name;

  ManagedFlinkApplication(KinesisAnalyticsV2Client flink, String name) {
    this.flink = flink;
    this.name = name;
  }

  @Override
  public Size size() {
    ApplicationDetail detail = detail();
    ParallelismConfigurationDescription parallelism = parallelism(detail);
    return new Size(parallelism.currentParallelism(), parallelism.parallelism(), progress(detail));
  }

  @Override
  public void scaleTo(int parallelism) throws BusyException {
    ApplicationDetail detail = detail();
    if (parallelism(detail).parallelism() == parallelism) {
      return;
    }
    try {
      flink.updateApplication(
          update ->
              update
                  .applicationName(name)
                  .currentApplicationVersionId(detail.applicationVersionId())
                  .applicationConfigurationUpdate(
                      configuration ->
                          configuration.flinkApplicationConfigurationUpdate(
                              job ->
                                  job.parallelismConfigurationUpdate(
                                      change ->
                                          change
                                              .configurationTypeUpdate(ConfigurationType.CUSTOM)
                                              .parallelismUpdate(parallelism)))));
    } catch (ResourceInUseException | ConcurrentModificationException e) {
      throw new BusyException(name + " is being changed", e);
    }
  }

  private ApplicationDetail detail() {
    return flink.describeApplication(request -> request.applicationName(name)).applicationDetail();
  }

  private static ParallelismConfigurationDescription parallelism(ApplicationDetail detail) {
    return detail
        .applicationConfigurationDescription()
        .flinkApplicationConfigurationDescription()
        .parallelismConfigurationDescription();
  }

  private static Progress progress(ApplicationDetail detail) {
    return switch (detail.applicationStatus()) {
      case RUNNING, READY -> Progress.SUCCESSFUL;
      case STARTING, STOPPING, UPDATING, AUTOSCALING, FORCE_STOPPING, ROLLING_BACK, MAINTENANCE ->
          Progress.IN_PROGRESS;
      case ROLLED_BACK, DELETING, UNKNOWN_TO_SDK_VERSION -> Progress.FAILED;
    };
  }
}
