#!/bin/sh
# Builds pairwave for finding faults: no optimisation, symbols, the address and
# undefined-behaviour sanitizers, into build/dev. `sh tools/dev.sh` builds;
# `sh tools/dev.sh test [NAME]` runs the R tests on it, of the files whose name
# has NAME in it; `sh tools/dev.sh r ...` starts R with it.
set -eu
cd "$(dirname "$0")/.."
mkdir -p build/dev
sanitize="-O0 -g -fno-omit-frame-pointer -fsanitize=address,undefined"
with_sanitizers() { # command ...
  asan=$(${CC:-cc} -print-file-name=libasan.so)
  ubsan=$(${CC:-cc} -print-file-name=libubsan.so)
  # R itself is not built with them, and keeps memory until it ends.
  LD_PRELOAD="$asan:$ubsan" ASAN_OPTIONS=detect_leaks=0 \
    UBSAN_OPTIONS=print_stacktrace=1 R_LIBS="$PWD/build/dev${R_LIBS:+:$R_LIBS}" "$@"
}
case ${1:-build} in
  build)
    printf 'CFLAGS = %s -Wall -Wextra\n' "$sanitize" > build/dev/Makevars
    R_MAKEVARS_USER="$PWD/build/dev/Makevars" LDFLAGS="-fsanitize=address,undefined" \
      MAKEFLAGS="-j2 LDFLAGS=-fsanitize=address,undefined" \
      R CMD INSTALL --preclean --no-docs --no-test-load --library=build/dev . ;;
  test)
    NOT_CRAN=true with_sanitizers Rscript --no-init-file -e '
      library(pairwave)
      testthat::test_dir("tests/testthat", filter = commandArgs(TRUE)[1],
                         package = "pairwave", load_package = "installed")' \
      "${2:-.}" ;;
  r) shift; with_sanitizers R "$@" ;;
  *) echo "usage: dev.sh [build|test [NAME]|r ...]" >&2; exit 2 ;;
esac
