package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class PortHolderTest {
  @Test
  void aListeningProcessIsFoundByItsPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(PortHolder.of(socket.getLocalPort()))
          .hasValueSatisfying(
              holder -> {
                assertThat(holder.pid()).isEqualTo(ProcessHandle.current().pid());
                assertThat(holder.command()).contains("java");
              });
    }
  }

  @Test
  void aFreePortHasNoHolder() throws Exception {
    assertThat(PortHolder.of(Loopback.freePort())).isEmpty();
  }
}
