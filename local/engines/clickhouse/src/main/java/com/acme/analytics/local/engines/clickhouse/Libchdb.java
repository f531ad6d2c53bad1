package com.acme.analytics.local.engines.clickhouse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/** The few functions of libchdb's C interface (chdb.h) that a server needs. */
@SuppressWarnings("restricted") // Calling native code is what this class is for.
final class Libchdb {
  private static final AddressLayout C_STRING =
      ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE));

  private final MethodHandle queryCommandLine;
  private final MethodHandle resultError;
  private final MethodHandle exit;

  private Libchdb(MethodHandle queryCommandLine, MethodHandle resultError, MethodHandle exit) {
    this.queryCommandLine = queryCommandLine;
    this.resultError = resultError;
    this.exit = exit;
  }

  /** Loads the library and leaves the process's signals to the JVM, which dies otherwise. */
  static Libchdb load(Path file) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup symbols = SymbolLookup.libraryLookup(file, Arena.global());
    MethodHandle setSignalHandlers =
        linker.downcallHandle(
            symbols.findOrThrow("chdb_set_signal_handlers_enabled"),
            FunctionDescriptor.ofVoid(JAVA_INT));
    call(() -> setSignalHandlers.invoke(0));
    return new Libchdb(
        linker.downcallHandle(
            symbols.findOrThrow("chdb_query_cmdline"),
            FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS)),
        linker.downcallHandle(
            symbols.findOrThrow("chdb_result_error"), FunctionDescriptor.of(C_STRING, ADDRESS)),
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("_exit"), FunctionDescriptor.ofVoid(JAVA_INT)));
  }

  /** Runs clickhouse-local to its end and returns its error, if it had one. */
  Optional<String> runCommandLine(String... arguments) {
    Arena arena = Arena.global();
    MemorySegment argv = arena.allocate(ADDRESS, arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      argv.setAtIndex(ADDRESS, i, arena.allocateFrom(arguments[i]));
    }
    MemorySegment result =
        (MemorySegment) call(() -> queryCommandLine.invoke(arguments.length, argv));
    if (MemorySegment.NULL.equals(result)) {
      return Optional.of("the library gave no result");
    }
    MemorySegment error = (MemorySegment) call(() -> resultError.invoke(result));
    return MemorySegment.NULL.equals(error) ? Optional.empty() : Optional.of(error.getString(0));
  }

  /** Ends the process at once, without exit handlers. */
  void exit(int status) {
    call(() -> exit.invoke(status));
  }

  private static Object call(NativeCall nativeCall) {
    try {
      return nativeCall.invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("a call into libchdb failed", e);
    }
  }

  @FunctionalInterface
  private interface NativeCall {
    Object invoke() throws Throwable;
  }
}
