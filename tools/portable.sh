#!/bin/sh
# Builds the kernel for systems that this machine is not, and runs its tests there:
# `portable.sh` for all, `portable.sh windows s390x` for some of
#   native    as `make kernel-test READSTAT=no` has it, for the numbers beside it
#   windows   Windows x64 by mingw-w64 with the C library of Rtools, under Wine
#   musl      another C library than glibc
#   s390x     big-endian, under qemu's user mode
#   i686      32 bits, whose numbers are computed in SSE's registers
#   x87       32 bits, whose numbers have more digits in registers than in memory
#   clang     no tests: every warning that clang has, but those named below
#   glue      no tests: what includes R's headers, for Windows, by mingw-w64
#   makevars  no tests: what configure.win makes, and whether each source is in it
# None has ReadStat. `sh tools/set-up.sh portable` installs what they need; a
# target whose tools are not there is skipped.
set -u
cd "$(dirname "$0")/.." || exit 1
here=build/portable
mkdir -p "$here" build/kernel
status=0
strict='-std=c11 -Wall -Wextra -Werror'
there() { command -v "$1" >/dev/null 2>&1; }
skipped() { printf '%-9s skipped: %s\n' "$target" "$*"; }
failed() { printf '%-9s FAILED: %s\n' "$target" "$*"; status=1; }
cache=
! there ccache || cache='ccache '

# Builds and runs the kernel's tests with these variables of make, and counts.
kernel_tests() {
  log=$here/$target.log
  if ! make -s -j2 kernel-tests-built BUILD="$here/$target" READSTAT=no \
      KERNEL_CFLAGS="$strict -O1 \$(SMALL_PIECES)" \
      "$@" > "$log" 2>&1; then
    grep -E 'error|undefined' "$log" | head -n 5
    failed "it does not build; see $log"
    return
  fi
  ran=passed
  make -s kernel-test BUILD="$here/$target" READSTAT=no \
    KERNEL_CFLAGS="$strict -O1 \$(SMALL_PIECES)" \
    "$@" > "$log" 2>&1 || ran=failed
  awk -v target="$target" '
    /\[  PASSED  \]/ { programs++; passed += $4 }
    /\[  SKIPPED \]/ { skipped += $4 }
    END { printf "%-9s %d programs ran, %d tests passed%s\n", target, programs, passed,
      skipped ? ", " skipped " skipped" : "" }' "$log"
  [ $ran = passed ] || { grep -B 1 FAILED "$log" | head -n 10; failed "see $log"; }
}

to_native() {
  if there "${CC:-cc}"; then kernel_tests CC="$cache${CC:-cc}" KERNEL_LIBS='-lcmocka -lz -lm -lpthread'
  else skipped 'no compiler'; fi
}

# Debian's mingw-w64 links with msvcrt unless told otherwise; R 4.2 and newer have ucrt.
mingw=x86_64-w64-mingw32-gcc
find_wine() { for at in wine64 wine /usr/lib/wine/wine64; do there "$at" && echo "$at" && return; done; }
windows_cc() {
  $mingw -dumpspecs | sed 's/-lmsvcrt/-lucrt/g' > "$here/ucrt.specs"
  echo "$mingw -specs=$here/ucrt.specs -D_UCRT -Itests/kernel/stand_in/windows"
}
to_windows() {
  if ! there $mingw || [ -z "$(find_wine)" ] || [ ! -e /usr/x86_64-w64-mingw32/lib/libz.a ]; then
    skipped "it needs mingw-w64, zlib for it and Wine"
    return
  fi
  kernel_tests EXE=.exe CC="$cache$(windows_cc) -Itests/kernel/stand_in" \
    KERNEL_LIBS='-static-libgcc -Wl,-Bstatic -lz -Wl,-Bdynamic -lm -lpthread' \
    RUN="env WINEDEBUG=-all WINEPREFIX=$PWD/$here/wine WINEPATH=/usr/x86_64-w64-mingw32/lib $(find_wine)"
}

# zlib asks the C library for little, so that glibc's archive of it serves musl.
to_musl() {
  zlib=$(${CC:-cc} -print-file-name=libz.a)
  if ! there musl-gcc || [ ! -e "$zlib" ] || [ ! -e /usr/include/zlib.h ]; then
    skipped "it needs musl-gcc and zlib's archive"
    return
  fi
  mkdir -p "$here/zlib"
  cp /usr/include/zlib.h /usr/include/zconf.h "$here/zlib"
  kernel_tests CC="${cache}musl-gcc -Itests/kernel/stand_in -I$here/zlib" \
    KERNEL_LIBS="-static $zlib -lm -lpthread"
}

# Debian's own packages for that machine, unpacked by set-up.sh: zlib to link with, and
# the C library, with its tables of encodings, to run with.
to_s390x() {
  root=$PWD/$here/s390x-root
  if ! there s390x-linux-gnu-gcc || ! there qemu-s390x || [ ! -d "$root" ]; then
    skipped "it needs gcc-s390x-linux-gnu, qemu-user and $here/s390x-root"
    return
  fi
  kernel_tests RUN="qemu-s390x -L $root" \
    CC="${cache}s390x-linux-gnu-gcc -Itests/kernel/stand_in -I$root/usr/include" \
    KERNEL_LIBS="$root/usr/lib/s390x-linux-gnu/libz.a -lm -lpthread"
}

