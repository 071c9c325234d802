#!/bin/sh
# Checks the dialect: C by clang-format (.clang-format), R by lintr (.lintr), or,
# where lintr is not installed, the width of R's lines. `sh tools/lint.sh fix`
# writes C anew in its dialect.
set -u
cd "$(dirname "$0")/.." || exit 1
status=0
say() { echo "lint: $*" >&2; }

sources=$(ls src/*.c src/glue/*.[ch] src/kernel/*/*.[ch] tests/kernel/*.[ch] tests/fuzz/*.c)
if ! command -v clang-format >/dev/null 2>&1; then
  say "C was not checked, for clang-format is not installed; sh tools/set-up.sh lint installs it"
  status=2
elif [ "${1:-}" = fix ]; then
  # shellcheck disable=SC2086
  clang-format -i $sources
else
  # shellcheck disable=SC2086
  clang-format --dry-run -Werror $sources ||
    { say "sh tools/lint.sh fix writes C anew"; status=1; }
fi

# A row of a table in the documentation can't be broken: it may be of any width.
Rscript --no-init-file -e '
  width <- 100
  files <- list.files(c("R", "tools"), "[.]R$", recursive = TRUE, full.names = TRUE)
  has_lintr <- requireNamespace("lintr", quietly = TRUE)
  found <- if (has_lintr) {
    do.call(rbind, lapply(files, function(file) as.data.frame(lintr::lint(file))))
  } else {
    message("lint: of R only the width of lines was checked, for lintr is not ",
            "installed; sh tools/set-up.sh lint installs it")
    do.call(rbind, lapply(files, function(file) {
      line <- readLines(file, encoding = "UTF-8")
      at <- which(nchar(line) > width)
      data.frame(filename = rep(file, length(at)), line_number = at, line = line[at],
                 message = rep(paste("Lines are of at most", width, "characters."), length(at)))
    }))
  }
  found <- found[!startsWith(found$line, "#\u0027 |"), ]
  writeLines(sprintf("%s:%d: %s", found$filename, found$line_number, found$message))
  if (nrow(found)) {
    message("lint: each line above is to be mended by hand; what R looks like is in .lintr")
    quit(status = 1)
  }' || status=1
[ $status -ne 0 ] || echo "lint: nothing found"
exit $status
