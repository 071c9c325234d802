#!/bin/sh
# Attacks the protected reports of random cohorts, COHORTS for each profile, on the
# package as installed from this tree; then tests that draw data draw DRAWN sets of it.
set -u
cd "$(dirname "$0")/.." || exit 1
sh tools/set-up.sh test || exit 1
mkdir -p build/library
R CMD INSTALL --no-docs --library=build/library . > build/attack-install.log 2>&1 || {
  cat build/attack-install.log
  exit 1
}
. tools/testthat.sh
R_LIBS="$PWD/build/library${R_LIBS:+:$R_LIBS}" Rscript tools/attack-report.R "${COHORTS:-300}"
status=$?
# Tests that draw data, with more of it than `make test` draws.
drawn=${DRAWN:-300}
export PAIRWAVE_ATTACKS="$drawn" PAIRWAVE_TOGETHER="$drawn" PAIRWAVE_DRAWN_SETS="$drawn" \
  PAIRWAVE_HOSTILE=20 \
  PAIRWAVE_LANGUAGE_REPORTS=html,docx
run_testthat "${LC_ALL:-}" drawn
echo "attack: with more data drawn $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] || status=1
exit $status
