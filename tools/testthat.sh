# Read by tools/run-tests.sh and tools/attack-report.sh: counts of tests, and testthat.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *UTF-8*|*utf8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac
passed=0 failed=0 skipped=0

add() { # passed, failed, skipped
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}
count() { # name, exit status
  if [ "$2" -eq 0 ]; then add 1 0 0; echo "ok: $1"
  else add 0 1 0; echo "FAILED: $1"
  fi
}

# R compiles what helpers and tests define just before it runs it the second time, and
# collects garbage as it does so: half of what the tests took. The package is compiled.
export R_ENABLE_JIT=0
# Room for some 300 MB before garbage is collected at all, which takes a tenth of the time.
export R_NSIZE=6000000 R_VSIZE=64M

# testthat in a locale, by two workers at once who share the files; each prints
# when both are done. The second time, for tests of text, takes less of what is drawn
# at random, and asks other programs nothing.
run_testthat() { # LC_ALL, empty for the session's; "text" for tests of text only, "drawn"
  # for those that draw data
  echo "-- LC_ALL=$1 $2"
  log=build/testthat
  rm -rf $log.counts-* $log.seconds-* $log.reasons-* $log.taken-* $log.made
  second=
  [ "$2" != text ] || second="PAIRWAVE_SECOND_TIME=yes"
  for worker in 1 2; do
    # shellcheck disable=SC2086
    env ${second:-} NOT_CRAN=true R_LIBS="$PWD/build/library${R_LIBS:+:$R_LIBS}" LC_ALL="$1" \
      Rscript tools/run-testthat.R $log $worker $2 > $log.log-$worker 2>&1 &
    eval "worker$worker=$!"
  done
  for worker in 1 2; do
    eval "wait \$worker$worker"
    status=$?
    cat $log.log-$worker
    p=0 f=0 s=0
    [ ! -s $log.counts-$worker ] || read -r p f s < $log.counts-$worker
    add "$p" "$f" "$s"
    [ $status -eq 0 ] || [ "$f" -gt 0 ] || count "testthat runs to its end" 1
  done
  rm -rf $log.taken-* $log.made
  sort $log.reasons-* | uniq -c | sort -rn | sed 's/^ *\([0-9]*\)/  skipped \1:/'
  sort -k 2 -rn $log.seconds-* | head -n 5 | sed 's/^/  slow: /; s/$/ s/'
  [ -n "$2" ] || cat $log.seconds-* > $log.seconds
}
