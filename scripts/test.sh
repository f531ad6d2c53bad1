# Sourced by ./acme: everything a change must pass. Suites run in order; the first failure ends it.

test_usage() {
  cat <<'EOF'
usage: ./acme test [--long] [SUITE...]

  unit        format, compile, unit, property and single-engine tests of the Java modules
  dashboard   lint, types, unit tests and build of the dashboard
  templates   lint of the OpenAPI document, synthesis of every environment, validated against
              CloudFormation's schemas
  platform    scenarios, faults and the browser against a whole platform of its own

Without a suite: all of them. --long adds campaigns to the suites that have some.
EOF
}

long=false
suites=()
for argument in "$@"; do
  case $argument in
    --long) long=true ;;
    -h | --help)
      test_usage
      exit 0
      ;;
    unit | dashboard | templates | platform) suites+=("$argument") ;;
    *)
      test_usage >&2
      fail "test: $argument: no such suite or option"
      ;;
  esac
done
[ ${#suites[@]} -gt 0 ] || suites=(unit dashboard templates platform)

run_maven() {
  local campaign=()
  # More seeds and faults in the scenarios, more tries of each property that sets no number itself.
  [ "$long" = true ] && campaign=(-Dacme.long=true -Djqwik.tries.default=20000)
  (cd "$root" && mvn -B -ntp --fail-at-end "${campaign[@]}" "$@")
}

# Of Maven's output: each module, each test class, and what went wrong.
progress() {
  sed -un \
    -e 's/^\[INFO\] Building \(.*\) 0\.1\.0-SNAPSHOT *\(\[.*\]\)$/\2 \1/p' \
    -e 's/^\[INFO\] Tests run: \([0-9]*\),.* Time elapsed: \(.*\) s -- in com\.acme\.analytics\.\(.*\)$/  \3: \1 in \2 s/p' \
    -e '/^\[ERROR\]/p' -e '/^\[WARNING\] .*\.java/p'
}

test_unit() {
  local log=$root/target/unit.log
  install_java_inputs
  mkdir -p "$root/target"
  touch "$root/target/built.new"
  # Two modules at once: most of the time one of them waits for its engines.
  if ! run_maven -T 2 verify -pl '!integration-tests,!benchmarks' 2>&1 | tee "$log" | progress; then
    grep -A 15 -E '<<< (FAILURE|ERROR)!$' "$log" >&2 || true
    fail "unit: everything it said is in $log"
  fi
  mv "$root/target/built.new" "$root/target/built"
}

test_dashboard() {
  install_npm dashboard
  (cd "$root/dashboard" && npm run --silent lint && npm run --silent typecheck && npm test --silent)
  build_dashboard
}

test_templates() {
  install_npm docs/formats/lint
  (cd "$root/docs/formats/lint" && npm run --silent lint)
  build
  local out=$root/cdk-app/target/cdk.out-all
  rm -rf "$out"
  synthesize dev,staging,prod "$out"
  install_npm cdk-app/validate
  (cd "$root/cdk-app/validate" && npm run --silent validate -- "$out")
}

# The browser that the platform's scenarios drive.
require_chromium() {
  [ -n "${CHROMIUM:-}" ] || CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
  if [ -z "$CHROMIUM" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium from the distribution's packages"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
    CHROMIUM=$(command -v chromium || true)
  fi
  [ -n "$CHROMIUM" ] || fail "the browser test needs Chromium: install the package chromium, or set CHROMIUM to its path"
  export CHROMIUM
}

test_platform() {
  require_chromium
  install_npm integration-tests/segment
  build
  synthesize_dev
  # No phase beyond the tests: the jars that the platform runs are built already.
  run_maven test -pl integration-tests,benchmarks -am \
    -Dtest='com.acme.analytics.integration.**,com.acme.analytics.benchmarks.**' \
    -Dsurefire.failIfNoSpecifiedTests=false
}

started=$SECONDS
for suite in "${suites[@]}"; do
  suite_started=$SECONDS
  echo "== $suite"
  "test_$suite"
  echo "== $suite passed in $((SECONDS - suite_started)) s"
done
echo "All of ${suites[*]} passed in $((SECONDS - started)) s"
