#include "read/sav_pieces.h"

#include <string.h>

#include "read/zsav_blocks.h"
#include "read/zsav_pool.h"
#include "read/zsav_table.h"

_Static_assert(PW_ZSAV_BEFORE >= PW_SAV_KEEP, "a block leaves no room");

/* Threads that inflate, the one that asks for pieces among them. */
#define THREADS 2

/* Cases of a sieve in a piece, at most: each is fetched by itself. */
#define SIEVED 512

struct pw_sav_pieces {
  pw_alloc *alloc;
  pw_source *source;
  uint64_t from;        /* where to read the source, for a .sav */
  pw_sav_sieve sieve;   /* of it */
  pw_zsav_table table;  /* of a .zsav */
  pw_zsav_pool *pool;   /* while whole blocks are inflated by several threads */
  unsigned char *block; /* in use, and how much of it there is and was given */
  size_t length, given;
  pw_zsav *zsav; /* or NULL */
  pw_ahead *ahead;
  unsigned char *slots[2]; /* PW_SAV_KEEP bytes, then the piece */
  size_t made[2];
  int slot;                  /* in use */
  const unsigned char *last; /* the piece given last, and its end */
  size_t last_length;
};

/* The wanted spans of some cases. A file that became shorter ends there. */
static size_t make_sieved(pw_sav_pieces *p, unsigned char *to) {
  pw_sav_sieve *s = &p->sieve;
  size_t made = 0;
  for (int cases = 0;
       cases < SIEVED && s->row < s->rows && made + s->kept <= PW_SAV_PIECE;
       cases++, s->row++) {
    uint64_t start = p->from + (uint64_t)s->row * s->case_bytes;
    size_t done = made;
    for (int32_t i = 0; i < s->n; i++) {
      size_t wanted = (size_t)s->spans[i].length;
      size_t got =
        pw_source_read(p->source, start + s->spans[i].from, to + done, wanted);
      if (got < wanted) {
        s->rows = s->row;
        return made;
      }
      done += got;
    }
    made = done;
  }
  return made;
}

static pw_status produce(void *data, int slot, int *more, pw_error *err) {
  pw_sav_pieces *p = data;
  unsigned char *to = p->slots[slot] + PW_SAV_KEEP;
  pw_status status = PW_OK;
  p->made[slot] = 0;
  if (p->zsav != NULL) {
    status = pw_zsav_inflate(p->zsav, to, PW_SAV_PIECE, &p->made[slot], err);
  } else if (p->sieve.spans != NULL) {
    p->made[slot] = make_sieved(p, to);
  } else {
    p->made[slot] = pw_source_read(p->source, p->from, to, PW_SAV_PIECE);
    p->from += p->made[slot];
  }
  *more = p->made[slot] > 0;
  return status;
}

/* Starts making pieces one by one, of a .zsav from the offset `from` on. */
static pw_status start_ahead(pw_sav_pieces *p, int zlib, uint64_t from,
                             int threaded, pw_error *err) {
  pw_status status = PW_OK;
  for (int i = 0; i < 2; i++) {
    p->slots[i] = pw_alloc_zeroed(p->alloc, PW_SAV_KEEP + PW_SAV_PIECE, 1);
    if (p->slots[i] == NULL)
      status = pw_fail(err, PW_MEMORY, "no memory to read");
  }
  if (status == PW_OK && zlib) {
    status =
      pw_zsav_open(&p->zsav, p->source, from, p->table.end, p->alloc, err);
  }
  if (status == PW_OK)
    status = pw_ahead_start(&p->ahead, produce, p, threaded, p->alloc, err);
  return status;
}

/* Starts inflating, by several threads where the blocks can be told apart. */
static pw_status start_zsav(pw_sav_pieces *p, int swap, int threaded,
                            pw_error *err) {
  pw_status status =
    pw_zsav_table_read(&p->table, p->source, p->from, swap, p->alloc, err);
  if (status != PW_OK) return status;
  if (threaded && p->table.blocks != NULL) {
    return pw_zsav_pool_open(&p->pool, &p->table, p->source, THREADS, p->alloc,
                             err);
  }
  return start_ahead(p, 1, p->table.from, threaded, err);
}

