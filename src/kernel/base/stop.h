/* How long work can be ended and watched from outside.
 *
 * The kernel calls `poll` every so often (every few thousand rows) with the
 * share of the work done, 0 to 1. A result other than 0 asks it to stop: it
 * frees what it holds and returns PW_STOPPED. `poll` must return; it may not
 * jump. A NULL pw_stop pointer, or a NULL poll, means: never asked. */
#ifndef PW_BASE_STOP_H
#define PW_BASE_STOP_H

typedef struct {
  int (*poll)(void *data, double done);
  void *data;
} pw_stop;

static inline int pw_stop_asked(const pw_stop *stop, double done) {
  return stop && stop->poll && stop->poll(stop->data, done);
}

#endif
