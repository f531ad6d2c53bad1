package com.acme.analytics.cdk.settings;

/**
 * An EC2 instance with disks of its own.
 *
 * @see <a href="https://aws.amazon.com/ec2/instance-types/i3en/">EC2 on i3en</a>
 */
public enum StorageNode {
  I3EN_LARGE("i3en.large", 2, 16, 1_250),
  I3EN_XLARGE("i3en.xlarge", 4, 32, 2_500),
  I3EN_2XLARGE("i3en.2xlarge", 8, 64, 5_000),
  I3EN_3XLARGE("i3en.3xlarge", 12, 96, 7_500),
  I3EN_6XLARGE("i3en.6xlarge", 24, 192, 15_000),
  I3EN_12XLARGE("i3en.12xlarge", 48, 384, 30_000),
  I3EN_24XLARGE("i3en.24xlarge", 96, 768, 60_000);

  private final String instanceType;
  private final int cpus;
  private final int memoryGib;
  private final int diskGb;

  StorageNode(String instanceType, int cpus, int memoryGib, int diskGb) {
    this.instanceType = instanceType;
    this.cpus = cpus;
    this.memoryGib = memoryGib;
    this.diskGb = diskGb;
  }

  /** As EC2 calls it. */
  public String instanceType() {
    return instanceType;
  }

  public int cpus() {
    return cpus;
  }

  /** What a pod may ask for: Kubernetes and the node's own processes need some. */
  int podCpuMillis() {
    return cpus * 1_000 - 400;
  }

  int podMemoryGib() {
    return memoryGib * 85 / 100;
  }

  int podStorageGib() {
    return (int) (diskGb * 1_000_000_000L / (1L << 30) * 85 / 100);
  }
}
