package com.acme.analytics.local.emulation.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.analytics.local.emulation.model.LambdaFunction;
import com.acme.analytics.local.emulation.testfunction.SnapshotFunction;
import com.acme.analytics.local.emulation.testfunction.TestFunction;
import com.acme.analytics.local.emulation.testfunction.TestFunctionAsset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real JVMs under AWS's runtime client. */
class LambdaServiceTest {
  private static final Duration BOUND = Duration.ofSeconds(90);

  @TempDir static Path directory;
  private static Path asset;
  private static LambdaService lambda;

  @BeforeAll
  static void start() throws IOException {
    asset = TestFunctionAsset.directory(directory);
    lambda =
        new LambdaService(
            configuration(),
            List.of(
                function("plain", TestFunction.class, 60, OptionalInt.empty(), false, Map.of()),
                function("one", TestFunction.class, 60, OptionalInt.of(1), false, Map.of()),
                function("pair", TestFunction.class, 60, OptionalInt.of(2), false, Map.of()),
                function("idle", TestFunction.class, 60, OptionalInt.empty(), false, Map.of()),
                function("slow", TestFunction.class, 1, OptionalInt.of(1), false, Map.of()),
                function("snap", SnapshotFunction.class, 60, OptionalInt.empty(), true, Map.of()),
                function(
                    "unrestorable",
                    SnapshotFunction.class,
                    60,
                    OptionalInt.empty(),
                    true,
                    Map.of("TEST_FAILS_TO_RESTORE", "true")),
                function(
                    "broken",
                    TestFunction.class,
                    60,
                    OptionalInt.empty(),
                    false,
                    Map.of("TEST_FAILS_TO_START", "true"))));
  }

  @AfterAll
  static void closeLeavesNoProcess() {
    List<Long> processes = lambda.status().stream().map(EnvironmentStatus::pid).toList();
    lambda.close();
    assertThat(processes).isNotEmpty().noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }

  @Test
  void aFunctionIsStartedOnFirstUseAndReused() {
    String first = success(lambda.invoke("plain", json("pid")));
    String second = success(lambda.invoke("plain", json("pid")));

    assertThat(second).isEqualTo(first);
    assertThat(lambda.status())
        .filteredOn(status -> status.pid() == Long.parseLong(first))
        .singleElement()
        .satisfies(status -> assertThat(status.residentBytes()).isPositive());
  }

  @Test
  void idleEnvironmentsEndOnDemandAndTheNextRequestStartsANewOne() {
    String first = success(lambda.invoke("plain", json("pid")));

    lambda.endIdle();

    assertThat(success(lambda.invoke("plain", json("pid")))).isNotEqualTo(first);
  }

  @Test
  void anEnvironmentHasTheFunctionsVariablesAndLambdasOnly() {
    String environment = success(lambda.invoke("plain", json("environment")));

    assertThat(environment)
        .contains("TEST_MARKS=")
        .contains("LOCAL_ENDPOINT=here")
        .contains("AWS_REGION=eu-west-1")
        .contains("AWS_LAMBDA_FUNCTION_NAME=plain")
        .contains("AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256")
        .contains("AWS_LAMBDA_INITIALIZATION_TYPE=on-demand")
        .doesNotContain("JAVA_HOME");
    assertThat(success(lambda.invoke("plain", json("context"))))
        .isEqualTo("\"plain arn:aws:lambda:eu-west-1:000000000000:function:plain\"");
  }

  @Test
  void concurrentRequestsGetEnvironmentsOfTheirOwnAndTheNextIsThrottled() {
    CompletableFuture<InvokeResult> first = lambda.invokeAsync("pair", json("meet 2"));
    CompletableFuture<InvokeResult> second = lambda.invokeAsync("pair", json("meet 2"));
    InvokeResult third = lambda.invoke("pair", json("meet 2"));

    assertThat(third)
        .isEqualTo(new InvokeResult.Refused(429, "TooManyRequestsException", "Rate Exceeded."));
    CompletableFuture.allOf(first, second).join();
    assertThat(success(first.join())).isNotEqualTo(success(second.join()));
    assertThat(lambda.status()).filteredOn(status -> status.function().equals("pair")).hasSize(2);
  }

  @Test
  void anErrorOfTheFunctionIsItsPayloadAndKeepsTheEnvironment() {
    String pid = success(lambda.invoke("plain", json("pid")));

    assertThat(error(lambda.invoke("plain", json("throw"))))
        .contains("told to throw")
        .contains("java.lang.IllegalStateException");
    assertThat(success(lambda.invoke("plain", json("pid")))).isEqualTo(pid);
  }

  @Test
  void aCrashIsAnErrorAndTheNextRequestGetsANewEnvironment() {
    String pid = success(lambda.invoke("one", json("pid")));

    assertThat(error(lambda.invoke("one", json("exit"))))
        .contains("\"errorType\":\"Runtime.ExitError\"")
        .contains("exit status 3");
    assertThat(success(lambda.invoke("one", json("pid")))).isNotEqualTo(pid);
  }

