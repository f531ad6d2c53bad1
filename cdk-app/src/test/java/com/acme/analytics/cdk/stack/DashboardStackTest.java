package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.Synthesis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@ExtendWith(Synthesis.class)
class DashboardStackTest {
  @Test
  void filesAreReachedThroughCloudFrontOnly(Assembly assembly) {
    Template dashboard = assembly.template("prod", "dashboard");

    dashboard.resourceCountIs("AWS::CloudFront::OriginAccessControl", 1);
    dashboard.allResourcesProperties(
        "AWS::S3::Bucket",
        Map.of(
            "PublicAccessBlockConfiguration",
            Map.of(
                "BlockPublicAcls", true,
                "BlockPublicPolicy", true,
                "IgnorePublicAcls", true,
                "RestrictPublicBuckets", true)));
  }

  @Test
  void everyPathOfTheApplicationIsItsPage(Assembly assembly) {
    assembly
        .template("prod", "dashboard")
        .hasResourceProperties(
            "AWS::CloudFront::Distribution",
            Map.of(
                "DistributionConfig",
                Match.objectLike(
                    Map.of(
                        "Aliases",
                        List.of("dashboard.acme-analytics.example"),
                        "DefaultRootObject",
                        "index.html",
                        "CustomErrorResponses",
                        List.of(page(403), page(404)),
                        "ViewerCertificate",
                        Match.objectLike(Map.of("MinimumProtocolVersion", "TLSv1.2_2021"))))));
  }

  @Test
  void thePageMayTalkToTheApiAndIsNeverFramed(Assembly assembly) {
    assembly
        .template("prod", "dashboard")
        .hasResourceProperties(
            "AWS::CloudFront::ResponseHeadersPolicy",
            Map.of(
                "ResponseHeadersPolicyConfig",
                Match.objectLike(
                    Map.of(
                        "SecurityHeadersConfig",
                        Match.objectLike(
                            Map.of(
                                "ContentSecurityPolicy",
                                Match.objectLike(
                                    Map.of(
                                        "ContentSecurityPolicy",
                                        Match.stringLikeRegexp(
                                            "frame-ancestors 'none'; connect-src 'self'"
                                                + " https://api.acme-analytics.example$"))),
                                "StrictTransportSecurity",
                                Match.objectLike(
                                    Map.of("AccessControlMaxAgeSec", 31_536_000))))))));
  }

  @Test
  void theFilesAreDeployedTogetherWithTheirConfiguration(Assembly assembly) {
    assertThat(
            assembly
                .resources("prod", "dashboard", "Custom::CDKBucketDeployment")
                .getFirst()
                .path("Properties")
                .path("SourceObjectKeys"))
        .hasSize(2);
  }

  private static Map<String, Object> page(int status) {
    return Map.of(
        "ErrorCode",
        status,
        "ResponseCode",
        200,
        "ResponsePagePath",
        "/index.html",
        "ErrorCachingMinTTL",
        10);
  }
}
