#!/bin/sh
# Measures pairwave beside its peers: `sh tools/bench/run.sh` runs every
# comparison, `sh tools/bench/run.sh spss csv` those two. Each comparison is a
# script NAME.R here. Its lines `# peers: haven readr` name the packages that it
# is measured against; they come from CRAN, the newest, into build/bench-library
# when they are not there yet.
set -eu
cd "$(dirname "$0")/../.."
sh tools/set-up.sh demo
library=build/bench-library
mkdir -p "$library" build/bench
R CMD INSTALL --preclean --no-docs --no-test-load --library="$library" . \
  > build/bench/install.log 2>&1 || { tail -n 20 build/bench/install.log; exit 1; }

names=${*:-$(ls tools/bench/*.R | sed 's|.*/||; s|\.R$||' | grep -v '^harness$')}
status=0
for name in $names; do
  script=tools/bench/$name.R
  peers=$(sed -n 's/^# peers: *//p' "$script")
  # shellcheck disable=SC2086
  Rscript --no-init-file - "$library" $peers <<'R' || { status=1; continue; }
wanted <- commandArgs(TRUE)
library <- wanted[1]
absent <- setdiff(wanted[-1], rownames(installed.packages(library)))
if (length(absent)) {
  if (identical(unname(getOption("repos")["CRAN"]), "@CRAN@")) {
    chooseCRANmirror(ind = 1)
  }
  message("Installing from CRAN: ", paste(absent, collapse = ", "))
  install.packages(absent, library, Ncpus = 2, quiet = TRUE)
}
failed <- setdiff(wanted[-1], rownames(installed.packages(library)))
if (length(failed)) stop("not installed: ", paste(failed, collapse = ", "))
R
  echo "== $name"
  R_LIBS="$PWD/$library${R_LIBS:+:$R_LIBS}" Rscript --no-init-file "$script" ||
    status=1
done
exit $status
