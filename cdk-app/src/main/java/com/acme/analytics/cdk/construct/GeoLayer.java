package com.acme.analytics.cdk.construct;

import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/** The geo database as a layer, so that a change of code does not ship its 130 MB again. */
public final class GeoLayer {
  /** Where a function finds a layer's files. The gateway's image has the same files there. */
  public static final String FOLDER = "/opt";

  private GeoLayer() {}

  /** A layer of the files of a folder. */
  public static LayerVersion of(Construct scope, Path files) {
    return LayerVersion.Builder.create(scope, "GeoDatabase")
        .description("DB-IP City Lite (CC BY 4.0, db-ip.com) as MaxMind DB files")
        .code(Code.fromAsset(files.toString()))
        .compatibleRuntimes(List.of(Runtime.JAVA_25))
        .compatibleArchitectures(List.of(Architecture.ARM_64))
        .build();
  }
}
