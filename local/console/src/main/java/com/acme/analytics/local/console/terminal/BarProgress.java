package com.acme.analytics.local.console.terminal;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar that redraws its line on standard error. */
final class BarProgress implements Progress {
  private final ProgressBar bar;

  BarProgress(String task, long total) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setUnit(" events", 1)
            .showSpeed()
            .build();
  }

  @Override
  public void advance(long events) {
    bar.stepBy(events);
  }

  @Override
  public void note(String message) {
    bar.setExtraMessage(message);
  }

  @Override
  public void close() {
    bar.close();
  }
}
