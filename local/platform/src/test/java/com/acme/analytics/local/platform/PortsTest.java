package com.acme.analytics.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
  @Test
  void noTwoServicesShareAPort() {
    Ports ports = Ports.fromEnvironment(Map.of("ACME_PORT_BASE", "20000"));

    assertThat(
            IntStream.concat(
                    ports.druidServices().stream().mapToInt(Integer::intValue),
                    IntStream.of(
                        ports.api(),
                        ports.dashboard(),
                        ports.kafka(),
                        ports.kafkaController(),
                        ports.clickHouseHttp(),
                        ports.clickHouseTcp(),
                        ports.dynamoDb(),
                        ports.s3(),
                        ports.secretsManager(),
                        ports.flinkRest(),
                        ports.flinkRpc(),
                        ports.lambda(),
                        ports.gateway(),
                        ports.icebergCatalog(),
                        ports.kinesis(),
                        ports.kinesisTls(),
                        ports.connect(),
                        ports.trino(),
                        ports.druid(),
                        ports.sqs()))
                .boxed())
        .doesNotHaveDuplicates()
        .allSatisfy(port -> assertThat(port).isBetween(20_000, 20_025));
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "65535", "many", ""})
  void aBaseThatIsNoUsablePortIsNamed(String base) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ports.fromEnvironment(Map.of("ACME_PORT_BASE", base)))
        .withMessageContaining(base)
        .withMessageContaining("1024 to 65000");
  }
}
