# Sourced by ./acme: the platform's figures.

bench_usage() {
  cat <<'EOF'
usage: ./acme bench [platform]
       ./acme bench ingest [pipeline] [gateway] [lambda]
       ./acme bench stream [--quick]
       ./acme bench query [--quick]

  platform    starts a platform of its own and prints each figure as a ratio to its limit or peer
  ingest      the pipeline alone, the gateway beside a bare Kafka producer, the function behind the
              HTTP API; the tables in Markdown are those of docs/cost.md. Under 10 minutes;
              a name runs only that part
  stream      the streaming job and its operators alone beside a bare Kafka source, Kafka to
              ClickHouse, checkpoints, the bytes of an id that de-duplication remembers. Half an
              hour; --quick shows in less than 90 s that all can be measured

  query       the overview's queries by 1, 8 and 32 clients beside the same SQL put straight to each
              engine, with 10 million events in the hot tier; bytes of an event in each tier; inserts
              of the job's sink beside the client's own. Half an hour; --quick shows in some minutes
              that all can be measured

A figure that is missed is printed as such; the exit status says only whether all was measured.
EOF
}

suite=${1:-platform}
[ $# -gt 0 ] && shift
case $suite in
  -h | --help)
    bench_usage
    exit 0
    ;;
  platform)
    [ $# -eq 0 ] || fail "bench platform: $1: no such option"
    benchmark=PlatformBenchmark
    ;;
  ingest)
    for part in "$@"; do
      case $part in
        -h | --help)
          bench_usage
          exit 0
          ;;
        pipeline | gateway | lambda) ;;
        *) fail "bench ingest: $part: no such part" ;;
      esac
    done
    benchmark=ingest.IngestBenchmark
    ;;
  stream | query)
    for option in "$@"; do
      case $option in
        -h | --help)
          bench_usage
          exit 0
          ;;
        --quick) ;;
        *) fail "bench $suite: $option: no such option" ;;
      esac
    done
    benchmark=$suite.${suite^}Benchmark
    ;;
  *)
    bench_usage >&2
    fail "bench: $suite: no such suite"
    ;;
esac

build
[ "$suite" != platform ] || synthesize_dev
(cd "$root" && mvn -B -q -DskipTests package -pl benchmarks -am)
"$JAVA_HOME/bin/java" -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow \
  --enable-native-access=ALL-UNNAMED -Dacme.root="$root" \
  -cp "$(cat "$root/benchmarks/target/classpath"):$root/benchmarks/target/classes" \
  "com.acme.analytics.benchmarks.$benchmark" "$@"
