#!/bin/sh
# The kernel's law, as far as a script can see it: no R header under
# src/kernel, every file compiles alone as strict C11 without a warning, and
# every x.c has its x.h and its tests/kernel/test_x.c.
# `kernel-law.sh` checks this tree; `kernel-law.sh DIR` another one.
set -u
root=${1:-$(dirname "$0")/..}
cd "$root" || exit 1
status=0
broken() { echo "kernel law: $*"; status=1; }

r_headers=$(grep -rnE '#[[:space:]]*include[[:space:]]*[<"](R|S|Rinternals|Rdefines|Rmath|Rversion|Rconfig|Rembedded|Rinterface|R_ext/[^>"]*)(\.h)?[>"]' src/kernel)
[ -z "$r_headers" ] || broken "R's headers may not be included: $r_headers"

for file in src/kernel/*/*.c; do
  ${CC:-cc} -std=c11 -Wall -Wextra -Werror -O1 -Isrc/kernel -c -o /dev/null "$file" ||
    broken "$file does not compile alone"
  [ -f "${file%.c}.h" ] || broken "$file has no header"
  name=$(basename "$file" .c)
  [ -f "tests/kernel/test_$name.c" ] || broken "$file has no test"
done
[ $status -eq 0 ] && echo "kernel law: kept"
exit $status
