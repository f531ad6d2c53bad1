package com.acme.analytics.cdk.settings;

/**
 * The names the platform is reached by. Certificates are made beside the stacks, where the DNS zone
 * is owned.
 *
 * @param api host name of the HTTP API
 * @param apiCertificateArn its certificate, in the environment's region
 * @param ingest host name of the gateway
 * @param ingestCertificateArn its certificate, in the environment's region
 * @param dashboard host name of the dashboard
 * @param dashboardCertificateArn its certificate, in us-east-1, where CloudFront looks for it
 */
public record DomainSettings(
    String api,
    String apiCertificateArn,
    String ingest,
    String ingestCertificateArn,
    String dashboard,
    String dashboardCertificateArn) {
  private static final String HOST = "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9-]+)+";

  public DomainSettings {
    Expect.matches("api", api, HOST);
    Expect.matches("apiCertificateArn", apiCertificateArn, "arn:aws:acm:[a-z0-9-]+:[0-9]{12}:.+");
    Expect.matches("ingest", ingest, HOST);
    Expect.matches(
        "ingestCertificateArn", ingestCertificateArn, "arn:aws:acm:[a-z0-9-]+:[0-9]{12}:.+");
    Expect.matches("dashboard", dashboard, HOST);
    Expect.matches(
        "dashboardCertificateArn", dashboardCertificateArn, "arn:aws:acm:us-east-1:[0-9]{12}:.+");
  }

  public String apiOrigin() {
    return "https://" + api;
  }

  public String dashboardOrigin() {
    return "https://" + dashboard;
  }
}