pw_status pw_sav_pieces_open(pw_sav_pieces **out, const pw_sav_records *records,
                             pw_source *source, uint64_t skip,
                             const pw_sav_sieve *sieve, int threaded,
                             pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  pw_sav_pieces *p = pw_alloc_zeroed(alloc, 1, sizeof *p);
  if (p == NULL) return pw_fail(err, PW_MEMORY, "no memory to read");
  p->alloc = alloc;
  p->source = source;
  p->from = (uint64_t)records->data_offset + skip;
  if (sieve != NULL) p->sieve = *sieve;
  pw_status status = records->compression == PW_SAV_ZLIB
    ? start_zsav(p, records->swap, threaded, err)
    : start_ahead(p, 0, 0, threaded, err);
  if (status == PW_OK) *out = p;
  else pw_sav_pieces_free(p);
  return status;
}

/* Gives more of the blocks; none where what is left is to be made one by one,
 * which is begun then. */
static pw_status next_of_blocks(pw_sav_pieces *p, unsigned char **start,
                                size_t *made, pw_error *err) {
  *made = 0;
  if (p->given == p->length) {
    uint64_t resume;
    p->given = 0;
    pw_status status =
      pw_zsav_pool_next(p->pool, &p->block, &p->length, &resume, err);
    if (status != PW_OK) return status;
    if (p->length == 0) {
      pw_zsav_pool_free(p->pool);
      p->pool = NULL;
      return start_ahead(p, 1, resume, 0, err);
    }
  }
  size_t left = p->length - p->given;
  *start = p->block + p->given;
  *made = left < PW_SAV_PIECE ? left : PW_SAV_PIECE;
  p->given += *made;
  return PW_OK;
}

static pw_status next_made_ahead(pw_sav_pieces *p, const pw_stop *stop,
                                 unsigned char **start, size_t *made,
                                 pw_error *err) {
  int slot;
  pw_status status = pw_ahead_next(p->ahead, stop, &slot, err);
  if (status != PW_OK) return status;
  if (slot >= 0) p->slot = slot;
  *made = slot >= 0 ? p->made[slot] : 0;
  *start = p->slots[p->slot] + PW_SAV_KEEP;
  return PW_OK;
}

pw_status pw_sav_pieces_next(pw_sav_pieces *p, size_t keep, const pw_stop *stop,
                             pw_bytes *piece, pw_error *err) {
  unsigned char tail[PW_SAV_KEEP];
  if (keep > 0) memcpy(tail, p->last + p->last_length - keep, keep);
  unsigned char *start = NULL;
  size_t made = 0;
  pw_status status = PW_OK;
  if (p->pool != NULL) {
    if (pw_stop_asked(stop, 0)) return pw_fail(err, PW_STOPPED, "stopped");
    status = next_of_blocks(p, &start, &made, err);
  }
  if (status == PW_OK && p->pool == NULL)
    status = next_made_ahead(p, stop, &start, &made, err);
  if (status != PW_OK) return status;
  if (keep > 0) memcpy(start - keep, tail, keep);
  piece->at = start - keep;
  piece->length = keep + made;
  p->last = piece->at;
  p->last_length = piece->length;
  return PW_OK;
}

void pw_sav_pieces_free(pw_sav_pieces *p) {
  if (p == NULL) return;
  pw_zsav_pool_free(p->pool);
  pw_ahead_free(p->ahead);
  pw_zsav_free(p->zsav);
  pw_zsav_table_free(&p->table, p->alloc);
  for (int i = 0; i < 2; i++) pw_free(p->alloc, p->slots[i]);
  pw_free(p->alloc, p);
}
