#include "read/sav_cases.h"

#include <string.h>

#include "read/zsav_blocks.h"

#define BLANKS UINT64_C(0x2020202020202020)
#define ALL_BLANK UINT64_C(0xFEFEFEFEFEFEFEFE)
#define SEGMENT 32
#define SEGMENT_BYTES 255
#define ROWS_BETWEEN_POLLS 1024

enum { PAD = 0, END = 252, LITERAL = 253, BLANK = 254, SYSMIS = 255 };

typedef struct {
  const pw_sav_records *records;
  const unsigned char *at, *end;
  int packed;              /* bytecode, not plain elements */
  int next;                /* next command, 8 when all are used */
  unsigned char command[8];
  double value[256];       /* what each command 1..251 stands for */
  double missing;
  int over;                /* the data ended */
  pw_zsav *zsav;
  char *text;              /* the string being put together */
  size_t room;
  pw_alloc *alloc;
  pw_strpool *pool;
  pw_status status;
  pw_error *err;
} decoder;

/* What one element is. */
typedef enum { IS_END, IS_NUMBER, IS_MISSING, IS_BLANK, IS_RAW } element;

/* Makes 8 more bytes available, or ends the data. */
static int refill(decoder *d) {
  if (d->zsav != NULL && d->status == PW_OK) {
    pw_bytes piece;
    d->status = pw_zsav_next(d->zsav, (uint64_t)(d->end - d->at), &piece, d->err);
    if (d->status == PW_OK) {
      d->at = piece.at;
      d->end = piece.at + piece.length;
      if (piece.length >= 8) return 1;
    }
  }
  d->over = 1;
  return 0;
}

static inline const unsigned char *take(decoder *d) {
  if (d->end - d->at < 8 && !refill(d)) return NULL;
  const unsigned char *word = d->at;
  d->at += 8;
  return word;
}

static inline element next_element(decoder *d, double *value,
                                   const unsigned char **raw) {
  if (!d->packed) return (*raw = take(d)) == NULL ? IS_END : IS_RAW;
  for (;;) {
    if (d->next == 8) {
      const unsigned char *word = take(d);
      if (word == NULL) return IS_END;
      memcpy(d->command, word, 8);
      d->next = 0;
    }
    unsigned char command = d->command[d->next++];
    switch (command) {
    case PAD: continue;
    case END: d->over = 1; return IS_END;
    case LITERAL: return (*raw = take(d)) == NULL ? IS_END : IS_RAW;
    case BLANK: return IS_BLANK;
    case SYSMIS: return IS_MISSING;
    default: *value = d->value[command]; return IS_NUMBER;
    }
  }
}

/* Passes over elements that are blank, up to `most`, eight at a time. */
static inline int32_t blank_run(decoder *d, int32_t most) {
  int32_t passed = 0;
  while (d->packed && d->next == 8 && most - passed >= 8 && d->end - d->at >= 8) {
    uint64_t commands;
    memcpy(&commands, d->at, 8);
    if (commands != ALL_BLANK) break;
    d->at += 8;
    passed += 8;
  }
  return passed;
}

static int pass_elements(decoder *d, int32_t count) {
  double value;
  const unsigned char *raw;
  for (int32_t i = 0; i < count; i++) {
    i += blank_run(d, count - i);
    if (i < count && next_element(d, &value, &raw) == IS_END) return 0;
  }
  return 1;
}

static int read_number(decoder *d, double *out) {
  const unsigned char *raw;
  switch (next_element(d, out, &raw)) {
  case IS_NUMBER: return 1;
  case IS_END: return 0;
  case IS_MISSING: *out = d->missing; return 1;
  case IS_BLANK: {
    const uint64_t blanks = BLANKS;
    memcpy(out, &blanks, sizeof *out);
    return 1;
  }
  case IS_RAW: {
    double x = pw_read_f64(raw, d->records->swap);
    *out = x == d->records->sysmis || x != x ? d->missing : x;
    return 1;
  }
  }
  return 0;
}

/* Room for `size` bytes of text; 0 when there is no memory. */
static int make_room(decoder *d, size_t size) {
  if (size <= d->room) return 1;
  size_t room = size < 256 ? 256 : size * 2;
  char *text = pw_alloc_resize(d->alloc, d->text, room, 1);
  if (text == NULL) {
    d->status = pw_fail(d->err, PW_MEMORY, "no memory for a text");
    return 0;
  }
  d->text = text;
  d->room = room;
  return 1;
}

/* Puts the eight bytes of element `i` into place. Each segment of a very long
 * string carries 255 bytes in 32 elements. */
static int put(decoder *d, int32_t i, const unsigned char *raw, size_t width,
               size_t *used) {
  size_t within = (size_t)(i % SEGMENT) * 8;
  size_t at = (size_t)(i / SEGMENT) * SEGMENT_BYTES + within;
  size_t bytes = within + 8 > SEGMENT_BYTES ? SEGMENT_BYTES - within : 8;
  if (at >= width) return 1;
  if (at + bytes > width) bytes = width - at;
  if (!make_room(d, at + bytes)) return 0;
  if (at > *used) memset(d->text + *used, ' ', at - *used);
  memcpy(d->text + at, raw, bytes);
  *used = at + bytes;
  return 1;
}

