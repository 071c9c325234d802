#!/bin/sh
# Measures pairwave beside its peers: `sh tools/bench/run.sh` runs every
# comparison, `sh tools/bench/run.sh spss csv` those two. Each comparison is a
# script NAME.R here. Its lines `# peers: haven readr` name the packages that it
# is measured against: CRAN's newest, put into build/bench-library where R has
# older ones, with what they need, Debian's builds first.
set -eu
cd "$(dirname "$0")/../.."
sh tools/set-up.sh demo
library=build/bench-library
mkdir -p "$library" build/bench
R CMD INSTALL --preclean --no-docs --no-test-load --library="$library" . \
  > build/bench/install.log 2>&1 || { tail -n 20 build/bench/install.log; exit 1; }
export R_LIBS="$PWD/$library${R_LIBS:+:$R_LIBS}"
names=${*:-$(ls tools/bench/*.R | sed 's|.*/||; s|\.R$||' | grep -v '^harness$')}
status=0
for name in $names; do
  script=tools/bench/$name.R
  peers=$(sed -n 's/^# peers: *//p' "$script")
  # shellcheck disable=SC2086
  [ -z "$peers" ] || sh tools/set-up.sh peers $peers || { status=1; continue; }
  echo "== $name"
  # Where tools/set-up.sh unpacks a library that can't be installed.
  beside=$(echo "$PWD/$library"/.debian/usr/lib/*-linux-gnu)
  LD_LIBRARY_PATH="$beside${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" Rscript --no-init-file "$script" || status=1
done
exit $status
