package com.acme.analytics.local.emulation.web;

import com.acme.analytics.local.emulation.model.WebSite;
import com.acme.analytics.local.emulation.server.LoopbackServer;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.file.HttpFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A distribution before its bucket, on a local port: files with their types, validators and the
 * response headers policy, and the distribution's pages for what is not there.
 */
public final class WebSiteServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebSiteServer.class);

  /** S3's, to a distribution that may not list the bucket: it can't tell that nothing is there. */
  private static final List<Integer> MISSING = List.of(403, 404);

  private final WebSite site;
  private final Path root;
  private final LoopbackServer server;

  /**
   * Starts serving.
   *
   * @param root what {@link SiteContent#deploy} has laid out
   * @param port of the loopback address; 0 takes any that is free
   */
  public WebSiteServer(WebSite site, Path root, int port) {
    this.site = site;
    this.root = root.toAbsolutePath().normalize();
    this.server = new LoopbackServer(port, Server.builder().serviceUnder("/", this::serve));
  }

  /** The port that it serves on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }

  private HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      return page(HttpStatus.METHOD_NOT_ALLOWED, MediaType.PLAIN_TEXT_UTF_8, HttpData.empty());
    }
    Optional<Path> file = file(context.decodedPath());
    if (file.isEmpty()) {
      return missing();
    }
    return HttpFile.builder(file.get())
        .addHeaders(site.responseHeaders().entrySet())
        .build()
        .asService()
        .serve(context, request);
  }

  private Optional<Path> file(String path) {
    String key = path.equals("/") ? site.defaultRootObject().orElse("") : path.substring(1);
    Path file = root.resolve(key).normalize();
    return file.startsWith(root) && Files.isRegularFile(file)
        ? Optional.of(file)
        : Optional.empty();
  }

  private HttpResponse missing() {
    Optional<WebSite.ErrorResponse> response =
        site.errorResponses().stream()
            .filter(each -> MISSING.contains(each.errorCode()))
            .findFirst();
    Optional<Path> page = response.flatMap(each -> file(each.pagePath()));
    if (page.isEmpty()) {
      return page(
          HttpStatus.FORBIDDEN, MediaType.PLAIN_TEXT_UTF_8, HttpData.ofUtf8("AccessDenied"));
    }
    try {
      return page(
          HttpStatus.valueOf(response.get().responseCode()),
          MediaType.HTML_UTF_8,
          HttpData.wrap(Files.readAllBytes(page.get())));
    } catch (IOException e) {
      LOG.warn("{} can't be read", page.get(), e);
      return page(
          HttpStatus.BAD_GATEWAY, MediaType.PLAIN_TEXT_UTF_8, HttpData.ofUtf8("Bad Gateway"));
    }
  }

  private HttpResponse page(HttpStatus status, MediaType type, HttpData body) {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(status).contentType(type);
    site.responseHeaders().forEach(headers::set);
    return HttpResponse.of(headers.build(), body);
  }
}
