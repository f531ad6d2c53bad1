package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Flink's JobManager with the job. There is no high-availability store: it is told at each start
 * which checkpoint to begin from, the newest complete one of the job's directory.
 */
record FlinkJobManager(FlinkCluster cluster) implements Engine {
  @Override
  public String name() {
    return "flink-jobmanager";
  }

  @Override
  public List<EnginePort> ports() {
    return List.of(
        new EnginePort("http", cluster.restPort()), new EnginePort("rpc", cluster.rpcPort()));
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    if (!Files.isRegularFile(cluster.jobJar())) {
      throw new IOException(
          cluster.jobJar() + ": missing (expected: the job that the build packages)");
    }
    Path data = Files.createDirectories(workspace.data(FlinkCluster.DATA));
    Path run = Files.createDirectories(workspace.run(name()));
    new FlinkConfiguration(cluster, data, run).writeForJobManager();
    EngineJvm jvm =
        new EngineJvm(
            FlinkCluster.jdk(),
            "flink",
            "com.acme.analytics.local.engines.flink.ApplicationJobManager",
            FlinkConfiguration.flags(
                "-Xms64m",
                "-Xmx160m",
                "-XX:MaxMetaspaceSize=192m",
                "-XX:MaxDirectMemorySize=48m",
                "-XX:ReservedCodeCacheSize=48m"));
    return new EngineCommand(
        jvm.command(workspace, run.toString(), cluster.jobJar().toString()),
        cluster.environment(),
        run);
  }

  @Override
  public void check() throws Exception {
    Loopback.connect(cluster.restPort());
    FlinkCluster.JobStatus job = cluster.jobStatus();
    if (job.state().equals("FAILED")) {
      throw new IOException("flink: " + job + " (expected: a job that runs)");
    }
  }
}