  @Test
  void aKilledEnvironmentIsReplaced() {
    String pid = success(lambda.invoke("one", json("pid")));
    CompletableFuture<InvokeResult> hanging = lambda.invokeAsync("one", json("hang"));

    ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();

    assertThat(error(hanging.join())).contains("signal: killed");
    assertThat(success(lambda.invoke("one", json("pid")))).isNotEqualTo(pid);
  }

  @Test
  void anInvocationThatTakesTooLongIsKilled() {
    assertThat(error(lambda.invoke("slow", json("hang"))))
        .contains("\"errorType\":\"Sandbox.Timedout\"")
        .contains("Task timed out after 1.00 seconds");
    await()
        .atMost(BOUND)
        .until(() -> lambda.status().stream().noneMatch(s -> s.function().equals("slow")));
    assertThat(success(lambda.invoke("slow", json("echo")))).isEqualTo("\"echo\"");
  }

  @Test
  void snapshotHooksRunBeforeTheFirstRequest() {
    assertThat(success(lambda.invoke("snap", json(""))))
        .isEqualTo("\"constructed beforeCheckpoint afterRestore snap-start\"");
  }

  @Test
  void aFailingRestoreIsTheErrorOfTheRequest() {
    assertThat(error(lambda.invoke("unrestorable", json("")))).contains("RestoreException");
  }

  @Test
  void aFunctionThatCannotInitializeAnswersItsErrorEachTime() {
    assertThat(error(lambda.invoke("broken", json("")))).contains("told to fail");
    assertThat(error(lambda.invoke("broken", json("")))).contains("told to fail");
  }

  @Test
  void anAnswerOverSixMegabytesIsAnError() {
    assertThat(error(lambda.invoke("plain", json("large"))))
        .contains("Function.ResponseSizeTooLarge")
        .contains("6291556 bytes");
  }

  @Test
  void aRequestOverSixMegabytesIsRefused() {
    assertThat(lambda.invoke("plain", new byte[6 * 1024 * 1024 + 1]))
        .isInstanceOfSatisfying(
            InvokeResult.Refused.class,
            refused -> assertThat(refused.type()).isEqualTo("RequestTooLargeException"));
  }

  @Test
  void aRequestOfSixMegabytesIsServed() {
    String large = "\"" + "a".repeat(6 * 1024 * 1024 - 2) + "\"";

    assertThat(success(lambda.invoke("plain", large.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(large);
  }

  @Test
  void anIdleEnvironmentIsEnded() {
    success(lambda.invoke("idle", json("pid")));
    await()
        .atMost(BOUND)
        .until(
            () -> {
              lambda.reap("idle", Duration.ofMinutes(-1));
              return lambda.status().stream().noneMatch(s -> s.function().equals("idle"));
            });
  }

  @Test
  void whatAFunctionPrintsIsInItsLog() throws IOException {
    lambda.invoke("plain", json("throw"));

    // the runtime client answers first and logs then
    await()
        .atMost(BOUND)
        .untilAsserted(
            () ->
                assertThat(Files.readString(directory.resolve("logs/lambda-plain.log")))
                    .contains("told to throw"));
  }

  private static LambdaConfiguration configuration() {
    return new LambdaConfiguration(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        TestFunctionAsset.runtimeClassPath(),
        directory.resolve("work"),
        directory.resolve("logs"),
        Map.of("LOCAL_ENDPOINT", "here"),
        8,
        Duration.ofMinutes(10),
        BOUND);
  }

  private static LambdaFunction function(
      String name,
      Class<?> handler,
      int timeoutSeconds,
      OptionalInt reserved,
      boolean snapStart,
      Map<String, String> environment) {
    Map<String, String> variables =
        Stream.concat(
                environment.entrySet().stream(),
                Stream.of(Map.entry("TEST_MARKS", directory.resolve("marks").toString())))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new LambdaFunction(
        name,
        name,
        "eu-west-1",
        handler.getName(),
        "java25",
        asset,
        256,
        Duration.ofSeconds(timeoutSeconds),
        reserved,
        snapStart,
        "Text",
        variables);
  }

  private static byte[] json(String command) {
    return ("\"" + command + "\"").getBytes(StandardCharsets.UTF_8);
  }

  private static String success(InvokeResult result) {
    assertThat(result)
        .withFailMessage(() -> "not a success: " + describe(result))
        .isInstanceOf(InvokeResult.Success.class);
    return describe(result);
  }

  private static String error(InvokeResult result) {
    assertThat(result).isInstanceOf(InvokeResult.FunctionError.class);
    return describe(result);
  }

  private static String describe(InvokeResult result) {
    return switch (result) {
      case InvokeResult.Success success -> new String(success.payload(), StandardCharsets.UTF_8);
      case InvokeResult.FunctionError error -> new String(error.payload(), StandardCharsets.UTF_8);
      case InvokeResult.Refused refused -> refused.toString();
    };
  }
}
