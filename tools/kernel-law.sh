#!/bin/sh
# The kernel's law, as far as a script can see it: no R header under
# src/kernel; every file compiles alone as strict C11 without a warning; no file
# prints, ends the process or jumps, and none but base/alloc.c takes memory
# past the accounts; every x.c has its x.h and its tests/kernel/test_x.c. A file
# of more than 400 lines is warned of.
# `kernel-law.sh` checks this tree; `kernel-law.sh DIR` another one. OBJECTS names a
# folder of objects that were just compiled so, as build/kernel is by the kernel's tests:
# what is there is not compiled again. READSTAT=no leaves out what includes its header.
set -u
root=${1:-$(dirname "$0")/..}
cd "$root" || exit 1
status=0
most_lines=400
broken() { echo "kernel law: $*"; status=1; }

r_headers=$(grep -rnE '#[[:space:]]*include[[:space:]]*[<"](R|S|Rinternals|Rdefines|Rmath|Rversion|Rconfig|Rembedded|Rinterface|R_ext/[^>"]*)(\.h)?[>"]' src/kernel)
[ -z "$r_headers" ] || broken "R's headers may not be included: $r_headers"

# What the linker would look for elsewhere, by the names of C: compilers put _, or
# __ and _chk, around some.
prints='v?f?printf|v?dprintf|f?puts|f?putc|putchar|perror|stdout|stderr|stdoutp|stderrp'
ends='exit|Exit|quick_exit|abort|assert_fail|assert_rtn|raise|(sig)?longjmp'
memory='malloc|calloc|realloc|reallocarray|free|strn?dup|aligned_alloc|posix_memalign|v?asprintf|getline|getdelim'
undefined_in() { nm -u "$1" | sed -E 's/^ *[Uw]? *//; s/@.*//; s/^_+//; s/_chk$//'; }
calls() { # what the object leaves undefined, the names
  echo "$1" | grep -xE "$2" | tr '\n' ' '
}

object=$(mktemp) || exit 1
trap 'rm -f "$object"' EXIT
for file in src/kernel/*/*.c; do
  [ "${READSTAT:-}" != no ] || ! grep -q 'include.*[</]readstat[.]h' "$file" || continue
  made=${file#src/kernel/}
  made=${OBJECTS:-}/${made%.c}.o
  compiled=$object
  [ -z "${OBJECTS:-}" ] || [ ! -f "$made" ] || compiled=$made
  if [ "$compiled" != "$object" ] || ${CC:-cc} -std=c11 -Wall -Wextra -Werror -O1 -Isrc/kernel -c -o "$object" "$file"; then
    undefined=$(undefined_in "$compiled")
    for names in "$prints" "$ends"; do
      called=$(calls "$undefined" "$names")
      [ -z "$called" ] || broken "$file may neither print nor end the process: $called"
    done
    called=$(calls "$undefined" "$memory")
    [ -z "$called" ] || [ "$file" = src/kernel/base/alloc.c ] ||
      broken "$file takes memory past base/alloc.c: $called"
  else
    broken "$file does not compile alone"
  fi
  [ -f "${file%.c}.h" ] || broken "$file has no header"
  name=$(basename "$file" .c)
  [ -f "tests/kernel/test_$name.c" ] || broken "$file has no test"
done
for file in src/kernel/*/*.[ch]; do
  lines=$(wc -l < "$file")
  [ "$lines" -le $most_lines ] ||
    echo "kernel law, a warning: $file has more than $most_lines lines"
done
[ $status -eq 0 ] && echo "kernel law: kept"
exit $status
