package com.acme.analytics.cdk.settings;

/**
 * What a pod is promised; memory is its limit, too.
 *
 * @param cpuMillis thousandths of a CPU
 * @param storageGib of the node's disks
 */
public record PodSize(int cpuMillis, int memoryGib, int storageGib) {
  public PodSize {
    Expect.between("cpuMillis", cpuMillis, 100, 96_000);
    Expect.between("memoryGib", memoryGib, 1, 768);
    Expect.between("storageGib", storageGib, 1, 60_000);
  }
}
