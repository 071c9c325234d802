#define _POSIX_C_SOURCE 200809L

#include <time.h>

#include "glue.h"

#define FIRST 1.0 /* seconds before the first call, unless an option says */
#define NEXT 0.2

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

pw_progress pw_progress_new(SEXP show) {
  double first = FIRST;
  SEXP set = Rf_GetOption1(Rf_install("cli.progress_show_after"));
  if (Rf_isNumeric(set) && XLENGTH(set) == 1) first = Rf_asReal(set);
  pw_progress progress = {show, now() + first};
  return progress;
}

void pw_progress_at(pw_progress *progress, double share) {
  if (Rf_isNull(progress->show) || now() < progress->next) return;
  SEXP call = PROTECT(Rf_lang2(progress->show, PROTECT(Rf_ScalarReal(share))));
  Rf_eval(call, R_GlobalEnv);
  UNPROTECT(2);
  progress->next = now() + NEXT;
}
