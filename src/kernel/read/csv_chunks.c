#include "read/csv_chunks.h"

#include <string.h>

#include "base/thread_pool.h"

#define NONE SIZE_MAX

/* What a stretch holds when read from one of the two states. */
typedef struct {
  int64_t records; /* record ends in it */
  int64_t blanks;  /* those of records of nothing but delimiters and blanks */
  int64_t empty;   /* those of them that are lines of nothing */
  size_t first_record; /* where the first record of its own begins, or NONE */
  size_t last_open;    /* the last quote that opens a text, or NONE */
  int ends_inside;
  int holds; /* whether what follows the last record's end is one */
} reading;

typedef struct {
  size_t from, to;
  reading outside;
} stretch;

typedef struct {
  const char *text;
  size_t length;
  const pw_csv_marks *marks;
  stretch *stretches;
  int64_t first; /* of those that are read together */
  pw_file *file;
} cutter;

static double share_of(const cutter *c, size_t at) {
  return (double)at / (double)c->length;
}

/* Behind the line end at `at`. */
static size_t behind(const char *text, size_t at, size_t length) {
  int two = text[at] == '\r' && at + 1 < length && text[at + 1] == '\n';
  return at + 1 + (size_t)two;
}

static int highest(uint64_t word) {
  int at = 0;
  for (int step = 32; step > 0; step /= 2) {
    if (word >> step) {
      word >>= step;
      at += step;
    }
  }
  return at;
}

static reading read_from(const cutter *c, const stretch *s, int inside) {
  reading r = {0, 0, 0, inside ? NONE : s->from, NONE, 0, 0};
  pw_csv_carry carry = inside ? pw_csv_text_start() : pw_csv_record_start();
  char room[PW_CSV_BLOCK];
  size_t open_block = 0; /* the last one in which a text opens */
  uint64_t opens = 0;
  for (size_t at = s->from; at < s->to; at += PW_CSV_BLOCK) {
    uint64_t used;
    const char *block = pw_csv_load(c->text + at, c->text + s->to, room, &used);
    pw_csv_words words = pw_csv_block(block, used, c->marks, &carry, 1);
    if (words.ends != 0) {
      if (r.first_record == NONE) {
        r.first_record =
          behind(c->text, at + (size_t)pw_csv_lowest(words.ends), c->length);
      }
      r.records += pw_csv_count(words.ends);
      if (words.blanks != 0) {
        r.blanks += pw_csv_count(words.blanks);
        r.empty += pw_csv_count(words.empty);
      }
    }
    if (words.opens != 0) {
      open_block = at;
      opens = words.opens;
    }
  }
  if (opens != 0) r.last_open = open_block + (size_t)highest(opens);
  r.records -= r.blanks;
  r.ends_inside = carry.inside != 0;
  r.holds = carry.content != 0;
  return r;
}

static pw_status read_stretch(void *data, int64_t item, int slot,
                              pw_error *err) {
  const cutter *c = data;
  stretch *s = &c->stretches[c->first + item];
  (void)slot;
  (void)err;
  s->outside = read_from(c, s, 0);
  return PW_OK;
}

/* The first place from `at` on that is behind a line end, quoted or not. */
static size_t next_cut(const char *text, size_t at, size_t length) {
  if (at >= length) return length;
  const char *lf = memchr(text + at, '\n', length - at);
  const char *cr = memchr(text + at, '\r',
                          lf == NULL ? length - at : (size_t)(lf - text) - at);
  const char *end = cr != NULL ? cr : lf;
  return end == NULL ? length : behind(text, (size_t)(end - text), length);
}

/* Goes over the stretches in order, which tells how each began. The few that
 * began within a text in quotes are read once more. */
static pw_status put_together(pw_csv_chunks *out, const cutter *c,
                              int64_t count, int one_column,
                              const pw_stop *stop, pw_error *err) {
  int inside = 0, holds = 0;
  int64_t ended = 0; /* record ends before the stretch */
  size_t open = NONE;
  for (int64_t i = 0; i < count; i++) {
    const stretch *s = &c->stretches[i];
    reading again;
    if (inside) {
      if (pw_stop_asked(stop, 1)) return pw_fail(err, PW_STOPPED, "stopped");
      pw_status status =
        pw_file_see(c->file, c->text + s->from, c->text + s->to + 1, err);
      if (status != PW_OK) return status;
      again = read_from(c, s, 1);
      pw_file_pass(c->file, c->text + s->from);
    }
    const reading *r = inside ? &again : &s->outside;
    if (r->first_record != NONE && r->first_record < c->length) {
      pw_csv_chunk chunk = {r->first_record, c->length, ended + inside};
      if (out->count > 0) out->chunks[out->count - 1].to = chunk.from;
      out->chunks[out->count++] = chunk;
    }
    ended += r->records + (one_column ? r->blanks : 0);
    if (!one_column) out->blank += r->blanks - r->empty;
    out->has_blanks |= r->blanks > 0;
    if (r->last_open != NONE) open = r->last_open;
    inside = r->ends_inside;
    holds = r->holds;
  }
  if (inside) {
    return pw_fail_detail(err, PW_FORMAT, PW_DETAIL_OPEN_QUOTE,
                          "a quote that opens a text is never closed",
                          (int64_t)open);
  }
  pw_status status =
    pw_file_see(c->file, c->text + c->length - 1, c->text + c->length, err);
  if (status != PW_OK) return status;
  char last = c->text[c->length - 1];
  int unended = last != '\n' && last != '\r';
  int counts = one_column || holds;
  out->records = ended + (unended && counts);
  out->blank += unended && !counts;
  out->has_blanks |= unended && !counts;
  return PW_OK;
}

