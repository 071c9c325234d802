#include "write/sav_encode.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "write/sav_header.h"

#define BAND_ELEMENTS 8192 /* that stay in the processor's nearer caches */
#define MOST_ROWS 512
#define ONES UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)

enum { LITERAL = 253, BLANK = 254, SYSMIS = 255 };

pw_status pw_sav_encoder_open(pw_sav_encoder *e, const pw_sav_layout *layout,
                              const pw_sav_cells *cells,
                              pw_sav_texts_of texts_of, void *data,
                              pw_sav_compression compression,
                              pw_byte_buffer *out, pw_error *err) {
  pw_sav_encoder opened = {layout, cells, texts_of, data, compression, out,
                           0,      8,     0,        NULL, NULL,        NULL};
  int64_t rows = BAND_ELEMENTS / (layout->elements + 1);
  opened.rows = rows < 1 ? 1 : rows > MOST_ROWS ? MOST_ROWS : rows;
  size_t places = (size_t)opened.rows * (size_t)layout->elements;
  opened.commands = pw_alloc_zeroed(out->alloc, places + 8, 1);
  opened.elements =
    pw_alloc_zeroed(out->alloc, places, sizeof *opened.elements);
  opened.texts =
    pw_alloc_zeroed(out->alloc, (size_t)opened.rows, sizeof *opened.texts);
  *e = opened;
  return e->commands && e->elements && e->texts
    ? PW_OK
    : pw_fail(err, PW_MEMORY, "no memory for the cases");
}

void pw_sav_encoder_close(pw_sav_encoder *e) {
  if (e->out == NULL) return;
  pw_free(e->out->alloc, e->commands);
  pw_free(e->out->alloc, e->elements);
  pw_free(e->out->alloc, e->texts);
  memset(e, 0, sizeof *e);
}

size_t pw_sav_encoded(const pw_sav_encoder *e) {
  return e->next < 8 ? e->block : e->out->used;
}

void pw_sav_encoder_drop(pw_sav_encoder *e, size_t length) {
  memmove(e->out->bytes, e->out->bytes + length, e->out->used - length);
  e->out->used -= length;
  e->block -= e->next < 8 ? length : e->block;
}

void pw_sav_encoder_finish(pw_sav_encoder *e) { e->next = 8; }

/* A number's command, and itself as the element that follows a literal. Minus
 * zero has no command. */
static inline void code_number(double x, unsigned char *command,
                               double *element) {
  double biased = x + PW_SAV_BIAS;
  int fits = biased >= 1 && biased <= 251;
  int whole = fits ? (int)biased : 0;
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  int is_own = fits && (double)(whole - PW_SAV_BIAS) == x &&
    bits != UINT64_C(1) << 63;
  *command = (unsigned char)(x != x ? SYSMIS : is_own ? whole : LITERAL);
  *element = x != x ? -DBL_MAX : x;
}

static void code_numbers(const pw_sav_encoder *e, int32_t variable,
                         int64_t from, int64_t count) {
  const pw_sav_cells *cells = &e->cells[variable];
  size_t step = (size_t)e->layout->elements;
  size_t first = (size_t)e->layout->places[variable].first;
  unsigned char *command = e->commands + first;
  double *element = e->elements + first;
  for (int64_t row = from; row < from + count; row++) {
    double x;
    if (cells->integers != NULL) {
      int32_t whole = cells->integers[row];
      x = whole == PW_NO_INTEGER ? NAN : whole;
    } else {
      x = cells->numbers[row];
    }
    if (cells->time != PW_TIME_NONE) x = pw_spss_time_stored(x, cells->time);
    code_number(x, command, element);
    command += step;
    element += step;
  }
}

/* Up to 255 bytes in `count` elements. */
static void code_segment(const char *bytes, size_t length, int32_t count,
                         unsigned char *command, double *element) {
  static const char blanks[] = "        ";
  int32_t i = 0;
  for (; length > 0; i++) {
    size_t n = length < 8 ? length : 8;
    char word[8];
    memcpy(word, blanks, 8);
    memcpy(word, bytes, n);
    command[i] = memcmp(word, blanks, 8) == 0 ? BLANK : LITERAL;
    memcpy(&element[i], word, 8);
    bytes += n;
    length -= n;
  }
  memset(command + i, BLANK, (size_t)(count - i));
  memset(element + i, ' ', (size_t)(count - i) * 8);
}

