package com.acme.analytics.flink.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowBinaryTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private RowBinary rows;

  @BeforeEach
  void begin() {
    rows = new RowBinary(bytes);
  }

  @Test
  void aStringHasItsLengthInBytesBeforeIt() throws IOException {
    rows.string("é");
    rows.string("");
    rows.string(null);
    assertThat(hex()).isEqualTo("02c3a90000");
  }

  @Test
  void aLongStringsLengthTakesSevenBitsPerByte() throws IOException {
    rows.string("x".repeat(300));
    assertThat(hex()).startsWith("ac0278").hasSize(2 * 302);
  }

  @Test
  void numbersAndTheHalvesOfAUuidAreLittleEndian() throws IOException {
    rows.int64(-2);
    rows.uuid(UUID.fromString("00010203-0405-0607-0809-0a0b0c0d0e0f"));
    assertThat(hex()).isEqualTo("feffffffffffffff" + "0706050403020100" + "0f0e0d0c0b0a0908");
  }

  @Test
  void aListHasItsSizeBeforeIt() throws IOException {
    rows.strings(List.of());
    rows.strings(List.of("a", "é"));
    assertThat(hex()).isEqualTo("00" + "02" + "0161" + "02c3a9");
  }

  @Test
  void aBooleanIsOneByteAndAShortNumberFour() throws IOException {
    rows.bool(true);
    rows.bool(false);
    rows.int32(258);
    assertThat(hex()).isEqualTo("01" + "00" + "02010000");
  }

  private String hex() {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
