package com.acme.analytics.local.emulation.web;

import com.acme.analytics.local.emulation.model.WebSite;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.file.FileService;
import com.linecorp.armeria.server.file.HttpFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * A static site as its distribution serves it: the files, the error page in place of a file that is
 * not there, and the headers of the distribution's policy.
 */
public final class WebSiteServer implements AutoCloseable {
  private static final int NOT_IN_BUCKET = 404;

  private final Server server;

  /**
   * Deploys the files and starts serving them.
   *
   * @param files the folder that stands for the bucket; what was in it is replaced
   * @param port of the loopback address; 0 takes any that is free
   */
  public WebSiteServer(WebSite site, Path files, int port) throws IOException {
    new BucketDeployment(files).deploy(site.sources());
    FileService bucket = FileService.builder(files).build();
    HttpHeaders headers = headers(site);
    server =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .service(
                "exact:/",
                site.defaultRootObject()
                    .map(root -> page(files.resolve(root)))
                    .orElse(bucket))
            .serviceUnder("/", withErrorPage(site, files, bucket))
            .decorator(
                (delegate, context, request) ->
                    delegate
                        .serve(context, request)
                        .mapHeaders(answer -> answer.toBuilder().set(headers).build()))
            .build();
    server.start().join();
  }

  /** The port that it serves on. */
  public int port() {
    return server.activeLocalPort();
  }

  @Override
  public void close() {
    server.stop().join();
  }

  private static HttpService withErrorPage(WebSite site, Path files, FileService bucket) {
    return site.errorResponses().stream()
        .filter(response -> response.errorCode() == NOT_IN_BUCKET)
        .findFirst()
        .map(response -> bucket.orElse(page(files.resolve(response.pagePath().substring(1)))))
        .orElse(bucket);
  }

  private static HttpService page(Path file) {
    return HttpFile.of(file).asService();
  }

  private static HttpHeaders headers(WebSite site) {
    HttpHeadersBuilder headers = HttpHeaders.builder();
    site.responseHeaders().forEach(headers::set);
    return headers.build();
  }
}
