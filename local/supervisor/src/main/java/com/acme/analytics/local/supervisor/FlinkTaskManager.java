package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Flink's TaskManager, on which the job's tasks run. */
record FlinkTaskManager(FlinkCluster cluster) implements Engine {
  @Override
  public String name() {
    return "flink-taskmanager";
  }

  /** Its own ports are whichever are free: it tells them to the JobManager. */
  @Override
  public List<EnginePort> ports() {
    return List.of();
  }

  @Override
  public EngineCommand prepare(Workspace workspace) throws IOException {
    Path data = Files.createDirectories(workspace.data(FlinkCluster.DATA));
    Path run = Files.createDirectories(workspace.run(name()));
    new FlinkConfiguration(cluster, data, run).writeForTaskManager();
    EngineJvm jvm =
        new EngineJvm(
            FlinkCluster.jdk(),
            "flink",
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            FlinkConfiguration.flags(
                "-Xms64m",
                "-Xmx" + FlinkConfiguration.TASK_MANAGER_HEAP_MB + "m",
                "-XX:MaxMetaspaceSize=192m",
                "-XX:MaxDirectMemorySize=" + FlinkConfiguration.TASK_MANAGER_DIRECT_MB + "m",
                "-XX:ReservedCodeCacheSize=64m"));
    return new EngineCommand(
        jvm.command(workspace, "--configDir", run.toString()), cluster.environment(), run);
  }

  @Override
  public void check() throws Exception {
    Loopback.connect(cluster.restPort());
    FlinkCluster.JobStatus job = cluster.jobStatus();
    if (!job.runs()) {
      throw new IOException("flink: " + job + " (expected: RUNNING with all its tasks)");
    }
  }
}
