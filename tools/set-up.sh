#!/bin/sh
# Sets up what is missing for pairwave: `sh tools/set-up.sh demo` to install
# and run it, `sh tools/set-up.sh test` to run every test as well, `sh
# tools/set-up.sh fuzz` to fuzz besides, `sh tools/set-up.sh page` to look at reports and windows in a
# browser and to count in DuckDB besides, `sh tools/set-up.sh portable` to build the kernel for other systems
# besides (it unpacks packages of other machines under build), `sh tools/set-up.sh lint` for what checks
# the dialect and no more, `sh tools/set-up.sh peers haven readr` for CRAN's newest
# of these packages and all that they need. With READSTAT=no in the environment the tests
# do without libreadstat. What is there already, from wherever, is left alone; where
# nothing is missing it says nothing. It installs on Debian and Ubuntu; elsewhere it says
# what to install.
set -eu
cd "$(dirname "$0")/.."
level=${1:-test}
[ $# -eq 0 ] || shift
peers=$* fuzz= page= portable=
case $level in
  demo|test|lint) ;;
  fuzz) level=test fuzz=yes ;;
  page) level=test page=yes ;;
  portable) level=test portable=yes ;;
  peers) sh tools/set-up.sh demo ;;
  *) echo "usage: set-up.sh demo|test|fuzz|page|portable|lint|peers PACKAGE..." >&2; exit 2 ;;
esac

# The R packages that DESCRIPTION names, one "name oldest-version" a line: for
# the demo those it imports, those that knit the report and those that draw
# its figures, for the tests all. What it enhances, and what its tests compare with where
# it is there, is left to the user.
# The tests compare with haven, whose readings changed until 2.5.4. For peers
# themselves, in CRAN's newest version.
r_packages() {
  [ "$level" != lint ] || { echo lintr 0; return; }
  if [ "$level" = peers ]; then awk '$1 == "peer" { print $2, $3 }' "$peer_list"; return; fi
  awk -v level="$level" '
    /^[^ \t]/ { field = $1 }
    field ~ /^(Imports|Suggests):$/ {
      line = $0
      sub(/^[A-Za-z]+:/, "", line)
      gsub(/[()>=,]/, " ", line)
      n = split(line, word, " ")
      for (i = 1; i <= n; i++) {
        if (word[i] ~ /^[0-9]/) { oldest[name] = word[i]; continue }
        name = word[i]
        oldest[name] = "0"
        used[name] = level == "test" || field == "Imports:" ||
          name == "knitr" || name == "rmarkdown" || name == "ggplot2" ||
          name == "svglite"
      }
    }
    END {
      oldest["haven"] = "2.5.4"
      for (name in used) if (used[name]) print name, oldest[name]
    }' DESCRIPTION
}

# Asks CRAN for the newest of the peers, and for whatever they or what they need
# may need, with the newest version that anyone asks for: "peer haven 2.5.5", "need
# cli 3.6.5". Any version will do of a peer that the first library has, and where
# CRAN can't be reached.
list_peers() {
  # shellcheck disable=SC2086
  Rscript --no-init-file - $peers > "$peer_list" <<'R'
peers <- commandArgs(TRUE)
if (identical(unname(getOption("repos")["CRAN"]), "@CRAN@")) chooseCRANmirror(ind = 1)
cran <- available.packages()
here <- rownames(installed.packages(.libPaths()[1]))
any <- !peers %in% setdiff(rownames(cran), here)
newest <- ifelse(any, "0", gsub("-", ".", cran[match(peers, rownames(cran)), "Version"]))
cat(sprintf("peer %s %s\n", peers, newest), sep = "")
base <- rownames(installed.packages(priority = "base"))
needs <- unique(unlist(tools::package_dependencies(peers, cran, recursive = TRUE)))
fields <- cran[intersect(c(peers, needs), rownames(cran)), c("Depends", "Imports", "LinkingTo")]
asked <- trimws(unlist(strsplit(fields[!is.na(fields)], ",")))
of <- sub("[^[:alnum:].].*", "", asked)
version <- ifelse(grepl(">=", asked), gsub(".*>=|[)[:space:]]", "", asked), "0.0")
for (name in setdiff(needs, c(base, peers))) {
  cat("need", name, as.character(max(package_version(c("0.0", version[of == name])))), "\n")
}
R
}

