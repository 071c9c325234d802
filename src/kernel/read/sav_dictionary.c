#include "read/sav_dictionary.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "read/sav_attributes.h"
#include "read/sav_labels.h"
#include "read/sav_mrsets.h"
#include "read/sav_names.h"
#include "read/spss_format.h"

#define WEIGHT_AT 76
#define FILE_LABEL_AT 109
#define FILE_LABEL_BYTES 64
#define NOTE_BYTES 80

static const char broken_label[] =
  "a byte of the label that is not text was replaced";
static const char broken_missing[] =
  "a byte of a missing value that is not text was replaced";

static double open_end(double x) {
  if (x <= nextafter(-DBL_MAX, 0)) return -INFINITY;
  if (x >= DBL_MAX) return INFINITY;
  return x;
}

/* The missing values at the end of a record 2: `count` values, or for -2 a
 * range, for -3 a range and a value. */
static void read_missing(pw_sav_context *c, int32_t at, pw_sav_part *part,
                         int32_t count, int64_t offset) {
  pw_dictionary_variable *v = &c->dictionary->variables[at];
  int32_t n = count < 0 ? -count : count;
  for (int32_t i = 0; i < n; i++) {
    pw_text raw;
    pw_sav_take_bytes(part, 8, &raw);
    int upper = count < 0 && i == 1;
    int32_t range = count < 0 && i > 0 ? i - 1 : i;
    if (v->is_text) {
      int32_t text = pw_sav_text(c, raw, broken_missing, at, offset);
      v->high_text[range] = text;
      if (!upper) v->low_text[range] = text;
    } else {
      double x = pw_read_f64((const unsigned char *)raw.bytes, part->swap);
      if (count < 0 && i < 2) x = open_end(x);
      v->high[range] = x;
      if (!upper) v->low[range] = x;
    }
    v->ranges = range + 1;
  }
}

/* Record 2, whose lengths the walker has checked. */
static void read_variable(pw_sav_context *c, int32_t at) {
  pw_dictionary *d = c->dictionary;
  const pw_sav_variable *record = &c->records->variables[at];
  pw_sav_part part =
    pw_sav_part_at(c, record->at, (int64_t)c->file.length - record->at);
  int32_t word, has_label, missing, print, write, length;
  pw_text raw;
  pw_dictionary_variable *v = pw_dictionary_add_variable(d);
  if (v == NULL) return;
  pw_sav_take_i32(&part, &word), pw_sav_take_i32(&part, &word);
  pw_sav_take_i32(&part, &has_label), pw_sav_take_i32(&part, &missing);
  pw_sav_take_i32(&part, &print), pw_sav_take_i32(&part, &write);
  pw_sav_take_bytes(&part, 8, &raw);
  v->is_text = record->width > 0;
  v->width = record->width;
  if (has_label) {
    pw_sav_take_i32(&part, &length);
    pw_sav_take_bytes(&part, length, &raw);
    v->label = pw_sav_text(c, raw, broken_label, at, record->at);
    pw_sav_take_bytes(&part, (4 - length % 4) % 4, &raw);
  }
  int32_t wide = record->segments > 1 ? record->width : 0;
  char format[PW_SPSS_FORMAT_BYTES];
  if (pw_spss_format(print, wide, format))
    v->format = pw_dictionary_text(d, format, strlen(format));
  if (pw_spss_format(write, wide, format))
    v->write_format = pw_dictionary_text(d, format, strlen(format));
  read_missing(c, at, &part, missing, record->at);
  if (record->repaired) {
    pw_dictionary_repair(
      d, "a string without its continuation records was read at its width", at,
      record->at);
  }
}

/* Record 7/11: measure, width (not in all files) and alignment, for each
 * variable record; some writers take a very long string for one. */
