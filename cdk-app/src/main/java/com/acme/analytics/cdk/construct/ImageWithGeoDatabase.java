package com.acme.analytics.cdk.construct;

import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.AssetStaging;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.constructs.Construct;

/**
 * A container image of a folder with a Dockerfile, whose build finds the geo database as the build
 * context {@code geo}.
 *
 * <p>That context is the assembly's own copy of the database, named relative to the folder's copy,
 * where the image is built: so the image's tag follows the database's content and holds no path of
 * the machine that synthesized.
 */
public final class ImageWithGeoDatabase {
  private ImageWithGeoDatabase() {}

  public static DockerImageAsset of(Construct scope, String id, Path folder, Path geoDatabase) {
    AssetStaging geo =
        AssetStaging.Builder.create(scope, id + "GeoDatabase")
            .sourcePath(geoDatabase.toString())
            .build();
    String staged = Path.of(geo.getAbsoluteStagedPath()).getFileName().toString();
    return DockerImageAsset.Builder.create(scope, id)
        .directory(folder.toString())
        .platform(Platform.LINUX_AMD64)
        .buildContexts(Map.of("geo", "../" + staged))
        .build();
  }
}