static void code_text(const pw_sav_place *place, pw_text text,
                      unsigned char *command, double *element) {
  for (int32_t s = 0; s < place->segments; s++) {
    int32_t count = pw_sav_elements_of(pw_sav_segment_width(place, s));
    size_t n = text.length;
    if (place->segments > 1 && n > PW_SAV_SEGMENT) n = PW_SAV_SEGMENT;
    code_segment(text.bytes, n, count, command, element);
    command += count;
    element += count;
    text.bytes += n;
    text.length -= n;
  }
}

static pw_status code_texts(const pw_sav_encoder *e, int32_t variable,
                            int64_t from, int64_t count, pw_error *err) {
  const pw_sav_place *place = &e->layout->places[variable];
  e->texts_of(e->data, variable, from, count, e->texts);
  for (int64_t row = 0; row < count; row++) {
    size_t at = (size_t)row * (size_t)e->layout->elements +
      (size_t)place->first;
    if (e->texts[row].length > (size_t)place->width) {
      pw_fail(err, PW_RANGE, "a text is longer than its variable is wide");
      if (err != NULL) {
        err->row = from + row;
        err->column = variable;
      }
      return PW_RANGE;
    }
    code_text(place, e->texts[row], e->commands + at, e->elements + at);
  }
  return PW_OK;
}

/* The high bit of each byte that is LITERAL, and no other. */
static inline uint64_t literals_in(uint64_t commands) {
  uint64_t x = commands ^ LITERAL * ONES;
  return ~(((x & ~HIGHS) + ~HIGHS) | x) & HIGHS;
}

/* Puts the commands of the band from `i` up to `end`, with the literal elements
 * after each eight. `out` has room. */
static void pack(pw_sav_encoder *e, size_t i, size_t end) {
  unsigned char *out = e->out->bytes;
  size_t used = e->out->used;
  while (i < end) {
    uint64_t commands = 0;
    size_t n = end - i;
    if (e->next == 8 && n >= 8) {
      memcpy(&commands, e->commands + i, 8);
      memcpy(out + used, &commands, 8);
      used += 8;
      n = 8;
    } else {
      if (e->next == 8) {
        e->block = used;
        memset(out + used, 0, 8);
        used += 8;
        e->next = 0;
      }
      if (n > (size_t)(8 - e->next)) n = (size_t)(8 - e->next);
      memcpy(&commands, e->commands + i, n);
      memcpy(out + e->block + e->next, &commands, n);
      e->next += (int)n;
    }
    if (literals_in(commands) != 0) {
      for (size_t k = 0; k < n; k++) {
        if (e->commands[i + k] != LITERAL) continue;
        memcpy(out + used, &e->elements[i + k], 8);
        used += 8;
      }
    }
    i += n;
  }
  e->out->used = used;
}

static void pack_cases(pw_sav_encoder *e, int64_t cases) {
  size_t step = (size_t)e->layout->elements;
  for (int64_t row = 0; row < cases; row++) {
    pack(e, (size_t)row * step, (size_t)(row + 1) * step);
    pw_sav_encoder_finish(e);
  }
}

pw_status pw_sav_encode(pw_sav_encoder *e, int64_t from, int64_t count,
                        pw_error *err) {
  const pw_sav_layout *layout = e->layout;
  for (int64_t end = from + count; from < end; from += e->rows) {
    int64_t rows = end - from < e->rows ? end - from : e->rows;
    size_t places = (size_t)rows * (size_t)layout->elements;
    for (int32_t i = 0; i < layout->count; i++) {
      if (layout->places[i].width == 0) {
        code_numbers(e, i, from, rows);
        continue;
      }
      pw_status status = code_texts(e, i, from, rows, err);
      if (status != PW_OK) return status;
    }
    /* A block of commands for every eight elements, and those; or for what is
     * left of each case. */
    if (!pw_byte_buffer_reserve(e->out, places * 9 + (size_t)rows * 8 + 16))
      return pw_fail(err, PW_MEMORY, "no memory for the cases");
    if (e->compression == PW_SAV_ZLIB) pack_cases(e, rows);
    else if (e->compression == PW_SAV_BYTECODE) pack(e, 0, places);
    else pw_put_bytes(e->out, e->elements, places * 8);
  }
  return PW_OK;
}
