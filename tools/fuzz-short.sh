#!/bin/sh
# Fuzzes every target for a few seconds, FUZZ_SECONDS or 10, and says a line
# for each; `make fuzz` does so for longer. Where there is no clang with
# libFuzzer, and none can be installed, it says so and is content.
set -u
cd "$(dirname "$0")/.." || exit 1
FUZZ_SECONDS=${FUZZ_SECONDS:-10}
export FUZZ_SECONDS
if ! sh tools/set-up.sh fuzz; then
  echo "fuzz: skipped, there is no clang with libFuzzer"
  exit 0
fi
mkdir -p build/fuzz
targets=$(ls tests/fuzz/fuzz_*.c | sed 's|.*/||; s|\.c$||')
# shellcheck disable=SC2086
if ! make --no-print-directory -s -j2 build/fuzz/make_seeds \
     $(for t in $targets; do echo "build/fuzz/$t"; done) > build/fuzz/build.log 2>&1; then
  tail -n 40 build/fuzz/build.log
  echo "fuzz: the targets do not build"
  exit 1
fi
status=0
for t in $targets; do
  log=build/fuzz/$t.log
  if make --no-print-directory -s "fuzz-run-$t" > "$log" 2>&1; then
    echo "$t: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs, no finding"
  else
    tail -n 60 "$log"
    echo "$t: a finding, in build/fuzz"
    status=1
  fi
done
exit $status
