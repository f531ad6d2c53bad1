package com.acme.analytics.flink.window;

import java.util.Arrays;

/**
 * The k + 1 smallest distinct hashes of users, a theta sketch: up to k users it is exact; beyond
 * that the largest hash kept is theta, and the k below it are a uniform sample of all users with a
 * relative standard error of 1/sqrt(k - 1), 1.6 %. (Dasgupta, Lang, Rhodes, Thaler: A Framework for
 * Estimating Stream Expression Cardinalities, 2016; k minimum values.)
 *
 * <p>Hashes are those of Apache DataSketches: 1 to 2^63 - 1. The order in which they are added
 * plays no part. A plain sorted array, so that any engine of SQL makes the same of the same users.
 */
public final class DistinctUsers {
  /** How many users are counted exactly. */
  public static final int K = 4096;

  private static final long[] NONE = {};

  /** From so many times the other's users on, inserting these is less than copying all. */
  private static final int MANY = 8;

  private long[] hashes = NONE;
  private int size;

  public DistinctUsers() {}

  /**
   * From what {@link #hashes} has given.
   *
   * @param hashes ascending and distinct, at most {@link #K} + 1
   */
  public static DistinctUsers of(long[] hashes) {
    DistinctUsers users = new DistinctUsers();
    users.hashes = hashes;
    users.size = hashes.length;
    return users;
  }

  /** Adds a user; 0 is nobody. */
  public void add(long hash) {
    if (hash == 0 || (size > K && hash >= hashes[K])) {
      return;
    }
    int found = Arrays.binarySearch(hashes, 0, size, hash);
    if (found >= 0) {
      return;
    }
    int place = -found - 1;
    if (size == hashes.length && size <= K) {
      hashes = Arrays.copyOf(hashes, Math.min(K + 1, Math.max(4, size + (size >> 1))));
    }
    int moved = Math.min(size, K) - place;
    System.arraycopy(hashes, place, hashes, place + 1, moved);
    hashes[place] = hash;
    size = Math.min(size + 1, K + 1);
  }

  /**
   * Takes a user back. Of more than {@link #K} it stays: the next larger hash is not known any
   * more, and one too many is within the estimate's error.
   */
  public void remove(long hash) {
    int found = Arrays.binarySearch(hashes, 0, size, hash);
    if (found >= 0 && size <= K) {
      System.arraycopy(hashes, found + 1, hashes, found, size - found - 1);
      size--;
    }
  }

  /** Adds all users of the other, which stays as it is. */
  public void merge(DistinctUsers other) {
    if (size >= MANY * other.size) {
      for (int i = 0; i < other.size; i++) {
        add(other.hashes[i]);
      }
      return;
    }
    long[] merged = new long[Math.min(size + other.size, K + 1)];
    int count = 0;
    int mine = 0;
    int theirs = 0;
    while (count < merged.length && (mine < size || theirs < other.size)) {
      long a = mine < size ? hashes[mine] : Long.MAX_VALUE;
      long b = theirs < other.size ? other.hashes[theirs] : Long.MAX_VALUE;
      merged[count++] = Math.min(a, b);
      mine += a <= b ? 1 : 0;
      theirs += b <= a ? 1 : 0;
    }
    hashes = merged;
    size = count;
  }

  /** Takes back all users, and keeps the room for as many. */
  void clear() {
    size = 0;
  }

  /** How many hashes are kept. */
  public int size() {
    return size;
  }

  /** The {@link #size} hashes kept, ascending, and room behind them; not a copy. */
  public long[] array() {
    return hashes;
  }

  /** The hashes kept, ascending: a copy. */
  public long[] hashes() {
    return Arrays.copyOf(hashes, size);
  }

  /** How many users: exact up to {@link #K}, else the sketch's estimate. */
  public double estimate() {
    return size <= K ? size : K / (hashes[K] * 0x1p-63);
  }
}
