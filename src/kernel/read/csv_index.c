#include "read/csv_index.h"

#include <string.h>

#define FIRST_ROOM 1024

typedef struct {
  pw_csv_index *index;
  const pw_csv_stretch *stretch;
  size_t row_at; /* where the record's ends begin in index->ends */
  size_t used;   /* ends written so far */
  size_t beyond; /* fields of the record that were only counted */
  size_t start;  /* the record's first byte, in the stretch */
} writer;

/* Room for `wanted` items of `size` bytes. */
static int reserve(pw_alloc *alloc, void **block, size_t *room, size_t wanted,
                   size_t size) {
  if (wanted <= *room) return 1;
  size_t more = *room < FIRST_ROOM ? FIRST_ROOM : *room * 2;
  if (more < wanted) more = wanted;
  void *grown = pw_alloc_resize(alloc, *block, more, size);
  if (grown == NULL) return 0;
  *block = grown;
  *room = more;
  return 1;
}

/* Room for what a block can add: 64 ends, and every absent field of the
 * records that end in it. */
static inline int reserve_block(writer *w, int lines) {
  pw_csv_index *index = w->index;
  size_t pad = (size_t)(lines + 1) * (size_t)index->n_columns;
  if (w->used + PW_CSV_BLOCK + pad <= index->end_room &&
      (size_t)index->n_records + (size_t)lines + 1 <= index->start_room) {
    return 1;
  }
  void *ends = index->ends, *starts = index->starts;
  int enough = reserve(index->alloc, &ends, &index->end_room,
                       w->used + PW_CSV_BLOCK + pad, sizeof *index->ends);
  index->ends = ends;
  enough = enough &&
    reserve(index->alloc, &starts, &index->start_room,
            (size_t)index->n_records + (size_t)lines + 1,
            sizeof *index->starts);
  index->starts = starts;
  return enough;
}

static int note_ragged(writer *w, int64_t fields, size_t end) {
  pw_csv_index *index = w->index;
  void *block = index->ragged;
  if (!reserve(index->alloc, &block, &index->ragged_room, index->n_ragged + 1,
               sizeof *index->ragged)) {
    return 0;
  }
  index->ragged = block;
  pw_csv_ragged odd = {w->stretch->record + index->n_records, fields,
                       w->stretch->from + w->start, NULL, 0};
  if (fields > index->n_columns) {
    size_t rest = index->ends[w->row_at + (size_t)index->n_columns - 1] + 1;
    odd.rest = index->text + rest;
    odd.rest_length = end - rest;
  }
  index->ragged[index->n_ragged++] = odd;
  return 1;
}

/* The record whose last field has just been written ends. One of nothing but
 * delimiters and blanks is left out. */
static int end_record(writer *w, size_t end, int blank) {
  pw_csv_index *index = w->index;
  size_t columns = (size_t)index->n_columns;
  size_t fields = w->used - w->row_at + w->beyond;
  if (blank && columns != 1) {
    w->used = w->row_at;
    w->beyond = 0;
    return 1;
  }
  if (fields != columns) {
    if (!note_ragged(w, (int64_t)fields, end)) return 0;
    for (size_t j = fields; j < columns; j++) {
      index->ends[w->row_at + j] = PW_CSV_NO_FIELD;
    }
  }
  index->starts[index->n_records++] = (uint32_t)w->start;
  w->row_at += columns;
  w->used = w->row_at;
  w->beyond = 0;
  return 1;
}

/* The offsets of all bits of `word`, in order. */
static inline void write_ends(writer *w, uint64_t word, size_t base) {
  uint32_t *out = w->index->ends + w->used;
  while (word != 0) {
    *out++ = (uint32_t)base + (uint32_t)pw_csv_lowest(word);
    word &= word - 1;
  }
  w->used = (size_t)(out - w->index->ends);
}

static int write_block(writer *w, const pw_csv_words *words, size_t base,
                       size_t length) {
  uint64_t delims = words->delims, ends = words->ends;
  if (ends == 0 && w->used - w->row_at > (size_t)w->index->n_columns) {
    w->beyond += (size_t)pw_csv_count(delims); /* a line that never ends */
    return 1;
  }
  if (!reserve_block(w, ends == 0 ? 0 : pw_csv_count(ends))) return 0;
  for (; ends != 0; ends &= ends - 1) {
    uint64_t upto = ends ^ (ends - 1); /* the lowest end and what is below */
    size_t end = base + (size_t)pw_csv_lowest(ends);
    write_ends(w, delims & upto, base);
    delims &= ~upto;
    w->index->ends[w->used++] = (uint32_t)end;
    int blank = (words->blanks & upto & ends) != 0;
    if (!end_record(w, end, blank)) return 0;
    int two = w->index->text[end] == '\r' && end + 1 < length &&
      w->index->text[end + 1] == '\n';
    w->start = end + 1 + (size_t)two;
  }
  write_ends(w, delims, base);
  return 1;
}

/* The blocks of a stretch. Inlined for either `wants_blanks`. */
static inline int write_blocks(writer *w, const pw_csv_marks *marks,
                               pw_csv_carry *carry, int wants_blanks) {
  const char *text = w->index->text;
  size_t length = w->index->length;
  char room[PW_CSV_BLOCK];
  for (size_t at = 0; at < length; at += PW_CSV_BLOCK) {
    uint64_t used;
    const char *block = pw_csv_load(text + at, text + length, room, &used);
    pw_csv_words words = pw_csv_block(block, used, marks, carry, wants_blanks);
    if (!write_block(w, &words, at, length)) return 0;
  }
  return 1;
}

pw_status pw_csv_index_records(pw_csv_index *index,
                               const pw_csv_stretch *stretch,
                               const pw_csv_marks *marks, pw_error *err) {
  size_t length = stretch->to - stretch->from;
  if ((uint64_t)length >= UINT32_MAX - PW_CSV_BLOCK) {
    return pw_fail_at(err, PW_RANGE, "a record is longer than 4 GiB",
                      (int64_t)stretch->from);
  }
  index->text = stretch->text + stretch->from;
  index->length = length;
  index->padded = marks->padded;
  index->n_records = 0;
  index->n_ragged = 0;
  writer w = {index, stretch, 0, 0, 0, 0};
  pw_csv_carry carry = pw_csv_record_start();
  int written = stretch->no_blanks ? write_blocks(&w, marks, &carry, 0)
                                   : write_blocks(&w, marks, &carry, 1);
  if (written && w.start < length) { /* the last line has no end */
    written = reserve_block(&w, 1);
    if (written) {
      index->ends[w.used++] = (uint32_t)length;
      written =
        end_record(&w, length, !stretch->no_blanks && carry.content == 0);
    }
  }
  if (written) return PW_OK;
  return pw_fail(err, PW_MEMORY, "no memory for the fields of the file");
}

void pw_csv_index_free(pw_csv_index *index) {
  pw_free(index->alloc, index->starts);
  pw_free(index->alloc, index->ends);
  pw_free(index->alloc, index->ragged);
  index->starts = NULL;
  index->ends = NULL;
  index->ragged = NULL;
  index->start_room = index->end_room = index->ragged_room = 0;
}
