/* The clock that waits go by, where strict C hides it. */
#define _POSIX_C_SOURCE 200809L

#include "base/readahead.h"

#include <pthread.h>
#include <time.h>

#include "base/thread.h"

#define WAIT_NANOSECONDS 50000000L

struct pw_readahead {
  pw_alloc *alloc;
  pw_producer produce;
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
  pthread_mutex_t lock;
  pthread_cond_t changed;
};

/* Fills one slot after the other, each as soon as it is free. */
static void *run(void *context) {
  pw_readahead *a = context;
  for (int slot = 0;; slot = !slot) {
    pthread_mutex_lock(&a->lock);
    while (a->full[slot] && !a->end) pthread_cond_wait(&a->changed, &a->lock);
    int end = a->end;
    pthread_mutex_unlock(&a->lock);
    if (end) return NULL;
    int more = 0;
    pw_status status = a->produce(a->data, slot, &more, &a->error);
    pthread_mutex_lock(&a->lock);
    a->more[slot] = status == PW_OK && more;
    a->status = status;
    a->full[slot] = 1;
    pthread_cond_broadcast(&a->changed);
    pthread_mutex_unlock(&a->lock);
    if (status != PW_OK || !more) return NULL;
  }
}

static int start(pw_readahead *a) {
  if (pthread_mutex_init(&a->lock, NULL) != 0) return 0;
  if (pthread_cond_init(&a->changed, NULL) != 0) {
    pthread_mutex_destroy(&a->lock);
    return 0;
  }
  int started = pw_thread_start(&a->thread, run, a);
  if (!started) {
    pthread_cond_destroy(&a->changed);
    pthread_mutex_destroy(&a->lock);
  }
  return started;
}

pw_status pw_readahead_open(pw_readahead **out, pw_producer produce, void *data,
                            int threaded, pw_alloc *alloc, pw_error *err) {
  pw_readahead *a = *out = pw_alloc_zeroed(alloc, 1, sizeof *a);
  if (a == NULL) return pw_fail(err, PW_MEMORY, "no memory to read");
  a->alloc = alloc;
  a->produce = produce;
  a->data = data;
  a->slot = -1;
  /* Set before the thread begins, which may ask for it. */
  a->threaded = threaded;
  if (threaded && !start(a)) a->threaded = 0;
  return PW_OK;
}

/* Waits until `slot` is full; 0 when the user asks to stop. */
static int wait_for(pw_readahead *a, int slot, const pw_stop *stop) {
  for (;;) {
    struct timespec until;
    timespec_get(&until, TIME_UTC);
    until.tv_nsec += WAIT_NANOSECONDS;
    if (until.tv_nsec >= 1000000000L) {
      until.tv_nsec -= 1000000000L;
      until.tv_sec++;
    }
    pthread_mutex_lock(&a->lock);
    while (!a->full[slot]) {
      if (pthread_cond_timedwait(&a->changed, &a->lock, &until) != 0) break;
    }
    int full = a->full[slot];
    pthread_mutex_unlock(&a->lock);
    if (full) return 1;
    if (pw_stop_asked(stop, 0)) return 0;
  }
}

static void give_back(pw_readahead *a, int slot) {
  pthread_mutex_lock(&a->lock);
  a->full[slot] = 0;
  pthread_cond_broadcast(&a->changed);
  pthread_mutex_unlock(&a->lock);
}

pw_status pw_readahead_next(pw_readahead *a, const pw_stop *stop, int *out,
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

int pw_readahead_wanted(pw_readahead *a) {
  if (!a->threaded) return 1;
  pthread_mutex_lock(&a->lock);
  int end = a->end;
  pthread_mutex_unlock(&a->lock);
  return !end;
}

void pw_readahead_free(pw_readahead *a) {
  if (a == NULL) return;
  if (a->threaded) {
    pthread_mutex_lock(&a->lock);
    a->end = 1;
    pthread_cond_broadcast(&a->changed);
    pthread_mutex_unlock(&a->lock);
    pthread_join(a->thread, NULL);
    pthread_cond_destroy(&a->changed);
    pthread_mutex_destroy(&a->lock);
  }
  pw_free(a->alloc, a);
}
