package com.acme.analytics.local.emulation.assembly;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Where the public addresses that templates declare lead on this machine: the HTTP API's host names
 * to its local server, the distribution's to the local site. Texts name them as {@code https://},
 * which nothing local speaks, so it is the URL that is replaced.
 */
final class Addresses {
  private final Map<String, String> local = new LinkedHashMap<>();

  Addresses(CloudAssembly assembly, Substitutions substitutions) {
    String api = substitutions.get(RuntimeValue.API_URL);
    String site = substitutions.get(RuntimeValue.SITE_URL);
    for (Resource resource :
        assembly.resources(
            List.of(
                "AWS::ApiGatewayV2::Api",
                "AWS::ApiGatewayV2::DomainName",
                "AWS::CloudFront::Distribution"))) {
      JsonNode properties = resource.properties();
      switch (resource.type()) {
        case "AWS::ApiGatewayV2::Api" ->
            local.put(
                "https://%s.execute-api.%s.amazonaws.com"
                    .formatted(apiId(resource), resource.stack().region()),
                api);
        case "AWS::ApiGatewayV2::DomainName" -> put(properties.path("DomainName"), api);
        default -> {
          local.put("https://" + siteHost(resource), site);
          properties
              .path("DistributionConfig")
              .path("Aliases")
              .valueStream()
              .forEach(alias -> put(alias, site));
        }
      }
    }
  }

  /** Each address as a template has it, and the local one. */
  Map<String, String> local() {
    return local;
  }

  String localise(String text) {
    String localised = text;
    if (text.contains("https://")) {
      for (Map.Entry<String, String> address : local.entrySet()) {
        localised = localised.replace(address.getKey(), address.getValue());
      }
    }
    return localised;
  }

  /** Such as {@code a1b2c3d4e5}: an API's id is part of its host name. */
  static String apiId(Resource api) {
    return id(api);
  }

  /** The host name that CloudFront gives a distribution. */
  static String siteHost(Resource distribution) {
    return "d" + id(distribution) + ".cloudfront.net";
  }

  private static String id(Resource resource) {
    return UUID.nameUUIDFromBytes(resource.toString().getBytes(StandardCharsets.UTF_8))
        .toString()
        .substring(26);
  }

  /** A host name that is an expression has no local form: whoever asks for it fails. */
  private void put(JsonNode host, String url) {
    if (host.isString()) {
      local.put("https://" + host.asString(), url);
    }
  }
}
