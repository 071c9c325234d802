#!/bin/sh
# Runs every test and ends with a line that counts them:
# the kernel's law and its self-test, the kernel's tests under the sanitizers,
# and testthat on the package as installed from this tree.
set -u
cd "$(dirname "$0")/.." || exit 1
sh tools/set-up.sh test || exit 1
mkdir -p build/library
passed=0 failed=0 skipped=0

count() { # name, exit status
  if [ "$2" -eq 0 ]; then
    passed=$((passed + 1)); echo "ok: $1"
  else
    failed=$((failed + 1)); echo "FAILED: $1"
  fi
}

echo "== kernel law"
sh tools/kernel-law.sh
count "the kernel keeps its law" $?
outlaw=$(mktemp -d)
mkdir -p "$outlaw/src/kernel/base" "$outlaw/tests/kernel"
echo '#include <R.h>' > "$outlaw/src/kernel/base/outlaw.c"
: > "$outlaw/src/kernel/base/outlaw.h"
: > "$outlaw/tests/kernel/test_outlaw.c"
sh tools/kernel-law.sh "$outlaw" 2>/dev/null | grep -q "may not be included"
count "the law notices R.h under src/kernel" $?
rm -rf "$outlaw"

echo "== kernel tests (AddressSanitizer, UndefinedBehaviorSanitizer)"
if make --no-print-directory -s -j2 kernel-tests-built > build/kernel.log 2>&1; then
  for test in build/kernel/test_*; do
    case $test in *.*) continue ;; esac
    "$test" > build/one.log 2>&1
    status=$?
    good=$(grep -c '^\[       OK \]' build/one.log)
    bad=$(grep -c '^\[  FAILED  \] [a-z_0-9]*$' build/one.log)
    [ $status -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
    [ "$bad" -gt 0 ] && cat build/one.log
    echo "$(basename "$test"): $good passed, $bad failed;"
    passed=$((passed + good)); failed=$((failed + bad))
  done
else
  tail -n 40 build/kernel.log
  count "the kernel tests build" 1
fi

echo "== R tests"
if R CMD INSTALL --no-docs --library=build/library . > build/install.log 2>&1; then
  count "the package compiles without a warning" "$(grep -c 'warning:' build/install.log)"
  NOT_CRAN=true R_LIBS="$PWD/build/library" Rscript tools/run-testthat.R build/testthat.counts
  status=$?
  if [ -s build/testthat.counts ]; then
    read -r p f s < build/testthat.counts
    passed=$((passed + p)); failed=$((failed + f)); skipped=$((skipped + s))
  fi
  [ $status -eq 0 ] || [ "${f:-0}" -gt 0 ] || count "testthat runs to its end" 1
else
  tail -n 30 build/install.log
  count "the package installs" 1
fi

echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
