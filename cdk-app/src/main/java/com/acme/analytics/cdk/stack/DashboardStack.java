package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.PrivateBucket;
import com.acme.analytics.cdk.settings.DomainSettings;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
import software.amazon.awscdk.services.cloudfront.HeadersFrameOption;
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentSecurityPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersFrameOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.deployment.BucketDeployment;
import software.amazon.awscdk.services.s3.deployment.Source;
import software.constructs.Construct;

/** The dashboard's files in a private bucket, and CloudFront before it. */
public final class DashboardStack extends Stack {
  public DashboardStack(Construct scope, EnvironmentSettings settings, Path files) {
    super(scope, "dashboard");
    Bucket logs = logs(settings);
    Bucket bucket =
        PrivateBucket.create(this, "Files", settings.removalPolicy())
            .serverAccessLogsBucket(logs)
            .serverAccessLogsPrefix("bucket/")
            .build();
    Distribution distribution = distribution(settings.domains(), bucket, logs);
    BucketDeployment.Builder.create(this, "Deployment")
        .sources(
            List.of(
                Source.asset(files.toString()),
                Source.jsonData("config.json", Map.of("apiUrl", settings.domains().apiOrigin()))))
        .destinationBucket(bucket)
        .distribution(distribution)
        .distributionPaths(List.of("/*"))
        .memoryLimit(512)
        .build();
    CfnOutput.Builder.create(this, "DomainTarget")
        .description("What " + settings.domains().dashboard() + " must be an alias of")
        .value(distribution.getDistributionDomainName())
        .build();
  }

  private Bucket logs(EnvironmentSettings settings) {
    return PrivateBucket.create(this, "Logs", settings.removalPolicy())
        // CloudFront's standard logs are written through an ACL.
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED)
        .lifecycleRules(List.of(LifecycleRule.builder().expiration(Duration.days(365)).build()))
        .build();
  }

  private Distribution distribution(DomainSettings domains, Bucket bucket, Bucket logs) {
    return Distribution.Builder.create(this, "Distribution")
        .comment(domains.dashboard())
        .domainNames(List.of(domains.dashboard()))
        .certificate(
            Certificate.fromCertificateArn(this, "Certificate", domains.dashboardCertificateArn()))
        .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021)
        .httpVersion(HttpVersion.HTTP2_AND_3)
        .priceClass(PriceClass.PRICE_CLASS_100)
        .defaultRootObject("index.html")
        .defaultBehavior(
            BehaviorOptions.builder()
                .origin(S3BucketOrigin.withOriginAccessControl(bucket))
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .responseHeadersPolicy(securityHeaders(domains.apiOrigin()))
                .build())
        // S3 answers 403 for a missing key to who may not list: such a path is the page's own.
        .errorResponses(List.of(page(403), page(404)))
        .enableLogging(true)
        .logBucket(logs)
        .logFilePrefix("cloudfront/")
        .build();
  }

  private static ErrorResponse page(int status) {
    return ErrorResponse.builder()
        .httpStatus(status)
        .responseHttpStatus(200)
        .responsePagePath("/index.html")
        .ttl(Duration.seconds(10))
        .build();
  }

  private ResponseHeadersPolicy securityHeaders(String apiOrigin) {
    return ResponseHeadersPolicy.Builder.create(this, "SecurityHeaders")
        .securityHeadersBehavior(
            ResponseSecurityHeadersBehavior.builder()
                .contentSecurityPolicy(
                    ResponseHeadersContentSecurityPolicy.builder()
                        .contentSecurityPolicy(
                            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                                + " frame-ancestors 'none'; connect-src 'self' "
                                + apiOrigin)
                        .override(true)
                        .build())
                .contentTypeOptions(
                    ResponseHeadersContentTypeOptions.builder().override(true).build())
                .frameOptions(
                    ResponseHeadersFrameOptions.builder()
                        .frameOption(HeadersFrameOption.DENY)
                        .override(true)
                        .build())
                .referrerPolicy(
                    ResponseHeadersReferrerPolicy.builder()
                        .referrerPolicy(HeadersReferrerPolicy.SAME_ORIGIN)
                        .override(true)
                        .build())
                .strictTransportSecurity(
                    ResponseHeadersStrictTransportSecurity.builder()
                        .accessControlMaxAge(Duration.days(365))
                        .includeSubdomains(true)
                        .override(true)
                        .build())
                .build())
        .build();
  }
}
