# Sourced by ./acme: the platform's figures.

case ${1:-} in
  -h | --help)
    echo "usage: ./acme bench"
    echo
    echo "Starts a platform of its own and prints each figure as a ratio to its limit or peer."
    exit 0
    ;;
  "") ;;
  *) fail "bench: $1: no such option" ;;
esac

build
synthesize_dev
(cd "$root" && mvn -B -q -DskipTests package -pl benchmarks -am)
"$JAVA_HOME/bin/java" -XX:+UseSerialGC -Dacme.root="$root" \
  -cp "$(cat "$root/benchmarks/target/classpath"):$root/benchmarks/target/classes" \
  com.acme.analytics.benchmarks.PlatformBenchmark