static int read_text(decoder *d, const pw_sav_variable *variable, int32_t *id) {
  size_t used = 0;
  for (int32_t i = 0; i < variable->elements; i++) {
    double value;
    const unsigned char *raw;
    i += blank_run(d, variable->elements - i);
    if (i >= variable->elements) break;
    element found = next_element(d, &value, &raw);
    if (found == IS_END) return 0;
    if (found == IS_RAW && !put(d, i, raw, (size_t)variable->width, &used)) return 0;
  }
  const char *nul = used == 0 ? NULL : memchr(d->text, '\0', used);
  if (nul != NULL) used = (size_t)(nul - d->text);
  while (used > 0 && d->text[used - 1] == ' ') used--;
  if (d->status != PW_OK) return 0;
  d->status = pw_strpool_intern(d->pool, used == 0 ? "" : d->text, used, id, d->err);
  return d->status == PW_OK;
}

static int read_case(decoder *d, const pw_sav_column *columns, int64_t row) {
  const pw_sav_records *records = d->records;
  for (int32_t i = 0; i < records->count; i++) {
    const pw_sav_variable *variable = &records->variables[i];
    if (columns[i].numbers != NULL) {
      if (!read_number(d, &columns[i].numbers[row])) return 0;
    } else if (columns[i].texts != NULL) {
      if (!read_text(d, variable, &columns[i].texts[row])) return 0;
    } else if (!pass_elements(d, variable->elements)) {
      return 0;
    }
  }
  return 1;
}

static pw_status open_decoder(decoder *d, const pw_sav_records *records,
                              pw_bytes file, pw_alloc *alloc, pw_error *err) {
  memset(d, 0, sizeof *d);
  d->records = records;
  d->packed = records->compression != PW_SAV_PLAIN;
  d->next = 8;
  d->alloc = alloc;
  d->err = err;
  for (int i = 0; i < 256; i++) d->value[i] = i - records->bias;
  if (records->compression == PW_SAV_ZLIB) {
    return pw_zsav_open(&d->zsav, file, (uint64_t)records->data_offset,
                        records->swap, alloc, err);
  }
  d->at = file.at + records->data_offset;
  d->end = file.at + file.length;
  return PW_OK;
}

static void close_decoder(decoder *d) {
  pw_zsav_free(d->zsav);
  pw_free(d->alloc, d->text);
}

/* Passes over up to `most` whole cases. */
static int64_t pass_cases(decoder *d, int64_t most, const pw_stop *stop) {
  int64_t bytes = (int64_t)d->records->elements * 8;
  if (!d->packed) {
    int64_t there = (d->end - d->at) / bytes;
    if (there > most) there = most;
    d->at += there * bytes;
    return there;
  }
  for (int64_t row = 0; row < most; row++) {
    if (row % ROWS_BETWEEN_POLLS == 0 && pw_stop_asked(stop, 0)) {
      d->status = pw_fail(d->err, PW_STOPPED, "stopped");
    }
    if (d->status != PW_OK || !pass_elements(d, d->records->elements)) return row;
  }
  return most;
}

/* The most cases that the bytes could hold: a case has at least one byte for
 * each element, and deflate packs at most 1,032 bytes into one. */
static int64_t most_cases(const pw_sav_records *records, pw_bytes file) {
  uint64_t bytes = file.length - (uint64_t)records->data_offset;
  uint64_t most = bytes / (uint64_t)records->elements;
  if (records->compression == PW_SAV_PLAIN) most /= 8;
  if (records->compression == PW_SAV_ZLIB) most = most * 1032 + 1032;
  return (int64_t)most;
}

pw_status pw_sav_cases_count(const pw_sav_records *records, pw_bytes file,
                             int64_t *count, pw_alloc *alloc,
                             const pw_stop *stop, pw_error *err) {
  *count = 0;
  if (records->elements == 0) return PW_OK;
  if (records->case_count >= 0 && records->case_count <= most_cases(records, file)) {
    *count = records->case_count;
    return PW_OK;
  }
  decoder d;
  pw_status status = open_decoder(&d, records, file, alloc, err);
  if (status == PW_OK) {
    *count = pass_cases(&d, records->case_count < 0 ? INT64_MAX : records->case_count, stop);
    status = d.status;
  }
  close_decoder(&d);
  return status;
}

pw_status pw_sav_cases_read(const pw_sav_records *records, pw_bytes file,
                            const pw_sav_column *columns, int64_t skip,
                            int64_t most, double missing, pw_strpool *pool,
                            int64_t *n_read, pw_alloc *alloc,
                            const pw_stop *stop, pw_error *err) {
  *n_read = 0;
  if (records->elements == 0 || most <= 0) return PW_OK;
  decoder d;
  pw_status status = open_decoder(&d, records, file, alloc, err);
  d.missing = missing;
  d.pool = pool;
  if (status == PW_OK && pass_cases(&d, skip, stop) == skip) {
    int64_t row = 0;
    while (row < most && d.status == PW_OK) {
      if (row % ROWS_BETWEEN_POLLS == 0 && pw_stop_asked(stop, (double)row / (double)most)) {
        d.status = pw_fail(err, PW_STOPPED, "stopped");
        break;
      }
      if (!read_case(&d, columns, row)) break;
      row++;
    }
    *n_read = row;
  }
  if (status == PW_OK) status = d.status;
  close_decoder(&d);
  return status;
}
