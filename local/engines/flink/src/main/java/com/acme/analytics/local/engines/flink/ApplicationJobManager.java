package com.acme.analytics.local.engines.flink;

import java.io.File;
import java.util.List;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's JobManager in application mode: its one job is a jar's main class. It is what Flink's
 * distribution starts as standalone-job, whose own main class is in no published artifact.
 */
public final class ApplicationJobManager extends ApplicationClusterEntryPoint {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationJobManager.class);

  private ApplicationJobManager(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  /**
   * Starts it; the process ends when the job does.
   *
   * @param args the directory of config.yaml, then the job's jar
   * @throws Exception when the jar has no main class
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      throw new IllegalArgumentException(
          "arguments: "
              + args.length
              + " (expected: the configuration's directory, the job's jar)");
    }
    Configuration configuration = GlobalConfiguration.loadConfiguration(args[0]);
    LOG.info(
        "the job begins from checkpoint {}",
        configuration.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).orElse("none"));
    File jar = new File(args[1]);
    PackagedProgram program =
        PackagedProgram.newBuilder().setJarFile(jar).setConfiguration(configuration).build();
    configureExecution(configuration, program);
    // Both processes see the file. Sent by the JobManager, the jar would have a new name at each
    // start of it, and a TaskManager that outlived the last one refuses another jar for its job.
    configuration.set(PipelineOptions.JARS, List.of());
    configuration.set(PipelineOptions.CLASSPATHS, List.of(jar.toURI().toString()));
    ClusterEntrypoint.runClusterEntrypoint(new ApplicationJobManager(configuration, program));
  }
}
