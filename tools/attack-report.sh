#!/bin/sh
# Attacks the protected reports of random cohorts, COHORTS for each profile, on the
# package as installed from this tree.
set -u
cd "$(dirname "$0")/.." || exit 1
sh tools/set-up.sh test || exit 1
mkdir -p build/library
R CMD INSTALL --no-docs --library=build/library . > build/attack-install.log 2>&1 || {
  cat build/attack-install.log
  exit 1
}
# See tools/run-tests.sh.
export R_ENABLE_JIT=0
export R_LIBS="$PWD/build/library${R_LIBS:+:$R_LIBS}"
Rscript tools/attack-report.R "${COHORTS:-300}"
status=$?
# Tests that draw data, with more of them than `make test` draws.
tests="publish-(attack|together)|hostile|(show-)?direction|column-combine"
tests="^($tests|estimate-(bayes|benchmarks|cochran|rank-sums))$"
NOT_CRAN=true PAIRWAVE_ATTACKS=300 PAIRWAVE_TOGETHER=300 PAIRWAVE_DRAWN_SETS=300 \
  PAIRWAVE_HOSTILE=20 Rscript -e 'testthat::test_dir("tests/testthat", commandArgs(TRUE),
  package = "pairwave", load_package = "installed", reporter = "check")' "$tests" \
  > build/attack-drawn.log 2>&1 || { cat build/attack-drawn.log; status=1; }
tail -n 1 build/attack-drawn.log | sed 's/^/attack: more data drawn: /'
exit $status
