#include "base/thread_ahead.h"

#include "base/thread.h"

#define WAIT_NANOSECONDS 50000000L

struct pw_ahead {
  pw_alloc *alloc;
  pw_ahead_task produce;
  void *data;
  int full[2];
  int more[2];
  int slot; /* in use, or -1 before the first */
  int over;
  pw_status status; /* of the producer */
  pw_error error;
  int threaded;
  int end; /* asks the thread to end */
  pthread_t thread;
  pw_monitor monitor; /* guards `full`, `more`, `status` and `end` */
};

/* Fills one slot after the other, each as soon as it is free. */
static void *run(void *context) {
  pw_ahead *a = context;
  for (int slot = 0;; slot = !slot) {
    pw_monitor_enter(&a->monitor);
    while (a->full[slot] && !a->end) pw_monitor_wait(&a->monitor);
    int end = a->end;
    pw_monitor_leave(&a->monitor);
    if (end) return NULL;
    int more = 0;
    pw_status status = a->produce(a->data, slot, &more, &a->error);
    pw_monitor_enter(&a->monitor);
    a->more[slot] = status == PW_OK && more;
    a->status = status;
    a->full[slot] = 1;
    pw_monitor_tell(&a->monitor);
    pw_monitor_leave(&a->monitor);
    if (status != PW_OK || !more) return NULL;
  }
}

static int start_thread(pw_ahead *a) {
  if (!pw_monitor_open(&a->monitor)) return 0;
  int started = pw_thread_start(&a->thread, run, a);
  if (!started) pw_monitor_close(&a->monitor);
  return started;
}

pw_status pw_ahead_start(pw_ahead **out, pw_ahead_task produce, void *data,
                         int threaded, pw_alloc *alloc, pw_error *err) {
  pw_ahead *a = *out = pw_alloc_zeroed(alloc, 1, sizeof *a);
  if (a == NULL) return pw_fail(err, PW_MEMORY, "no memory to read");
  a->alloc = alloc;
  a->produce = produce;
  a->data = data;
  a->slot = -1;
  /* Set before the thread begins, which may ask for it. */
  a->threaded = threaded;
  if (threaded && !start_thread(a)) a->threaded = 0;
  return PW_OK;
}

/* Waits until `slot` is full; 0 when the user asks to stop. */
static int wait_for(pw_ahead *a, int slot, const pw_stop *stop) {
  for (;;) {
    pw_monitor_enter(&a->monitor);
    while (!a->full[slot] &&
           pw_monitor_wait_for(&a->monitor, WAIT_NANOSECONDS)) {
    }
    int full = a->full[slot];
    pw_monitor_leave(&a->monitor);
    if (full) return 1;
    if (pw_stop_asked(stop, 0)) return 0;
  }
}

static void give_back(pw_ahead *a, int slot) {
  pw_monitor_enter(&a->monitor);
  a->full[slot] = 0;
  pw_monitor_tell(&a->monitor);
  pw_monitor_leave(&a->monitor);
}

pw_status pw_ahead_next(pw_ahead *a, const pw_stop *stop, int *out,
                        pw_error *err) {
  *out = -1;
  if (a->over) {
    if (a->status != PW_OK && err != NULL) *err = a->error;
    return a->status;
  }
  int slot = a->slot < 0 ? 0 : !a->slot;
  if (pw_stop_asked(stop, 0)) return pw_fail(err, PW_STOPPED, "stopped");
  if (a->threaded) {
    if (a->slot >= 0) give_back(a, a->slot);
    a->slot = slot;
    if (!wait_for(a, slot, stop)) return pw_fail(err, PW_STOPPED, "stopped");
  } else {
    a->slot = slot;
    a->more[slot] = 0;
    a->status = a->produce(a->data, slot, &a->more[slot], &a->error);
    if (a->status != PW_OK) a->more[slot] = 0;
  }
  if (a->more[slot]) {
    *out = slot;
    return PW_OK;
  }
  a->over = 1;
  if (a->status != PW_OK && err != NULL) *err = a->error;
  return a->status;
}

int pw_ahead_wanted(pw_ahead *a) {
  if (!a->threaded) return 1;
  pw_monitor_enter(&a->monitor);
  int end = a->end;
  pw_monitor_leave(&a->monitor);
  return !end;
}

void pw_ahead_free(pw_ahead *a) {
  if (a == NULL) return;
  if (a->threaded) {
    pw_monitor_enter(&a->monitor);
    a->end = 1;
    pw_monitor_tell(&a->monitor);
    pw_monitor_leave(&a->monitor);
    pthread_join(a->thread, NULL);
    pw_monitor_close(&a->monitor);
  }
  pw_free(a->alloc, a);
}
