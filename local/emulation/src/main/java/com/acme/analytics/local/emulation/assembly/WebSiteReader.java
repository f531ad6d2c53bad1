package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.WebSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a CloudFront distribution before a bucket, and the deployments to that bucket. */
final class WebSiteReader {
  private final CloudAssembly assembly;
  private final Expressions expressions;

  WebSiteReader(CloudAssembly assembly, Expressions expressions) {
    this.assembly = assembly;
    this.expressions = expressions;
  }

  WebSite read(Properties distribution) {
    Properties config = distribution.in("DistributionConfig");
    String origin = config.list("Origins").getFirst().text("DomainName");
    String bucket = origin.substring(0, origin.indexOf(".s3."));
    return new WebSite(
        distribution.resource().logicalId(),
        bucket,
        config.optionalText("DefaultRootObject"),
        config.list("CustomErrorResponses").stream().map(WebSiteReader::errorResponse).toList(),
        sources(bucket));
  }

  private static WebSite.ErrorResponse errorResponse(Properties response) {
    int errorCode = response.number("ErrorCode");
    return new WebSite.ErrorResponse(
        errorCode,
        response.text("ResponsePagePath"),
        response.optionalNumber("ResponseCode").orElse(errorCode));
  }

  private List<WebSite.Source> sources(String bucket) {
    List<WebSite.Source> sources = new ArrayList<>();
    for (Resource resource : assembly.resources(List.of("Custom::CDKBucketDeployment"))) {
      Properties deployment = Properties.of(expressions, resource);
      if (deployment.text("DestinationBucketName").equals(bucket)) {
        List<String> keys = deployment.texts("SourceObjectKeys");
        List<Properties> markers = deployment.list("SourceMarkers");
        for (int i = 0; i < keys.size(); i++) {
          sources.add(
              new WebSite.Source(
                  Properties.asset(resource, keys.get(i)),
                  deployment.optionalText("DestinationBucketKeyPrefix").orElse(""),
                  i < markers.size() ? markers.get(i).textMap() : Map.of()));
        }
      }
    }
    return sources;
  }
}
