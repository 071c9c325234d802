#!/bin/sh
# What CRAN would be sent, checked as CRAN checks it: the archive is built and R CMD check
# --as-cran goes over it without the question that needs CRAN, then what is slow or large is
# named, and what still stands for someone who publishes. All is left in build/release.
#   release.sh          fails for an error, a warning, a note that is not known, a slow
#                       example, slow tests, a large archive, files left behind
#   release.sh final    also for what still has to be filled in
set -u
cd "$(dirname "$0")/.." || exit 1
here=build/release
status=0
failed() { echo "FAILED: $*"; status=1; }
field() { Rscript --no-init-file -e 'cat(read.dcf("DESCRIPTION", commandArgs(TRUE)))' "$1"; }

# What whoever publishes fills in.
left() { echo "to fill in: $*"; [ "${final:-}" = "" ] || status=1; }
final=
[ "${1:-}" != final ] || final=yes
for file in DESCRIPTION packaging/recipe.yaml packaging/packages.json; do
  grep -q 'example[.]org' "$file" && left "$file has addresses at example.org"
done
grep -q 'person("[^"]*",' DESCRIPTION && left "DESCRIPTION names no person as maintainer"
version=$(field Version)
case $version in
  *.*.*.*) heading="# pairwave (development version)"; left "a version of three numbers" ;;
  *) heading="# pairwave $version" ;;
esac
[ "$(head -n 1 NEWS.md)" = "$heading" ] || failed "NEWS.md does not begin with \"$heading\""
[ -z "$(git status --porcelain)" ] || left "what is not committed: $(git status --porcelain | wc -l) files"

rm -rf "$here"
mkdir -p "$here/home" "$here/tmp"
# From what is committed, as a reader of the repository has it.
git archive --prefix=pairwave/ HEAD | tar -x -C "$here"
cd "$here" || exit 1
R CMD build pairwave > build.log 2>&1 || { tail -n 20 build.log; failed "R CMD build"; exit 1; }
archive=pairwave_$version.tar.gz
size=$(($(wc -c < "$archive") / 1024))
echo "$archive: $size kB"
[ $size -le 5000 ] || failed "the archive has more than 5000 kB"

# A home and a folder for temporary files that were empty; the manual in other letters
# where LaTeX has not CRAN's.
[ -n "$(kpsewhich inconsolata.sty 2> /dev/null)" ] || export R_RD4PDF=times,hyper
env -u NOT_CRAN HOME="$PWD/home" TMPDIR="$PWD/tmp" R_LIBS="${R_LIBS:-}" \
  _R_CHECK_CRAN_INCOMING_=FALSE _R_CHECK_FORCE_SUGGESTS_=false _R_CHECK_TIMINGS_=10 \
  _R_CHECK_THINGS_IN_TEMP_DIR_=true \
  R CMD check --as-cran "$archive" > check.log 2>&1
log=pairwave.Rcheck/00check.log
[ -e "$log" ] || { tail -n 20 check.log; failed "R CMD check"; exit 1; }
tail -n 1 "$log"
# Each complaint whole, from its line to the next check.
awk '/^\* / { on = /(NOTE|WARNING|ERROR)$/ } on' "$log"
grep -qE '(ERROR|WARNING)$' "$log" && failed "errors or warnings"
sed -n "s/^[*] checking \(.*\) \.\.\..*NOTE$/\1/p" "$log" > notes
while read -r note; do
  case $note in
    "package dependencies") why="packages that are enhanced or suggested are not installed here" ;;
    "installed package size") why="R's bytecode is 3 MB, the library with its symbols 2 MB" ;;
    "for future file timestamps") why="no clock could be asked over the network" ;;
    *) why=; failed "a note that is not known: $note" ;;
  esac
  [ -z "$why" ] || echo "known: $note: $why"
done < notes

echo "slowest examples, in seconds:"
timings=$(ls pairwave.Rcheck/*-Ex.timings)
awk 'NR > 1 { print $4, $1 }' "$timings" | sort -rn | head -n 3 | sed 's/^/  /'
awk 'NR > 1 && $4 > 5 { slow = 1 } END { exit !slow }' "$timings" && failed "an example takes over 5 s"
# R's own count at the end of the tests: user, system, elapsed.
spent=$(tail -n 1 pairwave.Rcheck/tests/testthat.Rout)
seconds=$(echo "$spent" | awk '{ print int($3) }')
echo "tests, user, system and elapsed: $spent s"
[ "${seconds:-999}" -le 300 ] || failed "the tests take over 5 minutes"
# But for what LaTeX keeps of its fonts.
behind=$(find home tmp -mindepth 1 -maxdepth 2 ! -path '*/.texlive*' | head)
[ -z "$behind" ] || failed "left behind: $behind"
exit $status
