package com.acme.analytics.flink.hot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RowBinaryTest {
  private final RowBinary rows = new RowBinary(1);

  @Test
  void aStringHasItsLengthInBytesBeforeIt() {
    rows.string("é");
    rows.string("");
    rows.string(null);
    assertThat(hex()).isEqualTo("02c3a90000");
  }

  @Test
  void aLongStringsLengthTakesSevenBitsPerByte() {
    rows.string("x".repeat(300));
    assertThat(hex()).startsWith("ac0278").hasSize(2 * 302);
  }

  @Test
  void numbersAndTheHalvesOfAUuidAreLittleEndian() {
    rows.int64(-2);
    rows.uuid(UUID.fromString("00010203-0405-0607-0809-0a0b0c0d0e0f"));
    assertThat(hex()).isEqualTo("feffffffffffffff" + "0706050403020100" + "0f0e0d0c0b0a0908");
  }

  @Test
  void aListHasItsSizeBeforeIt() {
    rows.strings(List.of());
    rows.strings(List.of("a", "é"));
    assertThat(hex()).isEqualTo("00" + "02" + "0161" + "02c3a9");
  }

  @Test
  void aBooleanIsOneByteAndAShortNumberFour() {
    rows.bool(true);
    rows.bool(false);
    rows.int32(258);
    assertThat(hex()).isEqualTo("01" + "00" + "02010000");
  }

  @Test
  void arraysAndMapsHaveTheirSizeBeforeThem() {
    rows.int64s(new long[] {1});
    rows.map(new short[] {-1, 2}, new long[] {3, 4});
    assertThat(hex())
        .isEqualTo(
            "01" + "0100000000000000" + "02" + "ffff0300000000000000" + "02000400000000000000");
  }

  @Test
  void textIsAsUtf8EncodesItHoweverItIsMixed() {
    rows.string("abc é \ud83d\ude00 \ud800");
    assertThat(hex()).isEqualTo("0d" + "61626320" + "c3a920" + "f09f988020" + "3f");
  }

  @Test
  void aRowIsReadAsItWasWritten() {
    UUID id = UUID.randomUUID();
    rows.string("x".repeat(300));
    rows.uuid(id);
    rows.bool(true);
    rows.int32(-3);
    rows.dateTime64(-4);

    RowReader reader = new RowReader(rows.toByteArray());

    assertThat(reader.string()).hasSize(300);
    assertThat(reader.uuid()).isEqualTo(id);
    assertThat(reader.bool()).isTrue();
    assertThat(reader.int32()).isEqualTo(-3);
    assertThat(reader.int64()).isEqualTo(-4);
    assertThat(reader.rest()).isEmpty();
  }

  private String hex() {
    return HexFormat.of().formatHex(rows.toByteArray());
  }
}
