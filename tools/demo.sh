#!/bin/sh
# Sets up what is missing, installs pairwave into build/library, goes through
# the demo study and says where its report is.
set -eu
cd "$(dirname "$0")/.."
sh tools/set-up.sh demo
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *UTF-8*|*utf8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac
mkdir -p build/library
if ! MAKEFLAGS=-j2 R CMD INSTALL --preclean --library=build/library . > build/install.log 2>&1; then
  cat build/install.log >&2
  echo "demo: pairwave could not be installed" >&2
  exit 1
fi
R_LIBS="$PWD/build/library${R_LIBS:+:$R_LIBS}"
export R_LIBS
report=$PWD/build/demo-report.html
rm -f "$report"
Rscript inst/extdata/demo/demo.R "$report"
[ -s "$report" ] || { echo "demo: no report was written" >&2; exit 1; }
echo
echo "The report is $report"
