#include "write/zsav_deflate.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

#include "base/thread_pool.h"
#include "write/byte_buffer.h"
#include "write/sav_header.h"

#define ZHEADER 24u
#define MOST_THREADS 8

/* One block as the ztrailer lists it. */
typedef struct {
  uint32_t plain, deflated; /* bytes */
} block;

/* What one thread deflates, and into what. */
typedef struct {
  const unsigned char *from;
  size_t length;
  unsigned char *to;
  size_t made;
} task;

struct pw_zsav_writer {
  pw_alloc *alloc;
  pw_part_file *file;
  uint64_t offset; /* of the zheader */
  int threads;
  size_t room; /* of each task's `to` */
  task tasks[MOST_THREADS];
  block *blocks; /* owned */
  size_t count, block_room;
};

pw_status pw_zsav_writer_open(pw_zsav_writer **out, pw_part_file *file,
                              uint64_t offset, int threads, pw_alloc *alloc,
                              pw_error *err) {
  *out = NULL;
  pw_zsav_writer *w = pw_alloc_zeroed(alloc, 1, sizeof *w);
  if (w == NULL) return pw_fail(err, PW_MEMORY, "no memory to compress");
  w->alloc = alloc;
  w->file = file;
  w->offset = offset;
  w->threads = threads < 1   ? 1
    : threads > MOST_THREADS ? MOST_THREADS
                             : threads;
  w->room = compressBound((uLong)PW_ZSAV_BLOCK);
  unsigned char zheader[ZHEADER] = {0};
  pw_status status = pw_part_append(file, zheader, ZHEADER, err);
  if (status != PW_OK) pw_zsav_writer_free(w);
  else *out = w;
  return status;
}

size_t pw_zsav_writer_piece(const pw_zsav_writer *w) {
  return PW_ZSAV_BLOCK * (size_t)w->threads;
}

/* zlib's own memory, of each thread, is outside the account: an account has one
 * thread. */
static pw_status deflate_one(void *data, int64_t item, int slot,
                             pw_error *err) {
  pw_zsav_writer *w = data;
  task *t = &w->tasks[item];
  uLongf made = (uLongf)w->room;
  (void)slot;
  if (compress2(t->to, &made, t->from, (uLong)t->length,
                Z_DEFAULT_COMPRESSION) != Z_OK) {
    return pw_fail(err, PW_MEMORY, "no memory to compress");
  }
  t->made = made;
  return PW_OK;
}

static pw_status add_block(pw_zsav_writer *w, const task *t, pw_error *err) {
  if (w->count == w->block_room) {
    size_t room = w->block_room == 0 ? 16 : w->block_room * 2;
    block *more = pw_alloc_resize(w->alloc, w->blocks, room, sizeof *more);
    if (more == NULL) return pw_fail(err, PW_MEMORY, "no memory to compress");
    w->blocks = more;
    w->block_room = room;
  }
  block one = {(uint32_t)t->length, (uint32_t)t->made};
  w->blocks[w->count++] = one;
  return pw_part_append(w->file, t->to, t->made, err);
}

static pw_status make_room(pw_zsav_writer *w, int tasks, pw_error *err) {
  for (int i = 0; i < tasks; i++) {
    if (w->tasks[i].to != NULL) continue;
    w->tasks[i].to = pw_alloc_resize(w->alloc, NULL, w->room, 1);
    if (w->tasks[i].to == NULL)
      return pw_fail(err, PW_MEMORY, "no memory to compress");
  }
  return PW_OK;
}

pw_status pw_zsav_writer_put(pw_zsav_writer *w, const unsigned char *bytes,
                             size_t length, int last, size_t *taken,
                             const pw_stop *stop, pw_error *err) {
  pw_status status = PW_OK;
  *taken = 0;
  while (status == PW_OK && *taken < length) {
    int tasks = 0;
    while (tasks < w->threads && *taken < length) {
      size_t left = length - *taken;
      if (left < PW_ZSAV_BLOCK && !last) break;
      task *t = &w->tasks[tasks++];
      t->from = bytes + *taken;
      t->length = left < PW_ZSAV_BLOCK ? left : PW_ZSAV_BLOCK;
      *taken += t->length;
    }
    if (tasks == 0) break;
    status = make_room(w, tasks, err);
    if (status == PW_OK) {
      status =
        pw_pool_each(w->threads, tasks, deflate_one, w, w->alloc, stop, err);
    }
    for (int i = 0; status == PW_OK && i < tasks; i++)
      status = add_block(w, &w->tasks[i], err);
  }
  return status;
}

pw_status pw_zsav_writer_finish(pw_zsav_writer *w, pw_error *err) {
  pw_byte_buffer b = pw_byte_buffer_new(w->alloc);
  uint64_t plain = w->offset, deflated = w->offset + ZHEADER;
  pw_put_i64(&b, -PW_SAV_BIAS);
  pw_put_i64(&b, 0);
  pw_put_i32(&b, (int32_t)PW_ZSAV_BLOCK);
  pw_put_i32(&b, (int32_t)w->count);
  for (size_t i = 0; i < w->count; i++) {
    pw_put_i64(&b, (int64_t)plain);
    pw_put_i64(&b, (int64_t)deflated);
    pw_put_i32(&b, (int32_t)w->blocks[i].plain);
    pw_put_i32(&b, (int32_t)w->blocks[i].deflated);
    plain += w->blocks[i].plain;
    deflated += w->blocks[i].deflated;
  }
  uint64_t zheader[] = {w->offset, deflated, b.used};
  pw_status status = b.status == PW_OK
    ? pw_part_append(w->file, b.bytes, b.used, err)
    : pw_fail(err, PW_MEMORY, "no memory to compress");
  pw_byte_buffer_free(&b);
  return status == PW_OK
    ? pw_part_overwrite(w->file, w->offset, zheader, sizeof zheader, err)
    : status;
}

void pw_zsav_writer_free(pw_zsav_writer *w) {
  if (w == NULL) return;
  for (int i = 0; i < MOST_THREADS; i++) pw_free(w->alloc, w->tasks[i].to);
  pw_free(w->alloc, w->blocks);
  pw_free(w->alloc, w);
}
