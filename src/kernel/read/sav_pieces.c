#include "read/sav_pieces.h"

#include <string.h>

#include "read/zsav_blocks.h"

struct pw_sav_pieces {
  pw_alloc *alloc;
  pw_source *source;
  uint64_t from; /* where to read the source, for a .sav */
  pw_zsav *zsav; /* or NULL */
  pw_ahead *ahead;
  unsigned char *slots[2]; /* PW_SAV_KEEP bytes, then the piece */
  size_t made[2];
  int slot; /* in use */
};

static pw_status produce(void *data, int slot, int *more, pw_error *err) {
  pw_sav_pieces *p = data;
  unsigned char *to = p->slots[slot] + PW_SAV_KEEP;
  pw_status status = PW_OK;
  p->made[slot] = 0;
  if (p->zsav != NULL) {
    status = pw_zsav_inflate(p->zsav, to, PW_SAV_PIECE, &p->made[slot], err);
  } else {
    p->made[slot] = pw_source_read(p->source, p->from, to, PW_SAV_PIECE);
    p->from += p->made[slot];
  }
  *more = p->made[slot] > 0;
  return status;
}

pw_status pw_sav_pieces_open(pw_sav_pieces **out, const pw_sav_records *records,
                             pw_source *source, uint64_t skip, int threaded,
                             pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  pw_sav_pieces *p = pw_alloc_zeroed(alloc, 1, sizeof *p);
  if (p == NULL) return pw_fail(err, PW_MEMORY, "no memory to read");
  p->alloc = alloc;
  p->source = source;
  p->from = (uint64_t)records->data_offset + skip;
  pw_status status = PW_OK;
  for (int i = 0; i < 2; i++) {
    p->slots[i] = pw_alloc_zeroed(alloc, PW_SAV_KEEP + PW_SAV_PIECE, 1);
    if (p->slots[i] == NULL)
      status = pw_fail(err, PW_MEMORY, "no memory to read");
  }
  if (status == PW_OK && records->compression == PW_SAV_ZLIB) {
    status = pw_zsav_open(&p->zsav, source, p->from, records->swap, alloc, err);
  }
  if (status == PW_OK)
    status = pw_ahead_start(&p->ahead, produce, p, threaded, alloc, err);
  if (status == PW_OK) *out = p;
  else pw_sav_pieces_free(p);
  return status;
}

pw_status pw_sav_pieces_next(pw_sav_pieces *p, size_t keep, const pw_stop *stop,
                             pw_bytes *piece, pw_error *err) {
  unsigned char tail[PW_SAV_KEEP];
  if (keep > 0)
    memcpy(tail, p->slots[p->slot] + PW_SAV_KEEP + p->made[p->slot] - keep,
           keep);
  int slot;
  pw_status status = pw_ahead_next(p->ahead, stop, &slot, err);
  if (status != PW_OK) return status;
  size_t made = 0;
  if (slot >= 0) {
    p->slot = slot;
    made = p->made[slot];
  }
  unsigned char *start = p->slots[p->slot] + PW_SAV_KEEP - keep;
  if (keep > 0) memcpy(start, tail, keep);
  piece->at = start;
  piece->length = keep + made;
  return PW_OK;
}

void pw_sav_pieces_free(pw_sav_pieces *p) {
  if (p == NULL) return;
  pw_ahead_free(p->ahead);
  pw_zsav_free(p->zsav);
  for (int i = 0; i < 2; i++) pw_free(p->alloc, p->slots[i]);
  pw_free(p->alloc, p);
}