static void read_display(pw_sav_context *c, const pw_sav_frame *frame) {
  pw_dictionary *d = c->dictionary;
  if (d->count == 0) return;
  const pw_sav_variable *last = &c->records->variables[d->count - 1];
  int64_t segments = (int64_t)last->segment + last->segments,
          n = frame->size / 4;
  int fits = n == 3 * segments || n == 2 * segments;
  int by_variable = !fits &&
    (n == 3 * (int64_t)d->count || n == 2 * (int64_t)d->count);
  if (!fits && !by_variable) {
    pw_dictionary_repair(
      d, "a display record that does not fit the variables was left out",
      PW_NO_VARIABLE, frame->at);
    return;
  }
  int64_t fields = n / (by_variable ? (int64_t)d->count : segments);
  for (int32_t i = 0; i < d->count; i++) {
    int64_t entry = by_variable ? i : c->records->variables[i].segment;
    pw_sav_part part =
      pw_sav_part_at(c, frame->data + entry * fields * 4, fields * 4);
    int32_t measure, width = 0, alignment;
    pw_sav_take_i32(&part, &measure);
    if (fields == 3) pw_sav_take_i32(&part, &width);
    pw_sav_take_i32(&part, &alignment);
    d->variables[i].measure = measure >= 1 && measure <= 3 ? measure : 0;
    d->variables[i].display_width = width;
    d->variables[i].alignment = alignment >= 0 && alignment <= 2 ? alignment + 1
                                                                 : 0;
  }
}

static void read_notes(pw_sav_context *c, const pw_sav_frame *frame) {
  for (int64_t at = 0; at + NOTE_BYTES <= frame->size; at += NOTE_BYTES) {
    pw_sav_part part = pw_sav_part_at(c, frame->data + at, NOTE_BYTES);
    pw_text raw;
    pw_sav_take_bytes(&part, NOTE_BYTES, &raw);
    pw_dictionary_add_note(
      c->dictionary,
      pw_sav_text(c, raw, "a byte of a note that is not text was replaced",
                  PW_NO_VARIABLE, frame->at));
  }
}

static void read_weight(pw_sav_context *c) {
  pw_dictionary *d = c->dictionary;
  int32_t index = pw_read_i32(c->file.at + WEIGHT_AT, c->records->swap);
  if (index == 0) return;
  for (int32_t i = 0; i < d->count; i++) {
    if ((int64_t)c->records->variables[i].first + 1 == index &&
        !d->variables[i].is_text)
      d->weight = i;
  }
  if (d->weight == PW_NO_VARIABLE) {
    pw_dictionary_repair(d, "the weight variable does not exist",
                         PW_NO_VARIABLE, WEIGHT_AT);
  }
}

static void read_all(pw_sav_context *c, pw_sav_names *by_short,
                     pw_sav_names *by_long) {
  pw_dictionary *d = c->dictionary;
  const pw_sav_records *records = c->records;
  pw_text label = {(const char *)c->file.at + FILE_LABEL_AT, FILE_LABEL_BYTES};
  d->file_label = pw_sav_text(
    c, label, "a byte of the file's label that is not text was replaced",
    PW_NO_VARIABLE, FILE_LABEL_AT);
  for (int32_t i = 0; i < records->count && d->status == PW_OK; i++)
    read_variable(c, i);
  if (d->status != PW_OK) return;
  pw_sav_names_read(c, by_short, by_long);
  for (int32_t k = 0; k < records->frame_count && d->status == PW_OK; k++) {
    const pw_sav_frame *frame = &records->frames[k];
    if (frame->type == 6) read_notes(c, frame);
    if (frame->type == 7 && frame->subtype == 11) read_display(c, frame);
  }
  read_weight(c);
  pw_sav_labels_read(c, by_short, by_long);
  pw_sav_attributes_read(c, by_short, by_long);
  pw_sav_mrsets_read(c, by_short, by_long);
}

pw_status pw_sav_dictionary_read(pw_dictionary *d,
                                 const pw_sav_records *records, pw_bytes file,
                                 const char *charset, pw_alloc *alloc,
                                 pw_error *err) {
  pw_status status = pw_dictionary_new(d, alloc, err);
  if (status != PW_OK) return status;
  pw_sav_context c = {d, records, file, {NULL, 0, alloc, NULL, 0}, err};
  pw_sav_names by_short, by_long = {NULL, NULL, NULL, 0};
  d->status = pw_spss_text_open(&c.text, charset, alloc, err);
  status = pw_sav_names_new(&by_short, records->count, alloc, err);
  if (status == PW_OK)
    status = pw_sav_names_new(&by_long, records->count, alloc, err);
  if (d->status == PW_OK) d->status = status;
  d->encoding = pw_dictionary_text(d, charset, strlen(charset));
  if (d->status == PW_OK) read_all(&c, &by_short, &by_long);
  pw_sav_names_free(&by_long);
  pw_sav_names_free(&by_short);
  pw_spss_text_close(&c.text);
  d->err = NULL;
  return d->status;
}
