#!/bin/sh
# Runs every test and ends with a line that counts them:
# the kernel's law and its self-test, the kernel's tests under the sanitizers,
# and testthat on the package as installed from this tree, in a UTF-8 locale and
# in the locale C, which has no letters beyond ASCII. With READSTAT=no in the environment,
# of the package and the kernel as they are built where there is no libreadstat.
set -u
cd "$(dirname "$0")/.." || exit 1
sh tools/set-up.sh test || exit 1
mkdir -p build/library build/kernel # where the tests of the kernel write
. tools/testthat.sh
kernel=build/kernel
[ "${READSTAT:-}" != no ] || kernel=build/kernel-without-readstat

# The package, while the laws are read and the kernel is tested: from nothing, so that no
# object is older than a header, with every warning.
echo 'CFLAGS += -Wall -Wextra' > build/Makevars
R_MAKEVARS_USER="$PWD/build/Makevars" MAKEFLAGS=-j2 \
  R CMD INSTALL --preclean --no-docs --no-test-load --library=build/library . \
  > build/install.log 2>&1 &
install=$!

echo "== kernel law"
make --no-print-directory -s -k -j2 kernel-tests-built BUILD="$kernel" > build/kernel.log 2>&1
count "the kernel tests build" $?
[ -s build/kernel.log ] && tail -n 40 build/kernel.log
OBJECTS="$kernel" sh tools/kernel-law.sh
count "the kernel keeps its law" $?
outlaw=build/outlaw
rm -rf "$outlaw"
mkdir -p "$outlaw/src/kernel/base" "$outlaw/tests/kernel"
# One file, that breaks the law in one way: its C, and its header.
make_outlaw() {
  printf '%b\n' "$1" > "$outlaw/src/kernel/base/outlaw.c"
  printf '%b\n' "${2:-}" > "$outlaw/src/kernel/base/outlaw.h"
  : > "$outlaw/tests/kernel/test_outlaw.c"
}
# name, what the law must say of it; it must not keep the law then.
sees() {
  said=$(sh tools/kernel-law.sh "$outlaw" 2> /dev/null) && said="kept all the same"
  case $said in *"$2"*) count "$1" 0 ;; *) count "$1: $said" 1 ;; esac
}
make_outlaw 'int inlaw;'
sh tools/kernel-law.sh "$outlaw" > /dev/null 2>&1
count "the law lets a lawful file pass" $?
make_outlaw 'int inlaw;' '#include <R.h>'
sees "the law notices R.h under src/kernel" "may not be included"
make_outlaw 'static int idle;'
sees "the law notices a warning" "does not compile"
for call in 'printf("%d", 1)' 'fputs("a", stdout)' 'puts("a")' 'perror("a")' 'exit(1)' \
            'abort()' '_Exit(1)'; do
  make_outlaw "#include <stdio.h>\n#include <stdlib.h>\nvoid outlaw(void);\nvoid outlaw(void) { $call; }"
  sees "the law notices $call" "may neither print nor end the process"
done
for call in 'malloc(n)' 'calloc(n, 1)' 'realloc(NULL, n)'; do
  make_outlaw "#include <stdlib.h>\nvoid *outlaw(size_t n);\nvoid *outlaw(size_t n) { return $call; }"
  sees "the law notices $call" "takes memory past base/alloc.c"
done
make_outlaw 'int inlaw;'
mv "$outlaw/src/kernel/base/outlaw.h" "$outlaw/src/kernel/base/other.h"
sees "the law notices that a header is missing" "has no header"
make_outlaw 'int inlaw;'
mv "$outlaw/tests/kernel/test_outlaw.c" "$outlaw/tests/kernel/test_other.c"
sees "the law notices that a test is missing" "has no test"
make_outlaw 'int inlaw;' "$(printf '%0401d' 0 | sed 's/0/\\n/g')"
sh tools/kernel-law.sh "$outlaw" 2> /dev/null | grep -q "more than 400 lines"
count "the law warns of a long file" $?
rm -rf "$outlaw"