# 32 bits run on x86-64 as they are, by the C library of that machine.
to_i686() { on_32_bits '-msse2 -mfpmath=sse'; }
to_x87() { on_32_bits '-mfpmath=387'; }
on_32_bits() { # options
  root=$PWD/$here/i386-root
  if ! there i686-linux-gnu-gcc || [ ! -d "$root" ]; then
    skipped "it needs gcc-i686-linux-gnu and $here/i386-root"
    return
  fi
  kernel_tests CC="${cache}i686-linux-gnu-gcc $1 -Itests/kernel/stand_in -I$root/usr/include" \
    KERNEL_LIBS="-static-libgcc $root/usr/lib/i386-linux-gnu/libz.a -lm -lpthread" \
    RUN="env GCONV_PATH=$root/usr/lib/i386-linux-gnu/gconv $root/lib/ld-linux.so.2 \
      --library-path $root/lib/i386-linux-gnu"
}

# What does not hold for C11 that is to be read by people, by its reason.
clang_without='
  -Wno-declaration-after-statement C99 allows it
  -Wno-c++98-compat this is C
  -Wno-padded structures are laid out for who reads them
  -Wno-double-promotion variadic or generic mathematics in headers of the system
  -Wno-float-equal zero, ties and exact answers are compared as they are
  -Wno-comma two small steps of one loop
  -Wno-reserved-macro-identifier _POSIX_C_SOURCE and the like are asked for
  -Wno-bad-function-cast floor() and the like become integers
  -Wno-unused-macros what the system asks for is not used here
  -Wno-switch-enum default stands for the others'
to_clang() {
  if ! there clang; then skipped 'no clang'; return; fi
  options=$(echo "$clang_without" | awk '{ print $1 }')
  n=0
  for file in src/kernel/*/*.c; do
    case $file in */readstat.c|*/por.c|*/stata_sas.c) continue ;; esac
    # shellcheck disable=SC2086
    clang -std=c11 -Weverything -Werror $options -fsyntax-only -Isrc/kernel "$file" ||
      { failed "$file"; continue; }
    n=$((n + 1))
  done
  printf '%-9s %d files without a warning\n' clang $n
}

to_glue() {
  headers=$(Rscript --no-init-file -e 'cat(R.home("include"))' 2>/dev/null)
  if ! there $mingw || [ ! -e "$headers/Rinternals.h" ]; then
    skipped "it needs mingw-w64 and R's headers"
    return
  fi
  compiler=$(windows_cc)
  n=0
  for file in src/init.c src/glue/*.c; do
    # shellcheck disable=SC2086
    $compiler -std=gnu11 -O1 -Wall -Wextra -Werror -DR_NO_REMAP -DSTRICT_R_HEADERS \
      -Isrc/kernel -I"$headers" -c "$file" -o "$here/glue.o" || { failed "$file"; continue; }
    n=$((n + 1))
  done
  printf '%-9s %d files compiled\n' glue $n
}

# configure.win under this shell, in a copy: every source but ReadStat's is an object of
# Makevars.win, nothing is left to fill in, and make understands it.
to_makevars() {
  copy=$here/makevars
  rm -rf "$copy"
  mkdir -p "$copy/src"
  cp configure.win "$copy"
  cp src/Makevars.in "$copy/src"
  (cd "$copy" && sh configure.win) || { failed configure.win; return; }
  printf '\nall: ; @echo $(sort $(OBJECTS)) / $(strip $(PKG_LIBS))\n' > "$copy/all.mk"
  said=$(make -s -f "$copy/src/Makevars.win" -f "$copy/all.mk" all) || { failed Makevars.win; return; }
  asked=$(cd src && ls init.c glue/*.c kernel/*/*.c | grep -vE '/(readstat|por|stata_sas)[.]c$' |
    sed 's/c$/o/' | LC_ALL=C sort | tr '\n' ' ')
  objects=$(echo "${said%%/ -*}" | tr ' ' '\n' | grep . | LC_ALL=C sort | tr '\n' ' ')
  [ "$objects" = "$asked" ] || failed 'the objects are not those of the sources'
  [ "${said##*/ }" = '-lz -liconv -lpthread' ] || failed "the libraries are ${said##*/ }"
  ! grep -n '@' "$copy/src/Makevars.win" || failed 'something is left to fill in'
  printf '%-9s %d objects\n' makevars "$(echo $objects | wc -w)"
}

[ $# -gt 0 ] || set -- native windows musl s390x i686 x87 clang glue makevars
for target; do
  case $target in
    native|windows|musl|s390x|i686|x87|clang|glue|makevars) "to_$target" ;;
    *) failed 'no such target' ;;
  esac
done
exit $status
