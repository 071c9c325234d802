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

typedef struct {
  pw_progress *progress;
  double share;
} telling;

static void tell(void *data) {
  telling *t = data;
  pw_progress_at(t->progress, t->share);
}

static int interrupted_or_told(void *data, double done) {
  telling t = {data, done};
  return interrupted(NULL, done) || R_ToplevelExec(tell, &t) == FALSE;
}

pw_stop pw_stop_with_progress(pw_progress *progress) {
  pw_stop stop = {interrupted_or_told, progress};
  return stop;
}

pw_stop pw_stop_from_r(void) {
  pw_stop stop = {interrupted, NULL};
  return stop;
}
