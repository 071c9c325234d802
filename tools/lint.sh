#!/bin/sh
# Checks the dialect: C by clang-format (.clang-format), R by lintr (.lintr).
# `sh tools/lint.sh fix` writes C anew in it.
set -u
cd "$(dirname "$0")/.." || exit 1
status=0
command -v clang-format >/dev/null 2>&1 ||
  { echo "lint: clang-format must be installed (Debian: clang-format)" >&2; exit 2; }
sources=$(ls src/*.c src/glue/*.[ch] src/kernel/*/*.[ch] tests/kernel/*.[ch] tests/fuzz/*.c)
if [ "${1:-}" = fix ]; then
  # shellcheck disable=SC2086
  clang-format -i $sources
else
  # shellcheck disable=SC2086
  clang-format --dry-run -Werror $sources || status=1
fi
Rscript --no-init-file -e '
  if (!requireNamespace("lintr", quietly = TRUE)) {
    message("lint: the R package lintr must be installed (Debian: r-cran-lintr)")
    quit(status = 2)
  }
  found <- c(lintr::lint_dir("R"), lintr::lint_dir("tools"))
  for (one in found) {
    cat(sprintf("%s:%d: %s\n", one$filename, one$line_number, one$message))
  }
  if (length(found)) quit(status = 1)' || status=1
exit $status
