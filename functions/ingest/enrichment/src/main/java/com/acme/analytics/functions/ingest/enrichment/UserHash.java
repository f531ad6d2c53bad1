package com.acme.analytics.functions.ingest.enrichment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Hashes a user's id as Apache DataSketches hashes a string, so that hashes kept in events are
 * entries of a theta sketch: MurmurHash3, x64 variant of 128 bits, of the UTF-8 text with seed
 * 9001, of which the first half shifted right by one.
 *
 * @see <a
 *     href="https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp">MurmurHash3_x64_128</a>
 */
final class UserHash {
  private static final long SEED = 9001;
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;
  private static final int BLOCK = 16;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private UserHash() {}

  /** The hash of an id, 0 to 2^63 - 1. */
  static long of(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    long h1 = SEED;
    long h2 = SEED;
    int blocks = bytes.length / BLOCK * BLOCK;
    for (int i = 0; i < blocks; i += BLOCK) {
      h1 ^= mix1((long) LONG.get(bytes, i));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= mix2((long) LONG.get(bytes, i + Long.BYTES));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    h1 ^= mix1(tail(bytes, blocks));
    h2 ^= mix2(tail(bytes, blocks + Long.BYTES));
    h1 ^= bytes.length;
    h2 ^= bytes.length;
    h1 += h2;
    h2 += h1;
    return (finish(h1) + finish(h2)) >>> 1;
  }

  private static long mix1(long k1) {
    return Long.rotateLeft(k1 * C1, 31) * C2;
  }

  private static long mix2(long k2) {
    return Long.rotateLeft(k2 * C2, 33) * C1;
  }

  /** Up to eight bytes from here to the end, little-endian; zero when there is none. */
  private static long tail(byte[] bytes, int start) {
    long value = 0;
    for (int i = Math.min(bytes.length, start + Long.BYTES) - 1; i >= start; i--) {
      value = value << Byte.SIZE | (bytes[i] & 0xFF);
    }
    return value;
  }

  private static long finish(long hash) {
    long h = hash;
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    h ^= h >>> 33;
    return h;
  }
}
