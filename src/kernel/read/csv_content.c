#include "read/csv_content.h"

#include <string.h>

#include "base/thread_pool.h"
#include "base/utf8.h"
#include "read/csv_masks.h"

#define STRETCH ((size_t)1 << 18)

typedef struct {
  size_t from, to;
  pw_csv_content found;
} stretch;

typedef struct {
  const char *bytes;
  size_t length;
  stretch *stretches;
} inspector;

/* Characters of several bytes and strays from `at` to `to`; returns where the
 * last one ends, which may be behind `to`. */
static size_t count_sequences(const inspector *in, size_t at, size_t to,
                              pw_csv_content *found) {
  while (at < to) {
    size_t length = pw_utf8_length(in->bytes + at, in->length - at);
    found->sequences += length > 1;
    if (length == 0) {
      unsigned char c = (unsigned char)in->bytes[at];
      found->strays++;
      found->controls += c < 0xa0;
      length = 1;
    }
    at += length;
  }
  return at;
}

/* The bytes of the block at `at` that follow a blank. */
static uint64_t behind_blank(const inspector *in, const char *block,
                             size_t at) {
  uint64_t blanks = pw_csv_equal(block, ' ') | pw_csv_equal(block, '\t');
  int before = at > 0 &&
    (in->bytes[at - 1] == ' ' || in->bytes[at - 1] == '\t');
  return blanks << 1 | (uint64_t)before;
}

static pw_status inspect_stretch(void *data, int64_t item, int slot,
                                 pw_error *err) {
  const inspector *in = data;
  stretch *s = &in->stretches[item];
  (void)slot;
  (void)err;
  pw_csv_content found = {0, 0, 0, SIZE_MAX, 0, 0, 0};
  uint64_t quotes = 0, crs = 0;
  size_t counted = s->from; /* up to here UTF-8 has been looked at */
  char room[PW_CSV_BLOCK];
  for (size_t at = s->from; at < s->to; at += PW_CSV_BLOCK) {
    uint64_t used;
    const char *block =
      pw_csv_load(in->bytes + at, in->bytes + s->to, room, &used);
    uint64_t quoted = pw_csv_equal(block, '"') & used;
    if (quoted != 0 && !found.has_padded) {
      found.has_padded = (quoted & behind_blank(in, block, at)) != 0;
    }
    quotes |= quoted;
    crs |= pw_csv_equal(block, '\r');
    uint64_t nuls = pw_csv_equal(block, 0) & used;
    if (nuls != 0 && found.first_nul == SIZE_MAX) {
      found.first_nul = at + (size_t)pw_csv_lowest(nuls);
    }
    if (pw_csv_high(block) != 0) {
      size_t to = s->to - at < PW_CSV_BLOCK ? s->to : at + PW_CSV_BLOCK;
      counted = count_sequences(in, counted > at ? counted : at, to, &found);
    }
  }
  found.has_quotes = quotes != 0;
  found.has_cr = crs != 0;
  s->found = found;
  return PW_OK;
}

static void add(pw_csv_content *all, const pw_csv_content *part) {
  all->has_quotes |= part->has_quotes;
  all->has_cr |= part->has_cr;
  all->has_padded |= part->has_padded;
  if (part->first_nul < all->first_nul) all->first_nul = part->first_nul;
  all->sequences += part->sequences;
  all->strays += part->strays;
  all->controls += part->controls;
}

/* Where a stretch ends; `seen` is how far the text is in memory. */
static size_t next_cut(const inspector *in, size_t from, size_t seen) {
  size_t at = seen - from <= STRETCH ? seen : from + STRETCH;
  return pw_utf8_between(in->bytes, at, seen);
}

/* Inspects the text from `*from` on up to about `upto`, where `*from` is then.
 */
static pw_status inspect_part(inspector *in, size_t *from, size_t upto,
                              size_t seen, pw_csv_content *content, int threads,
                              pw_alloc *alloc, const pw_stop *stop,
                              pw_error *err) {
  int64_t count = 0;
  while (*from < upto) {
    in->stretches[count].from = *from;
    *from = next_cut(in, *from, seen);
    in->stretches[count++].to = *from;
  }
  pw_status status =
    pw_pool_each(threads, count, inspect_stretch, in, alloc, stop, err);
  for (int64_t i = 0; i < count && status == PW_OK; i++) {
    add(content, &in->stretches[i].found);
  }
  return status;
}

pw_status pw_csv_inspect(pw_csv_content *content, const char *bytes,
                         size_t length, int threads, pw_file *file,
                         pw_alloc *alloc, const pw_stop *stop, pw_error *err) {
  static const pw_csv_content nothing = {0, 0, 0, SIZE_MAX, 0, 0, 0};
  *content = nothing;
  size_t window = file == NULL || length < PW_CSV_WINDOW ? length
                                                         : PW_CSV_WINDOW;
  inspector in = {
    bytes, length,
    pw_alloc_zeroed(alloc, window / STRETCH + 1, sizeof(stretch))};
  if (in.stretches == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for the file");
  pw_status status = PW_OK;
  for (size_t from = 0; from < length && status == PW_OK;) {
    size_t upto = length - from <= window ? length : from + window;
    size_t seen = length - upto <= PW_CSV_BEYOND ? length
                                                 : upto + PW_CSV_BEYOND;
    status =
      pw_file_see(file, bytes + (from > 0 ? from - 1 : 0), bytes + seen, err);
    if (status == PW_OK) {
      pw_stop_step step = {stop, (double)from / (double)length,
                           (double)upto / (double)length};
      pw_stop part = pw_stop_of_step(&step);
      status = inspect_part(&in, &from, upto, seen, content, threads, alloc,
                            &part, err);
    }
    pw_file_pass(file, bytes + (from > 0 ? from - 1 : 0));
  }
  pw_free(alloc, in.stretches);
  return status;
}
