package com.google.inject.servlet;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.FilterChain;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;

/**
 * Lets several services of one JVM serve, each on its port. Guice's filter has one pipeline for
 * all, that of the newest injector, which would answer every port; this one takes its place and
 * asks the pipeline of the port. It has to be in Guice's package, since a pipeline is known there
 * only.
 */
public final class PortPipelines {
  private static final Map<Integer, FilterPipeline> BY_PORT = new ConcurrentHashMap<>();

  private PortPipelines() {}

  /**
   * Gives the newest injector's pipeline a port. To be called before the service listens there.
   *
   * @throws IllegalStateException when there is none that no port has
   */
  public static void claim(int port) {
    FilterPipeline newest = GuiceFilter.pipeline;
    if (newest instanceof ByPort) {
      throw new IllegalStateException(
          "port %d: no new pipeline (expected: an injector's, made before)".formatted(port));
    }
    BY_PORT.put(port, newest);
    GuiceFilter.pipeline = new ByPort(newest);
  }

  /**
   * Asks the pipeline of the port.
   *
   * @param newest whose service starts next, and so initializes and destroys what it is given
   */
  private record ByPort(FilterPipeline newest) implements FilterPipeline {
    @Override
    public void initPipeline(ServletContext context) throws ServletException {
      newest.initPipeline(context);
    }

    @Override
    public void destroyPipeline() {
      newest.destroyPipeline();
    }

    @Override
    public void dispatch(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      BY_PORT.get(request.getLocalPort()).dispatch(request, response, chain);
    }
  }
}
