#include "base/thread_pool.h"

#include "base/thread.h"

typedef enum { FREE, WORKING, READY, HELD } slot_state;

typedef struct {
  slot_state state;
  int64_t item;
} slot;

struct pw_pool {
  pw_pool_plan plan;
  pw_alloc *alloc;
  slot *slots;
  pthread_t *helpers;
  int n_helpers;
  pw_monitor monitor; /* guards what follows, and the slots */
  int64_t next_item;
  int ending;
  int64_t failed_item; /* PW_NOWHERE while none has failed */
  pw_error failure;
};

/* Within the monitor: a free slot with the next item in it, or -1. */
static int take(pw_pool *pool) {
  if (pool->ending || pool->failed_item != PW_NOWHERE ||
      pool->next_item == pool->plan.items) {
    return -1;
  }
  for (int i = 0; i < pool->plan.slots; i++) {
    if (pool->slots[i].state != FREE) continue;
    pool->slots[i].state = WORKING;
    pool->slots[i].item = pool->next_item++;
    return i;
  }
  return -1;
}

/* Called and left within the monitor, and works outside it. Items are taken in
 * their order, so that all before a failed one have been taken and will end. */
static void work(pw_pool *pool, int at) {
  int64_t item = pool->slots[at].item;
  pw_monitor_leave(&pool->monitor);
  pw_error err;
  pw_error_clear(&err);
  pw_status status = pool->plan.task(pool->plan.data, item, at, &err);
  pw_monitor_enter(&pool->monitor);
  pool->slots[at].state = status == PW_OK ? READY : FREE;
  if (status != PW_OK &&
      (pool->failed_item == PW_NOWHERE || item < pool->failed_item)) {
    pool->failed_item = item;
    pool->failure = err;
  }
  pw_monitor_tell(&pool->monitor);
}

static void *help(void *data) {
  pw_pool *pool = data;
  pw_monitor_enter(&pool->monitor);
  while (!pool->ending && pool->failed_item == PW_NOWHERE &&
         pool->next_item < pool->plan.items) {
    int at = take(pool);
    if (at >= 0) {
      work(pool, at);
    } else {
      pw_monitor_wait(&pool->monitor);
    }
  }
  pw_monitor_leave(&pool->monitor);
  return NULL;
}

static void start_helpers(pw_pool *pool) {
  int64_t wanted = pool->plan.threads - 1;
  if (wanted > pool->plan.items - 1) wanted = pool->plan.items - 1;
  while (pool->n_helpers < wanted &&
         pw_thread_start(&pool->helpers[pool->n_helpers], help, pool)) {
    pool->n_helpers++;
  }
}

pw_status pw_pool_start(pw_pool **out, const pw_pool_plan *plan,
                        pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  if (plan->threads < 1 || plan->slots < plan->threads) {
    return pw_fail(err, PW_ARGUMENT, "work needs a thread and a slot for each");
  }
  pw_pool *pool = pw_alloc_zeroed(alloc, 1, sizeof *pool);
  slot *slots = pw_alloc_zeroed(alloc, (size_t)plan->slots, sizeof *slots);
  pthread_t *helpers =
    pw_alloc_zeroed(alloc, (size_t)plan->threads, sizeof *helpers);
  if (pool == NULL || slots == NULL || helpers == NULL ||
      !pw_monitor_open(&pool->monitor)) {
    pw_free(alloc, helpers);
    pw_free(alloc, slots);
    pw_free(alloc, pool);
    return pw_fail(err, PW_MEMORY, "no memory for the threads");
  }
  pool->plan = *plan;
  pool->alloc = alloc;
  pool->slots = slots;
  pool->helpers = helpers;
  pool->failed_item = PW_NOWHERE;
  start_helpers(pool);
  *out = pool;
  return PW_OK;
}

/* Within the monitor: the ready slot with the lowest item, or -1; `*working`
 * says whether any is being worked on. */
static int ready(const pw_pool *pool, int *working) {
  int found = -1;
  *working = 0;
  for (int i = 0; i < pool->plan.slots; i++) {
    const slot *s = &pool->slots[i];
    *working |= s->state == WORKING;
    if (s->state == READY && (found < 0 || s->item < pool->slots[found].item)) {
      found = i;
    }
  }
  return found;
}

static pw_status wait_for_one(pw_pool *pool, int *found, pw_error *err) {
  int working;
  for (;;) {
    *found = ready(pool, &working);
    if (*found >= 0) return PW_OK;
    int at = take(pool);
    if (at >= 0) {
      work(pool, at);
    } else if (working) {
      pw_monitor_wait(&pool->monitor);
    } else {
      break;
    }
  }
  if (pool->failed_item == PW_NOWHERE) return PW_OK;
  if (err != NULL) *err = pool->failure;
  return pool->failure.code;
}

pw_status pw_pool_next(pw_pool *pool, int64_t *item, int *at,
                       const pw_stop *stop, pw_error *err) {
  pw_monitor_enter(&pool->monitor);
  int64_t taken = pool->next_item, all = pool->plan.items;
  pw_monitor_leave(&pool->monitor);
  if (pw_stop_asked(stop, all > 0 ? (double)taken / (double)all : 1)) {
    return pw_fail(err, PW_STOPPED, "stopped");
  }
  pw_monitor_enter(&pool->monitor);
  pw_status status = wait_for_one(pool, at, err);
  if (status == PW_OK && *at >= 0) {
    pool->slots[*at].state = HELD;
    *item = pool->slots[*at].item;
  }
  pw_monitor_leave(&pool->monitor);
  return status;
}

void pw_pool_release(pw_pool *pool, int at) {
  pw_monitor_enter(&pool->monitor);
  pool->slots[at].state = FREE;
  pw_monitor_tell(&pool->monitor);
  pw_monitor_leave(&pool->monitor);
}

void pw_pool_free(pw_pool *pool) {
  if (pool == NULL) return;
  pw_monitor_enter(&pool->monitor);
  pool->ending = 1;
  pw_monitor_tell(&pool->monitor);
  pw_monitor_leave(&pool->monitor);
  for (int i = 0; i < pool->n_helpers; i++) {
    pthread_join(pool->helpers[i], NULL);
  }
  pw_monitor_close(&pool->monitor);
  pw_free(pool->alloc, pool->helpers);
  pw_free(pool->alloc, pool->slots);
  pw_free(pool->alloc, pool);
}

pw_status pw_pool_each(int threads, int64_t items, pw_pool_task task,
                       void *data, pw_alloc *alloc, const pw_stop *stop,
                       pw_error *err) {
  pw_pool *pool;
  pw_pool_plan plan = {threads, 2 * threads, items, task, data};
  pw_status status = pw_pool_start(&pool, &plan, alloc, err);
  if (status != PW_OK) return status;
  int64_t item;
  int at;
  while ((status = pw_pool_next(pool, &item, &at, stop, err)) == PW_OK &&
         at >= 0) {
    pw_pool_release(pool, at);
  }
  pw_pool_free(pool);
  return status;
}
