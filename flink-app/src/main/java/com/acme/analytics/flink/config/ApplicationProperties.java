package com.acme.analytics.flink.config;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;

/** The file of property groups: {@code [{"PropertyGroupId", "PropertyMap"}]}. */
public final class ApplicationProperties {
  private ApplicationProperties() {}

  /**
   * Group to its properties.
   *
   * @param path the file, or null for the place where Managed Flink puts it
   * @throws ConfigurationException when the file can't be read
   */
  public static Map<String, Properties> read(String path) {
    try {
      return path == null
          ? KinesisAnalyticsRuntime.getApplicationProperties()
          : KinesisAnalyticsRuntime.getApplicationProperties(path);
    } catch (IOException e) {
      throw new ConfigurationException("application properties can't be read: " + path, e);
    }
  }
}
