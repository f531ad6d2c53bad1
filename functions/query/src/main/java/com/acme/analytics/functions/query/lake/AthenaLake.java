package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.Row;

/**
 * Athena: a statement is started, asked for until it has ended, and its result read by the page.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html">StartQueryExecution</a>
 */
public final class AthenaLake implements LakeEngine {
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final AthenaClient athena;
  private final LakeAddress.Athena address;
  private final Duration statementTimeout;

  /**
   * Statements of one work group, which says where results go and how much may be scanned.
   *
   * @param athena closed with this
   */
  public AthenaLake(AthenaClient athena, LakeAddress.Athena address, Duration statementTimeout) {
    this.athena = athena;
    this.address = address;
    this.statementTimeout = statementTimeout;
  }

  @Override
  public void run(String text, List<String> parameters, Consumer<List<String>> rows) {
    try {
      String execution = start(text, parameters);
      awaitOrStop(execution);
      boolean header = true;
      for (GetQueryResultsResponse page :
          athena.getQueryResultsPaginator(request -> request.queryExecutionId(execution))) {
        for (Row row : page.resultSet().rows()) {
          if (!header) {
            rows.accept(row.data().stream().map(Datum::varCharValue).toList());
          }
          header = false;
        }
      }
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  private String start(String text, List<String> parameters) {
    return athena
        .startQueryExecution(
            request -> {
              request
                  .queryString(text)
                  .workGroup(address.workGroup())
                  .queryExecutionContext(
                      context -> context.catalog(address.catalog()).database(address.database()));
              // Athena takes no empty list.
              if (!parameters.isEmpty()) {
                request.executionParameters(parameters.stream().map(AthenaLake::literal).toList());
              }
            })
        .queryExecutionId();
  }

  /** A parameter is read as SQL, so a text is a literal; a quote is all that could end it. */
  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Nobody waits for a statement whose thread was interrupted, so it must not go on. */
  private void awaitOrStop(String execution) {
    try {
      await(execution);
    } catch (AbortedException e) {
      stopInterrupted(execution);
      throw unavailable(e);
    }
  }

  private void await(String execution) {
    long deadline = System.nanoTime() + statementTimeout.toNanos();
    Duration wait = FIRST_WAIT;
    while (true) {
      QueryExecutionStatus status =
          athena
              .getQueryExecution(request -> request.queryExecutionId(execution))
              .queryExecution()
              .status();
      if (status.state() == QueryExecutionState.SUCCEEDED) {
        return;
      }
      if (status.state() == QueryExecutionState.FAILED
          || status.state() == QueryExecutionState.CANCELLED) {
        throw failed(status);
      }
      if (System.nanoTime() > deadline) {
        stop(execution);
        throw tooExpensive(null);
      }
      pause(execution, wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
  }

  private void pause(String execution, Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      stopInterrupted(execution);
      throw unavailable(e);
    }
  }

  /** The SDK sends nothing from an interrupted thread. */
  private void stopInterrupted(String execution) {
    var unused = Thread.interrupted();
    stop(execution);
    Thread.currentThread().interrupt();
  }

  private void stop(String execution) {
    athena.stopQueryExecution(request -> request.queryExecutionId(execution));
  }

  /** Athena's own words may quote the query; the category says whose fault it was. */
  private static ProblemException failed(QueryExecutionStatus status) {
    String reason = status.stateChangeReason();
    if (reason != null
        && (reason.contains("EXCEEDED_") || reason.contains("Bytes scanned limit was exceeded"))) {
      return tooExpensive(null);
    }
    for (StatementFault fault : StatementFault.values()) {
      if (reason != null && fault.begins(reason)) {
        return new ProblemException(fault.problem());
      }
    }
    Integer category = status.athenaError() == null ? null : status.athenaError().errorCategory();
    return unavailable(
        new IllegalStateException(
            "Athena: %s, error category %s".formatted(status.stateAsString(), category)));
  }

  private static ProblemException tooExpensive(Throwable cause) {
    return new ProblemException(LakeProblems.TOO_EXPENSIVE, cause);
  }

  private static ProblemException unavailable(Throwable cause) {
    return new ProblemException(LakeProblems.UNAVAILABLE, cause);
  }

  @Override
  public void close() {
    athena.close();
  }
}
