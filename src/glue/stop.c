#include "glue.h"

static void check_interrupt(void *unused) {
  (void)unused;
  R_CheckUserInterrupt();
}

static int interrupted(void *unused, double done) {
  (void)unused;
  (void)done;
  return R_ToplevelExec(check_interrupt, NULL) == FALSE;
}

pw_stop pw_stop_from_r(void) {
  pw_stop stop = {interrupted, NULL};
  return stop;
}