echo "== house law"
# The law must see each of these in a house of two rooms, all of them read in one run.
rm -rf build/house
mkdir -p build/house
houses=0
make_house() { # code of R/base-low.R
  houses=$((houses + 1))
  house=build/house/$houses
  mkdir -p "$house/R" "$house/tests/testthat"
  printf '%s\n' "$1" > "$house/R/base-low.R"
  printf 'high <- function() low()\n' > "$house/R/show-high.R"
  : > "$house/tests/testthat/test-base-low.R"
  : > "$house/tests/testthat/test-show-high.R"
}
minds() { # name, what the law must say of the house made last
  printf '%s|%s|%s\n' "$house" "$2" "$1" >> build/house/minded
}
make_house 'low <- function() 1'
minds "the house's law lets a lawful house pass" "kept"
make_house 'low <- function() high()'
minds "the house's law notices a call that runs up" "a room above"
make_house 'low <- function(x = high()) x'
minds "the house's law notices a call that runs up from an argument" "a room above"
make_house 'high <- function() 1'
minds "the house's law notices a name defined twice" "more than once"
make_house 'low <- function() 1'
rm "$house/tests/testthat/test-show-high.R"
minds "the house's law notices a file without its twin" "there is no"
make_house 'low <- function() 1'
mv "$house/R/base-low.R" "$house/R/cellar-low.R"
minds "the house's law notices a file of no room" "no room"
make_house 'print.pairwave_low <- function(x, ...) x'
minds "the house's law notices a print method below show-" "belongs to show-"
make_house 'low <- function(x) attr(x, "label", exact = TRUE)'
minds "the house's law notices an attribute that only column- touches" "base-low.R"
# How the test of a snapshot beyond ASCII is skipped; its letter.
make_snapshot_house() {
  make_house 'low <- function() 1'
  mkdir "$house/tests/testthat/_snaps"
  printf '# a\n\n    x\n\n# b\n\n    %b\n' "${2:-\0303\0251}" > "$house/tests/testthat/_snaps/base-low.md"
  printf 'test_that("a", x)\ntest_that("b", {\n  %s\n})\n' "$1" > \
    "$house/tests/testthat/test-base-low.R"
}
make_snapshot_house 'x'
minds "the house's law notices a snapshot beyond ASCII that the locale C can't keep" '"b" has'
make_snapshot_house 'x' '"a\\\\xff"'
minds "the house's law notices a byte in a snapshot that the locale C writes otherwise" '"b" has'
make_snapshot_house 'skip_if_not(l10n_info()[["UTF-8"]])'
minds "the house's law lets a snapshot beyond ASCII pass whose test is skipped" "kept"
Rscript --no-init-file tools/house-law.R . build/house/[0-9]* > build/house/said 2>&1
said_of() { sed -n "s|^$1: ||p" build/house/said; }
said_of "[.]" | grep -vx kept
[ "$(said_of "[.]")" = kept ]
count "R/ keeps its law" $?
while IFS='|' read -r house must name; do
  said=$(said_of "$house")
  # What a lawful house is told is "kept" and nothing else.
  case $must/$said in
    kept/kept) count "$name" 0 ;;
    kept/*) count "$name: $said" 1 ;;
    */*"$must"*) count "$name" 0 ;;
    *) count "$name: ${said:-$(tail -n 3 build/house/said)}" 1 ;;
  esac
done < build/house/minded
rm -rf build/house

echo "== kernel tests (AddressSanitizer, UndefinedBehaviorSanitizer)"
# Two at once; what each says, and its exit status, are read below.
rm -f "$kernel"/test_*.tap
for source in tests/kernel/test_*.c; do echo "$kernel/$(basename "$source" .c)"; done |
  xargs -P 2 -n 1 sh -c '[ -x "$1" ] || exit 0
    CMOCKA_MESSAGE_OUTPUT=TAP "$1" > "$1.tap" 2>&1
    echo $? > "$1.status"' sh
for source in tests/kernel/test_*.c; do
  test=$(basename "$source" .c)
  said=$kernel/$test.tap
  [ -f "$said" ] || continue
  read -r status < "$kernel/$test.status"
  good=$(grep '^ok ' "$said" | grep -vc '# SKIP')
  # Some versions of cmocka say "not ok" of a test that was skipped.
  left=$(grep -cE '^(not )?ok .*# SKIP' "$said")
  bad=$(grep '^not ok ' "$said" | grep -vc '# SKIP')
  # A crash takes the tests after it along: the plan says how many there are.
  plan=$(sed -n 's/^1\.\.\([0-9]*\)$/\1/p' "$said" | awk '{ n += $1 } END { print n + 0 }')
  [ "$plan" -le $((good + left + bad)) ] || bad=$((plan - good - left))
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
  [ "$bad" -eq 0 ] || cat "$said"
  echo "$test: $good passed, $bad failed, $left skipped;"
  add "$good" "$bad" "$left"
done

echo "== R tests"
if wait $install; then
  grep -A 4 'warning:' build/install.log
  count "the package compiles without a warning" "$(grep -c 'warning:' build/install.log)"
  run_testthat "${LC_ALL:-}" ""
  # What is read, scored and printed must not depend on the locale.
  run_testthat C text
else
  tail -n 30 build/install.log
  count "the package installs" 1
fi

echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
