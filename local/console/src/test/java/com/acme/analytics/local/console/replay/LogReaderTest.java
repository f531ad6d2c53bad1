package com.acme.analytics.local.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class LogReaderTest {
  @Property(tries = 200)
  void linesComeAsTheyWereWritten(
      @ForAll @Size(max = 50) List<@StringLength(max = 3000) @CharRange(from = ' ', to = '\u20ac') String> lines)
      throws IOException {
    String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());

    List<LogLine> read = read(text.getBytes(StandardCharsets.UTF_8));

    assertThat(read).extracting(LogLine::text).containsExactlyElementsOf(lines);
    assertThat(read)
        .extracting(LogLine::number)
        .isEqualTo(LongStream.rangeClosed(1, lines.size()).boxed().toList());
  }

  @Test
  void theLastLineNeedsNoEnd() throws IOException {
    assertThat(read("a\r\n\nb".getBytes(StandardCharsets.UTF_8)))
        .extracting(LogLine::text)
        .containsExactly("a", "", "b");
  }

  @Test
  void bytesThatAreNotUtf8AreShownAsServersDo() throws IOException {
    byte[] bytes = {
      'a', (byte) 0xc3, (byte) 0xa4, (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82, '\n'
    };

    assertThat(read(bytes)).extracting(LogLine::text).containsExactly("aä\\xffb\\xe2\\x82");
  }

  @Test
  void anEndlessLineDoesNotFillTheMemory() throws IOException {
    long length = 3L * Runtime.getRuntime().maxMemory() / 2;
    LogReader reader = new LogReader(new EndlessLine(), length);

    LogLine line = reader.next().orElseThrow();

    assertThat(line.complete()).isFalse();
    assertThat(line.text()).hasSize(LogReader.MAX_LINE_BYTES);
    assertThat(reader.bytesRead()).isEqualTo(length);
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void theLineAfterATooLongOneIsWhole() throws IOException {
    String text = "x".repeat(LogReader.MAX_LINE_BYTES + 1) + "\nshort\n";

    assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
        .extracting(LogLine::complete)
        .containsExactly(false, true);
  }

  @Test
  void whatIsAppendedMeanwhileIsNotRead() throws IOException {
    InputStream in = new ByteArrayInputStream("a\nb\nc\n".getBytes(StandardCharsets.UTF_8));

    assertThat(read(new LogReader(in, 4))).extracting(LogLine::text).containsExactly("a", "b");
  }

  private static List<LogLine> read(byte[] bytes) throws IOException {
    return read(new LogReader(new ByteArrayInputStream(bytes), Long.MAX_VALUE));
  }

  private static List<LogLine> read(LogReader reader) throws IOException {
    List<LogLine> lines = new ArrayList<>();
    for (Optional<LogLine> line = reader.next(); line.isPresent(); line = reader.next()) {
      lines.add(line.get());
    }
    return lines;
  }

  private static final class EndlessLine extends InputStream {
    @Override
    public int read() {
      return 'x';
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      Arrays.fill(into, offset, offset + length, (byte) 'x');
      return length;
    }
  }
}