# Those of them that R has not, or has too old.
missing_r() {
  command -v Rscript >/dev/null 2>&1 || { r_packages; return; }
  r_packages | Rscript --no-init-file -e '
    need <- read.table(file("stdin"), colClasses = "character")
    for (i in seq_len(nrow(need))) {
      path <- system.file("DESCRIPTION", package = need[i, 1])
      if (!nzchar(path) ||
          package_version(read.dcf(path, "Version")) < need[i, 2]) {
        cat(need[i, 1], need[i, 2], "\n")
      }
    }'
}

# Whether a C program that uses these headers links with these libraries.
links() { # "header header", "-llibrary -llibrary"
  { printf '#include <%s>\n' $1; echo 'int main(void) { return 0; }'; } |
    ${CC:-cc} -x c - -o /dev/null ${INCLUDE_DIR:+-I"$INCLUDE_DIR"} \
      ${LIB_DIR:+-L"$LIB_DIR"} $2 >/dev/null 2>&1
}

# Whether clang builds with libFuzzer and the sanitizers.
fuzzes() {
  echo 'int LLVMFuzzerTestOneInput(const char *x) { return !x; }' |
    clang -x c - -o /dev/null -fsanitize=fuzzer,address,undefined >/dev/null 2>&1
}

# Debian's names of the programs and libraries that are not there.
missing_system() {
  command -v Rscript >/dev/null 2>&1 || echo r-base-core
  if [ "$level" = lint ]; then
    command -v clang-format >/dev/null 2>&1 || echo clang-format
    return
  fi
  { command -v "${CC:-cc}" && command -v make; } >/dev/null 2>&1 ||
    echo build-essential
  command -v pandoc >/dev/null 2>&1 || echo pandoc
  # Tests start a server of their own; without one they are skipped.
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || echo postgresql
  # CRAN is asked over https.
  [ ! -d /etc/apt ] || [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
  [ "$level" != test ] || [ "${READSTAT:-}" = no ] || links readstat.h -lreadstat ||
    echo libreadstat-dev
  links zlib.h -lz || echo zlib1g-dev
  [ "$level" != test ] || command -v pspp >/dev/null 2>&1 || echo pspp
  [ "$level" != test ] ||
    links "stdarg.h stddef.h stdint.h setjmp.h cmocka.h" -lcmocka ||
    echo libcmocka-dev
  [ -z "$page" ] || command -v chromium >/dev/null 2>&1 || echo chromium
  [ -z "$page" ] || command -v npm >/dev/null 2>&1 || echo npm
  [ -z "$portable" ] || missing_portable
  [ -z "$fuzz" ] || fuzzes || { echo clang; echo libclang-rt-dev; }
}

# Debian's names of what tools/portable.sh runs.
missing_portable() {
  command -v clang >/dev/null 2>&1 || echo clang
  command -v x86_64-w64-mingw32-gcc >/dev/null 2>&1 || echo gcc-mingw-w64-x86-64
  [ -e /usr/x86_64-w64-mingw32/lib/libz.a ] || echo libz-mingw-w64-dev
  { command -v wine64 || command -v wine || command -v /usr/lib/wine/wine64; } >/dev/null 2>&1 ||
    echo wine64
  command -v musl-gcc >/dev/null 2>&1 || echo musl-tools
  command -v qemu-s390x >/dev/null 2>&1 || echo qemu-user
  command -v s390x-linux-gnu-gcc >/dev/null 2>&1 || { echo gcc-s390x-linux-gnu; echo libc6-dev-s390x-cross; }
  command -v i686-linux-gnu-gcc >/dev/null 2>&1 || { echo gcc-i686-linux-gnu; echo libc6-dev-i386-cross; }
}

# zlib and the C library, with its tables of encodings, of a big-endian machine and of one
# with 32 bits: unpacked, not installed, since they need that machine's other packages.
add_machines() {
  [ -n "$portable" ] || return 0
  for machine in s390x i386; do add_machine $machine; done
}
add_machine() {
  root=build/portable/$1-root
  [ ! -d "$root" ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then return 0; fi
  mkdir -p build/portable/packages
  before=$(dpkg --print-foreign-architectures)
  quietly $as_root dpkg --add-architecture "$1"
  # What can't be had of its lists may not be needed.
  apt update > "$log" 2>&1 || true
  (cd build/portable/packages && apt-get -q download "zlib1g-dev:$1" "libc6:$1") >> "$log" 2>&1 ||
    missing="libraries of $1"
  # An architecture whose lists can't be had would fail every later update.
  echo "$before" | grep -qx "$1" || quietly $as_root dpkg --remove-architecture "$1"
  if [ -n "${missing:-}" ]; then
    tail -n 20 "$log" >&2
    echo "set-up: could not be had: $missing" >&2
    exit 1
  fi
  mkdir -p "$root.new"
  for package in build/portable/packages/*_"$1".deb; do
    quietly dpkg -x "$package" "$root.new"
  done
  mv "$root.new" "$root"
}

# Debian's names of the libraries that CRAN's source of an R package builds with.
libraries_of() {
  case $1 in
    curl) echo libcurl4-openssl-dev ;;
    fs) echo libuv1-dev ;;
    nloptr) echo libnlopt-dev cmake ;;
    openssl) echo libssl-dev ;;
    V8) echo libnode-dev ;;
    xml2) echo libxml2-dev ;;
  esac
}

# Debian's builds of what the peers need and R has not, and the libraries of those
# that will be built from CRAN's source because Debian's are too old for someone.
missing_needs() {
  grep -q '^need' "$peer_list" || return 0
  awk '$1 == "need" { print $2, $3 }' "$peer_list" | Rscript --no-init-file -e '
    need <- read.table(file("stdin"), colClasses = "character")
    there <- nzchar(vapply(need[, 1], function(name) system.file(package = name), ""))
    cat(paste(need[, 1], need[, 2], there, "\n"), sep = "")' |
  while read -r name asked there; do
    debian=$(debian_name "$name")
    version=$(debian_version "$debian")
    [ -n "$version" ] && dpkg --compare-versions "$version" ge "$asked" || libraries_of "$name"
    [ -z "$version" ] || [ "$there" = TRUE ] || echo "$debian"
  done
}

debian_name() { echo "r-cran-$1" | tr '[:upper:]' '[:lower:]'; }

# Asks once for all R packages that Debian's versions may be wanted of, a line each, as R
# writes them with points alone: 0.8.35 of 0.8-35-1.
list_debian() {
  { awk '{ print $2 }' "$peer_list"; echo "$lacking_r" | awk '{ print $1 }'; } |
    sort -u | while read -r name; do [ -z "$name" ] || debian_name "$name"; done |
    xargs -r apt-cache policy |
    awk '/^[^ ]/ { name = $1; sub(/:$/, "", name) }
      /Candidate:/ && $2 != "(none)" {
        sub(/-[^-]*$/, "", $2); gsub(/-/, ".", $2); print name, $2
      }' > "$debian_list"
}

debian_version() { awk -v name="$1" '$1 == name { print $2 }' "$debian_list"; }

names() { awk '{ printf "%s%s", sep, $1; sep = " " }'; }

beside_debian=$PWD/build/bench-library/.debian
link_beside() {
  for folder in "$beside_debian"/usr/lib/*-linux-gnu; do
    [ ! -d "$folder" ] || export LD_LIBRARY_PATH="$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
  done
}
link_beside
peer_list=$(mktemp)
debian_list=$(mktemp)
log=$(mktemp)
trap 'rm -f "$log" "$peer_list" "$debian_list"' EXIT

[ "$level" != peers ] || list_peers
lacking=$(missing_system)
lacking_r=$(missing_r)
# What looks at a page in the browser, and DuckDB, which asks node as well; a test that needs
# one is skipped where it is not there.
add_page_tools() {
  for tool in axe-core html-validate@8 puppeteer-core@22 @duckdb/node-api@latest; do
    [ -z "$page" ] || [ -d "build/page/node_modules/${tool%@*}" ] ||
      quietly npm install --silent --prefix build/page "$tool"
  done
}
quietly() {
  "$@" > "$log" 2>&1 && return
  tail -n 20 "$log" >&2
  echo "set-up: this failed: $*" >&2
  exit 1
}
as_root=
if [ "$(id -u)" != 0 ]; then
  as_root=sudo
fi
apt() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q "$@"; }
[ -n "$lacking$lacking_r" ] || { add_page_tools; add_machines; exit 0; }

if ! command -v apt-get >/dev/null 2>&1 ||
   { [ -n "$as_root" ] && ! command -v sudo >/dev/null 2>&1; }; then
  cat >&2 <<TEXT
set-up: this script installs on Debian and Ubuntu, as root or with sudo.
Here, please install what is missing (programs by their names in Debian):
  $(echo "$lacking" | names)
  R packages: $(echo "$lacking_r" | names)
pairwave needs R 4.1 or newer, a C compiler, make, pandoc and zlib with its
headers; its tests also need cmocka and, but for READSTAT=no, libreadstat 1.1.8
or newer.
TEXT
  exit 1
fi

# Unpacks Debian's V8 for R and the library that it links to, which can't be installed
# where node is another's build than Debian's. The R package gtsummary needs it;
# tools/bench/run.sh tells the linker where it is.
unpack_v8() {
  library=$(apt-cache depends r-cran-v8 | sed -n 's/^ *Depends: \(libnode[0-9]*\)$/\1/p')
  # shellcheck disable=SC2046
  apt install -y --no-install-recommends --no-upgrade $(
    apt-cache depends r-cran-v8 "$library" |
      sed -n 's/^ *Depends: \(r-cran-.*\|lib.*\)$/\1/p' | grep -vx "$library"
  ) > "$log" 2>&1 || return 1
  mkdir -p "$beside_debian"
  (cd "$beside_debian" && apt-get -q download r-cran-v8 "$library") > "$log" 2>&1 || return 1
  for package in "$beside_debian"/*.deb; do
    dpkg -x "$package" "$beside_debian" || return 1
  done
  cp -r "$beside_debian/usr/lib/R/site-library/V8" build/bench-library/
  link_beside
}

# All of these at once; where one keeps the others out, each by itself, and what can't be
# had is named.
install_debian() {
  apt install -y --no-install-recommends --no-upgrade "$@" > "$log" 2>&1 && return
  echo "set-up: not all of that at once: one by one"
  for package in "$@"; do
    apt install -y --no-install-recommends --no-upgrade "$package" > "$log" 2>&1 ||
      { [ "$level $package" = "peers r-cran-v8" ] && unpack_v8; } ||
      echo "set-up: Debian's $package can't be installed:" \
        "$(grep -E '^(E:|.*(Depends|Breaks|Conflicts):)' "$log" | head -n 1)"
  done
}

echo "set-up: looking for what is missing:" \
  $(echo "$lacking" | names) $(echo "$lacking_r" | names)
quietly apt update
list_debian

# Debian's build of an R package where it is new enough; otherwise Debian's
# builds of what that package depends on and of the libraries in it, and the
# package itself from CRAN, which may have C++ and Fortran in it.
wanted=$(
  echo "$lacking"
  missing_needs
  echo "$lacking_r" | while read -r name oldest; do
    [ -n "$name" ] || continue
    debian=$(debian_name "$name")
    version=$(debian_version "$debian")
    if [ -n "$version" ] && dpkg --compare-versions "$version" ge "$oldest"; then
      echo "$debian"
    else
      [ -z "$version" ] ||
        apt-cache depends "$debian" | sed -n 's/^ *Depends: \(r-cran-.*\)/\1/p'
      echo r-base-dev $(libraries_of "$name")
    fi
  done
)
if [ -n "$wanted" ]; then
  echo "set-up: installing" $wanted
  # shellcheck disable=SC2086
  install_debian $(echo "$wanted" | tr ' ' '\n' | sort -u)
fi

from_cran=$(missing_r | names)
if [ -n "$from_cran" ]; then
  echo "set-up: installing from CRAN: $from_cran"
  # shellcheck disable=SC2086
  quietly Rscript --no-init-file -e '
    library <- .libPaths()[1]
    if (file.access(library, 2) != 0) {
      library <- path.expand(Sys.getenv("R_LIBS_USER"))
      dir.create(library, recursive = TRUE, showWarnings = FALSE)
    }
    if (identical(unname(getOption("repos")["CRAN"]), "@CRAN@")) {
      chooseCRANmirror(ind = 1)
    }
    install.packages(commandArgs(TRUE), library, Ncpus = 2)' $from_cran
fi

still="$(missing_system | names) $(missing_r | names)"
# Peers are measured beside what there is: one that can't be had is left out.
if [ -n "$(echo $still)" ] && [ "$level" = peers ] && [ -z "$(missing_system)" ]; then
  echo "set-up: these peers could not be installed, or not in their newest version: $(echo $still)"
elif [ -n "$(echo $still)" ]; then
  [ ! -s "$log" ] || tail -n 20 "$log" >&2
  echo "set-up: still missing: $still" >&2
  exit 1
fi
add_page_tools
add_machines
