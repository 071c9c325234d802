#include "read/zsav_pool.h"

#include <zlib.h>

#include "base/thread.h"
#include "base/thread_pool.h"
#include "base/zlib_account.h"

#define INPUT ((size_t)1 << 16)

/* A block being inflated, in the hands of one thread at a time. */
typedef struct {
  pw_alloc own; /* account of its zlib stream */
  z_stream stream;
  int ready;            /* the stream is initialised */
  unsigned char *bytes; /* PW_ZSAV_BEFORE, then the block */
  unsigned char *input;
  int whole; /* it is what the table says */
} lane;

struct pw_zsav_pool {
  pw_alloc *alloc;
  const pw_zsav_table *table;
  pw_source *source;
  pw_monitor reading; /* guards the source */
  int guarded;        /* the monitor is open */
  pw_pool *pool;
  lane *lanes;
  int *slot_of; /* where item i waits, at i % n_lanes; or -1 */
  int n_lanes;
  int64_t next; /* item to give */
  int held;     /* slot in use, or -1 */
};

/* Reads more of a block's compressed bytes, of which `left` are to come. */
static void more_input(pw_zsav_pool *p, lane *l, const pw_zsav_block *block,
                       size_t *left) {
  size_t some = *left < INPUT ? *left : INPUT;
  pw_monitor_enter(&p->reading);
  uint64_t done = (uint64_t)block->packed - *left;
  size_t got = pw_source_read(p->source, block->at + done, l->input, some);
  pw_monitor_leave(&p->reading);
  *left = got < some ? 0 : *left - got;
  l->stream.next_in = l->input;
  l->stream.avail_in = (uInt)got;
}

/* Inflates a block; that it isn't what the table says is no failure here. */
static pw_status inflate_block(void *data, int64_t item, int slot,
                               pw_error *err) {
  pw_zsav_pool *p = data;
  lane *l = &p->lanes[slot];
  const pw_zsav_block *block = &p->table->blocks[item];
  z_stream *stream = &l->stream;
  size_t left = (size_t)block->packed;
  int result = inflateReset(stream);
  stream->next_out = l->bytes + PW_ZSAV_BEFORE;
  stream->avail_out = (uInt)block->unpacked;
  stream->avail_in = 0;
  while (result == Z_OK) {
    if (stream->avail_in == 0 && left > 0) more_input(p, l, block, &left);
    result = inflate(stream, Z_NO_FLUSH);
  }
  l->whole = result == Z_STREAM_END && left == 0 && stream->avail_in == 0 &&
    stream->avail_out == 0;
  return result == Z_MEM_ERROR
    ? pw_fail(err, PW_MEMORY, "no memory to decompress")
    : PW_OK;
}

static pw_status open_lane(lane *l, size_t room, pw_alloc *alloc,
                           pw_error *err) {
  l->own = pw_alloc_branch(alloc);
  pw_zlib_on_account(&l->stream, &l->own);
  l->bytes = pw_alloc_zeroed(alloc, PW_ZSAV_BEFORE + room, 1);
  l->input = pw_alloc_zeroed(alloc, INPUT, 1);
  l->ready = l->bytes != NULL && l->input != NULL &&
    inflateInit(&l->stream) == Z_OK;
  return l->ready ? PW_OK : pw_fail(err, PW_MEMORY, "no memory to decompress");
}

static void close_lane(lane *l, pw_alloc *alloc) {
  if (l->ready) inflateEnd(&l->stream);
  if (l->stream.zalloc != NULL) pw_alloc_join(alloc, &l->own);
  pw_free(alloc, l->bytes);
  pw_free(alloc, l->input);
}

/* Finds the room that any block of the table needs. */
static size_t largest(const pw_zsav_table *table) {
  int32_t most = 0;
  for (int64_t i = 0; i < table->n; i++) {
    if (table->blocks[i].unpacked > most) most = table->blocks[i].unpacked;
  }
  return (size_t)most;
}

/* Makes the lanes: one for each thread, and one whose block is in use. */
static pw_status open_lanes(pw_zsav_pool *p, int n, pw_error *err) {
  p->lanes = pw_alloc_zeroed(p->alloc, (size_t)n, sizeof *p->lanes);
  p->slot_of = pw_alloc_zeroed(p->alloc, (size_t)n, sizeof *p->slot_of);
  if (p->lanes == NULL || p->slot_of == NULL)
    return pw_fail(err, PW_MEMORY, "no memory to decompress");
  p->n_lanes = n;
  pw_status status = PW_OK;
  for (int i = 0; i < n && status == PW_OK; i++) {
    p->slot_of[i] = -1;
    status = open_lane(&p->lanes[i], largest(p->table), p->alloc, err);
  }
  return status;
}

pw_status pw_zsav_pool_open(pw_zsav_pool **out, const pw_zsav_table *table,
                            pw_source *source, int threads, pw_alloc *alloc,
                            pw_error *err) {
  *out = NULL;
  pw_zsav_pool *p = pw_alloc_zeroed(alloc, 1, sizeof *p);
  if (p == NULL) return pw_fail(err, PW_MEMORY, "no memory to decompress");
  p->alloc = alloc;
  p->table = table;
  p->source = source;
  p->held = -1;
  p->guarded = pw_monitor_open(&p->reading);
  pw_status status = p->guarded
    ? open_lanes(p, threads + 1, err)
    : pw_fail(err, PW_MEMORY, "no memory to decompress");
  if (status == PW_OK) {
    pw_pool_plan plan = {threads, threads + 1, table->n, inflate_block, p};
    status = pw_pool_start(&p->pool, &plan, alloc, err);
  }
  if (status == PW_OK) *out = p;
  else pw_zsav_pool_free(p);
  return status;
}

/* Waits until the next item's block is there. Items are taken in their order
 * and wait in a slot each, so that two that wait are less than n_lanes apart.
 */
static pw_status wait_for_next(pw_zsav_pool *p, pw_error *err) {
  while (p->slot_of[p->next % p->n_lanes] < 0) {
    int64_t item;
    int slot;
    pw_status status = pw_pool_next(p->pool, &item, &slot, NULL, err);
    if (status != PW_OK) return status;
    p->slot_of[item % p->n_lanes] = slot;
  }
  return PW_OK;
}

pw_status pw_zsav_pool_next(pw_zsav_pool *p, unsigned char **block,
                            size_t *length, uint64_t *resume, pw_error *err) {
  *length = 0;
  *resume = p->table->end;
  if (p->held >= 0) pw_pool_release(p->pool, p->held);
  p->held = -1;
  if (p->next == p->table->n) return PW_OK;
  pw_status status = wait_for_next(p, err);
  if (status != PW_OK) return status;
  int *at = &p->slot_of[p->next % p->n_lanes];
  p->held = *at;
  *at = -1;
  const pw_zsav_block *said = &p->table->blocks[p->next];
  if (!p->lanes[p->held].whole) {
    *resume = said->at;
    return PW_OK;
  }
  p->next++;
  *block = p->lanes[p->held].bytes + PW_ZSAV_BEFORE;
  *length = (size_t)said->unpacked;
  return PW_OK;
}

void pw_zsav_pool_free(pw_zsav_pool *p) {
  if (p == NULL) return;
  pw_pool_free(p->pool);
  for (int i = 0; i < p->n_lanes; i++) close_lane(&p->lanes[i], p->alloc);
  if (p->guarded) pw_monitor_close(&p->reading);
  pw_free(p->alloc, p->lanes);
  pw_free(p->alloc, p->slot_of);
  pw_free(p->alloc, p);
}
