package com.acme.analytics.cdk;

import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.Stack;

/** What cdk-nag finds and we mean, each with its reason. */
final class AcceptedFindings {
  private AcceptedFindings() {}

  static void suppressIn(PlatformStage stage) {
    for (Object child : stage.getNode().getChildren()) {
      if (child instanceof Stack stack) {
        NagSuppressions.addStackSuppressions(stack, List.of());
      }
    }
  }
}
