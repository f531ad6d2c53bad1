package com.acme.analytics.functions.query.export;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.query.job.Job;
import com.acme.analytics.functions.query.job.JobResult;
import com.acme.analytics.functions.query.job.JobTable;
import com.acme.analytics.functions.query.lake.EventReader;
import com.acme.analytics.functions.query.lake.EventSelection;
import com.acme.analytics.functions.query.lake.LakePart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntConsumer;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes exports, part by part. What is written is kept in the job, so that another attempt goes on
 * with the next part, of the same snapshot of the lake.
 *
 * @param bucket the S3 bucket of results
 * @param rowsOfPart about the most rows of a part
 * @param maxRows of an export
 */
public record ExportWork(
    JobTable jobs, EventReader lake, S3Client s3, String bucket, int rowsOfPart, long maxRows) {
  /** A minute of Athena's pages. */
  public static final int ROWS_OF_PART = 200_000;

  /** Less than all attempts of a job can read. */
  public static final long MAX_ROWS = 10_000_000;

  /**
   * Writes the parts that are not written yet.
   *
   * @param planned is told how many parts there are, once
   * @param partDone is told of each part that is written, by this attempt or one before
   * @throws ProblemException when the export is too large, or lake or bucket did not answer
   * @throws com.acme.analytics.functions.query.job.JobLostException when it is not the attempt's
   *     job any more
   */
  public JobResult write(Job job, IntConsumer planned, Runnable partDone) {
    ExportRequest request =
        ExportRequest.parse(job.query().getBytes(StandardCharsets.UTF_8), job.created());
    EventSelection selection = request.selection(job.customer());
    ExportState state = job.checkpoint().map(ExportState::parse).orElse(null);
    if (state == null) {
      state = plan(selection);
      jobs.keep(job, state.toJson());
    }
    planned.accept(state.plan().size());
    state.done().forEach(part -> partDone.run());
    for (int done = state.done().size(); done < state.plan().size(); done++) {
      LakePart part = state.plan().get(done);
      state = state.with(write(job, request, selection, state.snapshot(), part, done + 1));
      jobs.keep(job, state.toJson());
      partDone.run();
    }
    return new JobResult(
        state.done().size(), state.done().stream().mapToInt(ExportPart::rows).sum());
  }

  private ExportState plan(EventSelection selection) {
    long snapshot = lake.newestSnapshot().orElse(0);
    List<LakePart> parts = snapshot == 0 ? List.of() : lake.parts(selection, snapshot, rowsOfPart);
    long rows = parts.stream().mapToLong(LakePart::rows).sum();
    if (rows > maxRows) {
      throw new ProblemException(
          new Problem(
              ErrorCode.QUERY_TOO_EXPENSIVE,
              "the export has %d events (expected: at most %d; a shorter range or more filters)"
                  .formatted(rows, maxRows)));
    }
    return new ExportState(snapshot, parts, List.of());
  }

  private ExportPart write(
      Job job,
      ExportRequest request,
      EventSelection selection,
      long snapshot,
      LakePart part,
      int number) {
    ExportFormat format = request.format();
    String key = ExportPart.key(job, job.attempt(), number, format);
    PartUpload upload = new PartUpload(s3, bucket, key, format.contentType());
    RowWriter writer = format.writer(request.columns(), upload);
    int[] rows = {0};
    lake.read(
        selection,
        snapshot,
        part,
        request.columns(),
        cells -> {
          writer.write(cells);
          rows[0]++;
        });
    writer.finish();
    upload.complete();
    return new ExportPart(number, job.attempt(), rows[0], upload.bytes(), upload.sha256Digits());
  }
}
