#include "write/sav_header.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "read/spss_format.h"
#include "write/sav_extension.h"

#define PRODUCT_BYTES 60
#define FILE_LABEL_BYTES 64
#define FORMAT_A 1
#define FORMAT_F 5

void pw_sav_put_header(pw_byte_buffer *b, const pw_dictionary *d,
                       const pw_sav_layout *layout, const pw_sav_about *about) {
  static const char product[] = "@(#) SPSS DATA FILE pairwave";
  pw_text label = pw_sav_text_of(d, d->file_label);
  pw_put_bytes(b, about->compression == PW_SAV_ZLIB ? "$FL3" : "$FL2", 4);
  pw_put_padded(b, product, sizeof product - 1, PRODUCT_BYTES);
  pw_put_i32(b,
             2); /* the layout's code, by which readers know the byte order */
  pw_put_i32(b, layout->elements);
  pw_put_i32(b, (int32_t)about->compression);
  pw_put_i32(b, d->weight < 0 ? 0 : layout->places[d->weight].first + 1);
  pw_put_i32(b, about->cases > INT32_MAX ? -1 : (int32_t)about->cases);
  pw_put_f64(b, PW_SAV_BIAS);
  pw_put_padded(b, about->date, strlen(about->date), 9);
  pw_put_padded(b, about->time, strlen(about->time), 8);
  pw_put_padded(b, label.bytes, label.length, FILE_LABEL_BYTES);
  pw_put_fill(b, 0, 3);
}

int32_t pw_sav_format_word(const pw_dictionary *d, int32_t format,
                           int32_t width) {
  pw_text name = pw_sav_text_of(d, format);
  int32_t word;
  if (pw_spss_format_word(name.bytes, name.length, &word)) return word;
  return width == 0 ? FORMAT_F << 16 | 8 << 8 | 2
                    : FORMAT_A << 16 | (width > 255 ? 255 : width) << 8;
}

/* A format that segment `segment` of a very long string can have: the width of
 * A is the segment's own. */
static int32_t segment_word(int32_t word, const pw_sav_place *place,
                            int32_t segment) {
  int32_t width = pw_sav_segment_width(place, segment);
  return place->segments > 1 && word >> 16 == FORMAT_A
    ? FORMAT_A << 16 | width << 8
    : word;
}

/* The ends of a range that SPSS calls LOWEST and HIGHEST. */
static double range_end(double x) {
  if (x == -INFINITY) return nextafter(-DBL_MAX, 0);
  if (x == INFINITY) return DBL_MAX;
  return x;
}

static int is_range(const pw_dictionary_variable *v, int i) {
  return !v->is_text && v->low[i] != v->high[i];
}

/* How a record 2 counts its missing values: -2 a range, -3 a range and one
 * value, else so many values. Those of texts beyond 8 bytes are elsewhere. */
static int32_t count_missing(const pw_dictionary_variable *v) {
  if (v->is_text && v->width > 8) return 0;
  return v->ranges > 0 && is_range(v, 0) ? -1 - v->ranges : v->ranges;
}

static void put_missing(pw_byte_buffer *b, const pw_dictionary *d,
                        const pw_dictionary_variable *v) {
  for (int i = 0; i < v->ranges; i++) {
    if (v->is_text) {
      pw_text value = pw_sav_text_of(d, v->low_text[i]);
      pw_put_padded(b, value.bytes, value.length, 8);
    } else if (is_range(v, i)) {
      pw_put_f64(b, range_end(v->low[i]));
      pw_put_f64(b, range_end(v->high[i]));
    } else {
      pw_put_f64(b, v->low[i]);
    }
  }
}

/* The record of one segment, with label and missing values for the first, and
 * the continuations of its text. */
static void put_segment(pw_byte_buffer *b, const pw_dictionary *d,
                        const pw_sav_layout *layout, int32_t variable,
                        int32_t segment) {
  const pw_sav_place *place = &layout->places[variable];
  const pw_dictionary_variable *v = &d->variables[variable];
  int32_t width = pw_sav_segment_width(place, segment);
  pw_text label = pw_sav_text_of(d, segment == 0 ? v->label : PW_NO_TEXT);
  int32_t missing = segment == 0 ? count_missing(v) : 0;
  int32_t print = pw_sav_format_word(d, v->format, place->width);
  int32_t write = v->write_format < 0
    ? print
    : pw_sav_format_word(d, v->write_format, place->width);
  const char *name = layout->short_names[place->segment + segment];
  pw_put_i32(b, 2);
  pw_put_i32(b, width);
  pw_put_i32(b, label.length > 0);
  pw_put_i32(b, missing);
  pw_put_i32(b, segment_word(print, place, segment));
  pw_put_i32(b, segment_word(write, place, segment));
  pw_put_padded(b, name, strlen(name), PW_SAV_SHORT_NAME);
  if (label.length > 0) {
    pw_put_i32(b, (int32_t)label.length);
    pw_put_padded(b, label.bytes, label.length, (label.length + 3) / 4 * 4);
  }
  if (missing != 0) put_missing(b, d, v);
  for (int32_t i = 1; i < pw_sav_elements_of(width); i++) {
    pw_put_i32(b, 2);
    pw_put_i32(b, -1);
    for (int k = 0; k < 4; k++) pw_put_i32(b, 0);
    pw_put_fill(b, ' ', PW_SAV_SHORT_NAME);
  }
}

void pw_sav_put_variables(pw_byte_buffer *b, const pw_dictionary *d,
                          const pw_sav_layout *layout) {
  for (int32_t i = 0; i < d->count; i++) {
    for (int32_t s = 0; s < layout->places[i].segments; s++)
      put_segment(b, d, layout, i, s);
  }
}
