#include "base/threads.h"

#include <pthread.h>

#include "base/thread.h"

typedef enum { FREE, WORKING, READY, HELD } slot_state;

typedef struct {
  slot_state state;
  int64_t item;
} slot;

struct pw_relay {
  pw_relay_plan plan;
  pw_alloc *alloc;
  slot *slots;
  pthread_t *helpers;
  int n_helpers;
  pthread_mutex_t mutex; /* guards what follows, and the slots */
  pthread_cond_t change;
  int64_t next_item;
  int ending;
  int64_t failed_item; /* PW_NOWHERE while none has failed */
  pw_error failure;
};

/* Under the mutex: a free slot with the next item in it, or -1. */
static int take(pw_relay *relay) {
  if (relay->ending || relay->failed_item != PW_NOWHERE ||
      relay->next_item == relay->plan.items) {
    return -1;
  }
  for (int i = 0; i < relay->plan.slots; i++) {
    if (relay->slots[i].state != FREE) continue;
    relay->slots[i].state = WORKING;
    relay->slots[i].item = relay->next_item++;
    return i;
  }
  return -1;
}

/* Enters and leaves under the mutex, and works without it. Items are taken in
 * their order, so that all before a failed one have been taken and will end. */
static void work(pw_relay *relay, int at) {
  int64_t item = relay->slots[at].item;
  pthread_mutex_unlock(&relay->mutex);
  pw_error err;
  pw_error_clear(&err);
  pw_status status = relay->plan.task(relay->plan.data, item, at, &err);
  pthread_mutex_lock(&relay->mutex);
  relay->slots[at].state = status == PW_OK ? READY : FREE;
  if (status != PW_OK &&
      (relay->failed_item == PW_NOWHERE || item < relay->failed_item)) {
    relay->failed_item = item;
    relay->failure = err;
  }
  pthread_cond_broadcast(&relay->change);
}

static void *help(void *data) {
  pw_relay *relay = data;
  pthread_mutex_lock(&relay->mutex);
  while (!relay->ending && relay->failed_item == PW_NOWHERE &&
         relay->next_item < relay->plan.items) {
    int at = take(relay);
    if (at >= 0) {
      work(relay, at);
    } else {
      pthread_cond_wait(&relay->change, &relay->mutex);
    }
  }
  pthread_mutex_unlock(&relay->mutex);
  return NULL;
}

static void start_helpers(pw_relay *relay) {
  int64_t wanted = relay->plan.threads - 1;
  if (wanted > relay->plan.items - 1) wanted = relay->plan.items - 1;
  while (relay->n_helpers < wanted &&
         pw_thread_start(&relay->helpers[relay->n_helpers], help, relay)) {
    relay->n_helpers++;
  }
}

pw_status pw_relay_start(pw_relay **out, const pw_relay_plan *plan,
                         pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  if (plan->threads < 1 || plan->slots < plan->threads) {
    return pw_fail(err, PW_ARGUMENT, "work needs a thread and a slot for each");
  }
  pw_relay *relay = pw_alloc_zeroed(alloc, 1, sizeof *relay);
  slot *slots = pw_alloc_zeroed(alloc, (size_t)plan->slots, sizeof *slots);
  pthread_t *helpers =
    pw_alloc_zeroed(alloc, (size_t)plan->threads, sizeof *helpers);
  if (relay == NULL || slots == NULL || helpers == NULL) {
    pw_free(alloc, helpers);
    pw_free(alloc, slots);
    pw_free(alloc, relay);
    return pw_fail(err, PW_MEMORY, "no memory for the threads");
  }
  relay->plan = *plan;
  relay->alloc = alloc;
  relay->slots = slots;
  relay->helpers = helpers;
  relay->failed_item = PW_NOWHERE;
  pthread_mutex_init(&relay->mutex, NULL);
  pthread_cond_init(&relay->change, NULL);
  start_helpers(relay);
  *out = relay;
  return PW_OK;
}

/* Under the mutex: the ready slot with the lowest item, or -1; `*working`
 * says whether any is being worked on. */
static int ready(const pw_relay *relay, int *working) {
  int found = -1;
  *working = 0;
  for (int i = 0; i < relay->plan.slots; i++) {
    const slot *s = &relay->slots[i];
    *working |= s->state == WORKING;
    if (s->state == READY &&
        (found < 0 || s->item < relay->slots[found].item)) {
      found = i;
    }
  }
  return found;
}

static pw_status wait_for_one(pw_relay *relay, int *found, pw_error *err) {
  int working;
  for (;;) {
    *found = ready(relay, &working);
    if (*found >= 0) return PW_OK;
    int at = take(relay);
    if (at >= 0) {
      work(relay, at);
    } else if (working) {
      pthread_cond_wait(&relay->change, &relay->mutex);
    } else {
      break;
    }
  }
  if (relay->failed_item == PW_NOWHERE) return PW_OK;
  if (err != NULL) *err = relay->failure;
  return relay->failure.code;
}

pw_status pw_relay_next(pw_relay *relay, int64_t *item, int *at,
                        const pw_stop *stop, pw_error *err) {
  pthread_mutex_lock(&relay->mutex);
  int64_t taken = relay->next_item, all = relay->plan.items;
  pthread_mutex_unlock(&relay->mutex);
  if (pw_stop_asked(stop, all > 0 ? (double)taken / (double)all : 1)) {
    return pw_fail(err, PW_STOPPED, "stopped");
  }
  pthread_mutex_lock(&relay->mutex);
  pw_status status = wait_for_one(relay, at, err);
  if (status == PW_OK && *at >= 0) {
    relay->slots[*at].state = HELD;
    *item = relay->slots[*at].item;
  }
  pthread_mutex_unlock(&relay->mutex);
  return status;
}

void pw_relay_release(pw_relay *relay, int at) {
  pthread_mutex_lock(&relay->mutex);
  relay->slots[at].state = FREE;
  pthread_cond_broadcast(&relay->change);
  pthread_mutex_unlock(&relay->mutex);
}

void pw_relay_free(pw_relay *relay) {
  if (relay == NULL) return;
  pthread_mutex_lock(&relay->mutex);
  relay->ending = 1;
  pthread_cond_broadcast(&relay->change);
  pthread_mutex_unlock(&relay->mutex);
  for (int i = 0; i < relay->n_helpers; i++) {
    pthread_join(relay->helpers[i], NULL);
  }
  pthread_cond_destroy(&relay->change);
  pthread_mutex_destroy(&relay->mutex);
  pw_free(relay->alloc, relay->helpers);
  pw_free(relay->alloc, relay->slots);
  pw_free(relay->alloc, relay);
}

pw_status pw_each(int threads, int64_t items, pw_task task, void *data,
                  pw_alloc *alloc, const pw_stop *stop, pw_error *err) {
  pw_relay *relay;
  pw_relay_plan plan = {threads, 2 * threads, items, task, data};
  pw_status status = pw_relay_start(&relay, &plan, alloc, err);
  if (status != PW_OK) return status;
  int64_t item;
  int at;
  while ((status = pw_relay_next(relay, &item, &at, stop, err)) == PW_OK &&
         at >= 0) {
    pw_relay_release(relay, at);
  }
  pw_relay_free(relay);
  return status;
}
