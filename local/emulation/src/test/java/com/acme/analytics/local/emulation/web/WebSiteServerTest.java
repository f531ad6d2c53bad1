package com.acme.analytics.local.emulation.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.emulation.model.WebSite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebSiteServerTest {
  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private WebSiteServer server;

  @BeforeEach
  void deploy() throws IOException {
    Path files = Files.createDirectories(directory.resolve("dist/assets"));
    Files.writeString(directory.resolve("dist/index.html"), "<p>page</p>");
    Files.writeString(files.resolve("app.js"), "let x");
    Path config = Files.createDirectories(directory.resolve("config"));
    Files.writeString(config.resolve("config.json"), "{\"apiUrl\":\"https://api\"}");
    Path root = Files.createDirectories(directory.resolve("site"));
    Files.writeString(root.resolve("old.txt"), "old");
    WebSite site =
        new WebSite(
            "Site",
            "bucket",
            Optional.of("index.html"),
            List.of(new WebSite.ErrorResponse(403, "/index.html", 200)),
            Map.of("x-frame-options", "DENY"),
            List.of(
                new WebSite.Source(directory.resolve("dist"), "", Map.of()),
                new WebSite.Source(config, "", Map.of("https://api", "http://127.0.0.1:1"))));
    SiteContent.deploy(site, root);
    server = new WebSiteServer(site, root, 0);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void theRootIsTheDefaultObject() throws Exception {
    HttpResponse<String> response = get("/");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("<p>page</p>");
    assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("text/html");
    assertThat(response.headers().firstValue("x-frame-options")).contains("DENY");
  }

  @Test
  void aFileHasItsTypeAndCanBeRevalidated() throws Exception {
    HttpResponse<String> script = get("/assets/app.js");

    assertThat(script.headers().firstValue("content-type").orElseThrow()).contains("javascript");
    String tag = script.headers().firstValue("etag").orElseThrow();
    HttpResponse<String> again =
        client.send(
            request("/assets/app.js").header("If-None-Match", tag).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(again.statusCode()).isEqualTo(304);
  }

  @Test
  void theConfigurationHasTheLocalAddress() throws Exception {
    assertThat(get("/config.json").body()).isEqualTo("{\"apiUrl\":\"http://127.0.0.1:1\"}");
  }

  @Test
  void aPathOfThePagesOwnIsThePage() throws Exception {
    HttpResponse<String> response = get("/funnels/7");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("<p>page</p>");
    assertThat(response.headers().firstValue("x-frame-options")).contains("DENY");
  }

  @Test
  void filesOfAnEarlierDeploymentAreGone() throws Exception {
    assertThat(get("/old.txt").body()).isEqualTo("<p>page</p>");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }
}
