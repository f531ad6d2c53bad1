package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process that listens on a TCP port, found in Linux's /proc (proc(5)).
 *
 * @param pid its process id
 * @param command its command line, cut to a readable length
 */
public record PortHolder(long pid, String command) {
  private static final Path PROC = Path.of("/proc");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final String LISTENING = "0A";
  private static final int MAX_COMMAND_LENGTH = 160;

  /** The process that listens there; empty when there is none, or it is another user's. */
  public static Optional<PortHolder> of(int port) throws IOException {
    Set<String> sockets = listeningSockets(port);
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    try (Stream<Path> entries = Files.list(PROC)) {
      return entries
          .filter(entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
          .filter(process -> holdsAny(process, sockets))
          .map(PortHolder::of)
          .findFirst();
    }
  }

  private static PortHolder of(Path process) {
    return new PortHolder(Long.parseLong(process.getFileName().toString()), commandOf(process));
  }

  /** The sockets as file descriptors name them. */
  private static Set<String> listeningSockets(int port) throws IOException {
    Set<String> sockets = new HashSet<>();
    String suffix = ":%04X".formatted(port);
    for (String table : List.of("tcp", "tcp6")) {
      Path file = PROC.resolve("net").resolve(table);
      if (!Files.exists(file)) {
        continue;
      }
      for (String line : Files.readAllLines(file)) {
        // sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode
        String[] fields = BLANKS.split(line.strip(), -1);
        if (fields[1].endsWith(suffix) && fields[3].equals(LISTENING)) {
          sockets.add("socket:[" + fields[9] + "]");
        }
      }
    }
    return sockets;
  }

  private static boolean holdsAny(Path process, Set<String> sockets) {
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      return descriptors.anyMatch(descriptor -> sockets.contains(target(descriptor)));
    } catch (IOException e) {
      // Another user's process, or one that has just ended.
      return false;
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      // Closed since it was listed.
      return "";
    }
  }

  private static String commandOf(Path process) {
    try {
      String command = Files.readString(process.resolve("cmdline")).replace('\0', ' ').strip();
      return command.length() <= MAX_COMMAND_LENGTH
          ? command
          : command.substring(0, MAX_COMMAND_LENGTH) + "...";
    } catch (IOException e) {
      return "command unknown: " + e.getMessage();
    }
  }
}
