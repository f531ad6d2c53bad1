package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Flink of one JobManager and one TaskManager that runs one job, both on the JDK of Managed Flink
 * where there is one. They are two engines, started in this order or together.
 *
 * @param restPort of the JobManager's REST API
 * @param rpcPort where the TaskManager finds the JobManager
 * @param jobJar the shaded jar, whose manifest names the main class
 * @param environment variables of both processes, such as ACME_APPLICATION_PROPERTIES and the AWS
 *     SDK's endpoints
 */
public record FlinkCluster(
    int restPort, int rpcPort, Path jobJar, Map<String, String> environment) {
  /** The same at each start, so that its checkpoints are found again: "acme-analytics" in hex. */
  static final String JOB_ID = "61636d652d616e616c79746963730000";

  /** Of the directory that both processes share. */
  static final String DATA = "flink";

  private static final int MANAGED_FLINK_JAVA = 17;
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);

  /** The one job of /jobs/overview, whose fields come in this order. */
  private static final Pattern JOB =
      Pattern.compile("\"state\":\"([A-Z]+)\".*\"tasks\":\\{\"running\":(\\d+),.*\"total\":(\\d+)");

  public FlinkCluster {
    environment = Map.copyOf(environment);
  }

  /** Ready once it has the job. */
  public Engine jobManager() {
    return new FlinkJobManager(this);
  }

  /** Ready once the job runs on it. */
  public Engine taskManager() {
    return new FlinkTaskManager(this);
  }

  /** The JobManager's REST API. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + restPort);
  }

  static Jdk jdk() {
    return JdkFinder.ofThisMachine().find(MANAGED_FLINK_JAVA).orElseGet(Jdk::running);
  }

  /**
   * What the JobManager says of the job: its state, and of how many tasks.
   *
   * @throws IOException when the JobManager doesn't answer, or doesn't have the job yet
   */
  JobStatus jobStatus() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url().resolve("/jobs/overview")).timeout(ANSWER_TIMEOUT).build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_TIMEOUT).build()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      Matcher job = JOB.matcher(answer.body());
      if (answer.statusCode() != 200 || !job.find()) {
        throw new IOException(
            "flink: %d %s (expected: one job)".formatted(answer.statusCode(), answer.body()));
      }
      return new JobStatus(
          job.group(1), Integer.parseInt(job.group(2)), Integer.parseInt(job.group(3)));
    }
  }

  /**
   * The job's status.
   *
   * @param state such as RUNNING, which a job is from when its tasks are looked for
   * @param runningTasks of all tasks
   * @param tasks all of them
   */
  record JobStatus(String state, int runningTasks, int tasks) {
    boolean runs() {
      return state.equals("RUNNING") && runningTasks == tasks;
    }
  }
}
