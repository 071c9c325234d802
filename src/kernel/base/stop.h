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

/* A step of some work, from one share of the whole to another: a stop for the
 * step, whose shares are those of the whole. */
typedef struct {
  const pw_stop *whole;
  double from, to;
} pw_stop_step;

static inline int pw_stop_asked_of_step(void *data, double done) {
  const pw_stop_step *step = (const pw_stop_step *)data;
  return pw_stop_asked(step->whole,
                       step->from + (step->to - step->from) * done);
}

static inline pw_stop pw_stop_of_step(pw_stop_step *step) {
  pw_stop stop = {pw_stop_asked_of_step, step};
  return stop;
}

#endif