/* Where the stretch that begins at `at` ends: in lines of any length, of which
 * as much is brought into memory as it takes. */
static pw_status end_of_stretch(const cutter *c, size_t at, size_t bytes,
                                size_t *seen, size_t *end, const pw_stop *stop,
                                pw_error *err) {
  size_t wanted = c->length - at <= bytes ? c->length : at + bytes;
  for (;;) {
    if (wanted < *seen || *seen == c->length) {
      *end = next_cut(c->text, wanted - 1, *seen);
      if (*end < *seen || *seen == c->length) return PW_OK;
    }
    if (pw_stop_asked(stop, share_of(c, c->stretches[c->first].from)))
      return pw_fail(err, PW_STOPPED, "stopped");
    size_t more = *seen < wanted ? wanted : *seen;
    *seen = c->length - more <= PW_CSV_BEYOND ? c->length
                                              : more + PW_CSV_BEYOND;
    pw_status status = pw_file_see(c->file, c->text + at, c->text + *seen, err);
    if (status != PW_OK) return status;
  }
}

/* Cuts the text and reads the stretches, a window of it after the other. */
static pw_status cut_windows(cutter *c, size_t from,
                             const pw_csv_cutting *cutting, int64_t *count,
                             pw_alloc *alloc, const pw_stop *stop,
                             pw_error *err) {
  size_t window = c->file == NULL ? c->length : PW_CSV_WINDOW;
  size_t seen = c->file == NULL ? c->length : from;
  pw_status status = PW_OK;
  for (size_t at = from; status == PW_OK && at < c->length;) {
    size_t upto = c->length - at <= window ? c->length : at + window;
    c->first = *count;
    while (status == PW_OK && at < upto) {
      stretch *s = &c->stretches[*count];
      s->from = at;
      status = end_of_stretch(c, at, cutting->bytes, &seen, &s->to, stop, err);
      at = s->to;
      (*count)++;
    }
    if (status == PW_OK) {
      pw_stop_step step = {stop, share_of(c, c->stretches[c->first].from),
                           share_of(c, at)};
      pw_stop part = pw_stop_of_step(&step);
      status = pw_pool_each(cutting->threads, *count - c->first, read_stretch,
                            c, alloc, &part, err);
    }
    if (status == PW_OK) pw_file_pass(c->file, c->text + at - 1);
  }
  return status;
}

pw_status pw_csv_cut(pw_csv_chunks *out, const char *text, size_t from,
                     size_t length, const pw_csv_marks *marks,
                     const pw_csv_cutting *cutting, pw_alloc *alloc,
                     const pw_stop *stop, pw_error *err) {
  memset(out, 0, sizeof *out);
  if (from >= length) return PW_OK;
  size_t most = (length - from) / cutting->bytes + 1;
  cutter c = {text,  length,
              marks, pw_alloc_zeroed(alloc, most, sizeof(stretch)),
              0,     cutting->file};
  out->chunks = pw_alloc_zeroed(alloc, most, sizeof *out->chunks);
  pw_status status = PW_OK;
  if (c.stretches == NULL || out->chunks == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory for the file");
  }
  int64_t count = 0;
  if (status == PW_OK) {
    status = cut_windows(&c, from, cutting, &count, alloc, stop, err);
  }
  if (status == PW_OK) {
    status = put_together(out, &c, count, cutting->one_column, stop, err);
  }
  pw_free(alloc, c.stretches);
  if (status != PW_OK) pw_csv_chunks_free(out, alloc);
  return status;
}

void pw_csv_chunks_free(pw_csv_chunks *chunks, pw_alloc *alloc) {
  pw_free(alloc, chunks->chunks);
  memset(chunks, 0, sizeof *chunks);
}

int64_t pw_csv_lines(const char *text, size_t length) {
  int64_t lines = 0;
  for (size_t at = 0; at < length; at++) {
    if (text[at] == '\n') {
      lines++;
    } else if (text[at] == '\r') {
      lines += at + 1 == length || text[at + 1] != '\n';
    }
  }
  return lines;
}
