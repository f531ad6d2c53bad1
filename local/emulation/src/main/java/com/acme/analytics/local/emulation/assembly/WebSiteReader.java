package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.WebSite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        responseHeaders(config.in("DefaultCacheBehavior")),
        sources(bucket));
  }

  private Map<String, String> responseHeaders(Properties behavior) {
    Optional<String> id = behavior.optionalText("ResponseHeadersPolicyId");
    if (id.isEmpty()) {
      return Map.of();
    }
    Properties policy =
        assembly.resources(List.of("AWS::CloudFront::ResponseHeadersPolicy")).stream()
            .map(resource -> Properties.of(expressions, resource))
            .filter(candidate -> candidate.name().equals(id.get()))
            .findFirst()
            .orElseThrow(
                () ->
                    new AssemblyException(
                        "%s: %s (expected: a response headers policy of the environment)"
                            .formatted(behavior.resource(), id.get())));
    Properties security = policy.in("ResponseHeadersPolicyConfig").in("SecurityHeadersConfig");
    Map<String, String> headers = new LinkedHashMap<>();
    security
        .in("ContentSecurityPolicy")
        .optionalText("ContentSecurityPolicy")
        .ifPresent(value -> headers.put("content-security-policy", value));
    security
        .in("FrameOptions")
        .optionalText("FrameOption")
        .ifPresent(value -> headers.put("x-frame-options", value));
    security
        .in("ReferrerPolicy")
        .optionalText("ReferrerPolicy")
        .ifPresent(value -> headers.put("referrer-policy", value));
    if (security.has("ContentTypeOptions")) {
      headers.put("x-content-type-options", "nosniff");
    }
    return headers;
  }

  private Map<String, String> replacements(Map<String, String> markers) {
    Map<String, String> replacements = new LinkedHashMap<>(expressions.addresses());
    replacements.putAll(markers);
    return replacements;
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
                  replacements(i < markers.size() ? markers.get(i).textMap() : Map.of())));
        }
      }
    }
    return sources;
  }
}
