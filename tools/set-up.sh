#!/bin/sh
# Sets up what is missing for pairwave: `sh tools/set-up.sh demo` to install
# and run it, `sh tools/set-up.sh test` to run every test as well. What is
# there already is left alone. Knows Debian and Ubuntu; elsewhere it says what
# to install.
set -eu
level=${1:-test}

system_packages="r-base-core r-base-dev gcc make pkg-config libreadstat-dev
  zlib1g-dev pandoc r-cran-cli r-cran-rlang r-cran-vctrs r-cran-yaml
  r-cran-knitr r-cran-rmarkdown"
[ "$level" = demo ] ||
  system_packages="$system_packages libcmocka-dev r-cran-testthat r-cran-withr
  r-cran-forcats r-cran-hms r-cran-readr r-cran-tibble r-cran-tidyselect"

have() {
  dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

# What the package needs, whoever installed it: name, oldest version.
r_packages="cli 3.6.0
rlang 1.0.6
vctrs 0.5.2
yaml 2.3.5
knitr 1.40
rmarkdown 2.16"
[ "$level" = demo ] || r_packages="$r_packages
testthat 3.1.6
withr 2.5.0
haven 2.5.4"

missing_r() {
  printf '%s\n' "$r_packages" | Rscript --vanilla -e '
    need <- read.table(file("stdin"), col.names = c("name", "oldest"),
                       colClasses = "character")
    old <- !mapply(function(name, oldest) {
      nzchar(system.file(package = name)) && packageVersion(name) >= oldest
    }, need$name, need$oldest)
    cat(need$name[old])'
}

if ! command -v apt-get >/dev/null 2>&1; then
  lacking=
  command -v Rscript >/dev/null 2>&1 && lacking=$(missing_r) || lacking="R itself"
  cat <<TEXT
This script installs packages on Debian and Ubuntu only. Here, please install:
  R 4.1 or newer with a C compiler, make, pandoc,
  libreadstat 1.1.8 or newer and zlib with headers$(
    [ "$level" = demo ] || printf ', cmocka')
  R packages still missing: ${lacking:-none}
TEXT
  [ -z "$lacking" ] && exit 0
  exit 1
fi

wanted=
for package in $system_packages; do
  have "$package" || wanted="$wanted $package"
done
if [ -n "$wanted" ]; then
  as_root=
  [ "$(id -u)" = 0 ] || as_root=sudo
  echo "set-up: installing$wanted"
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  # shellcheck disable=SC2086
  if ! { $as_root apt-get update -q &&
         $as_root apt-get install -y -q --no-install-recommends $wanted; } \
       > "$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "set-up: the packages could not be installed" >&2
    exit 1
  fi
  rm -f "$log"
fi

from_cran=$(missing_r)
if [ -n "$from_cran" ]; then
  echo "set-up: installing from CRAN: $from_cran"
  # shellcheck disable=SC2086
  Rscript -e '
    wanted <- commandArgs(TRUE)
    library <- .libPaths()[1]
    if (file.access(library, 2) != 0) {
      library <- Sys.getenv("R_LIBS_USER")
      dir.create(library, recursive = TRUE, showWarnings = FALSE)
    }
    if (identical(unname(getOption("repos")["CRAN"]), "@CRAN@")) {
      chooseCRANmirror(ind = 1)
    }
    install.packages(wanted, library, quiet = TRUE, Ncpus = 2)' $from_cran
fi
still=$(missing_r)
if [ -n "$still" ]; then
  echo "set-up: these R packages are still missing: $still" >&2
  exit 1
fi
