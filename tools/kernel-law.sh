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

# Every file and the object made of it.
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
number=0
for file in src/kernel/*/*.c; do
  name=${file##*/}
  [ -f "${file%.c}.h" ] || broken "$file has no header"
  [ -f "tests/kernel/test_$name" ] || broken "$file has no test"
  [ "${READSTAT:-}" != no ] || ! grep -q 'include.*[</]readstat[.]h' "$file" || continue
  object=${file#src/kernel/}
  object=${OBJECTS:-}/${object%.c}.o
  if [ -z "${OBJECTS:-}" ] || [ ! -f "$object" ]; then
    number=$((number + 1))
    object=$folder/$number.o
    if ! ${CC:-cc} -std=c11 -Wall -Wextra -Werror -O1 -Isrc/kernel -c -o "$object" "$file"; then
      broken "$file does not compile alone"
      continue
    fi
  fi
  echo "$object $file" >> "$folder/objects"
done

# What the linker would look for elsewhere, by the names of C: compilers put _, or
# __ and _chk, around some.
prints='v?f?printf|v?dprintf|f?puts|f?putc|putchar|perror|stdout|stderr|stdoutp|stderrp'
ends='exit|Exit|quick_exit|abort|assert_fail|assert_rtn|raise|(sig)?longjmp'
memory='malloc|calloc|realloc|reallocarray|free|strn?dup|aligned_alloc|posix_memalign|v?asprintf|getline|getdelim'
if [ -f "$folder/objects" ]; then
  cut -d ' ' -f 1 "$folder/objects" | xargs nm -A -u > "$folder/undefined"
  said=$(awk -v stops="^($prints|$ends)$" -v memory="^($memory)$" '
    NR == FNR { file[$1] = $2; order[++n] = $2; next }
    {
      of = $0; sub(/[.]o:.*/, ".o", of); of = file[of]
      name = $NF; sub(/@.*/, "", name); sub(/^_+/, "", name); sub(/_chk$/, "", name)
      if (name ~ stops) stopping[of] = stopping[of] " " name
      if (name ~ memory && of != "src/kernel/base/alloc.c") taking[of] = taking[of] " " name
    }
    END {
      for (i = 1; i <= n; i++) {
        if (order[i] in stopping) print order[i] " may neither print nor end the process:" stopping[order[i]]
        if (order[i] in taking) print order[i] " takes memory past base/alloc.c:" taking[order[i]]
      }
    }' "$folder/objects" "$folder/undefined")
  [ -z "$said" ] || broken "$said"
fi
wc -l src/kernel/*/*.[ch] | awk -v most=$most_lines '$2 != "total" && $1 > most {
  print "kernel law, a warning: " $2 " has more than " most " lines"
}'
[ $status -eq 0 ] && echo "kernel law: kept"
exit $status
