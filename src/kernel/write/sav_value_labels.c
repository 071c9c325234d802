#include "write/sav_value_labels.h"

#include "write/sav_extension.h"

#define SHORT_VALUE 8 /* bytes of a value that record 3 has room for */

enum { EXT_LONG_LABELS = 21, EXT_LONG_MISSING = 22 };

/* The labels of each set, by its id in the pool. */
typedef struct {
  int32_t *first, *count;
} label_runs;

static int find_runs(const pw_dictionary *d, label_runs *runs) {
  size_t ids = (size_t)pw_strpool_count(d->pool);
  runs->first = pw_alloc_zeroed(d->alloc, ids, sizeof *runs->first);
  runs->count = pw_alloc_zeroed(d->alloc, ids, sizeof *runs->count);
  if (runs->first == NULL || runs->count == NULL) return 0;
  for (int32_t i = 0; i < d->label_count; i++) {
    int32_t set = d->labels[i].set;
    if (set < 0) continue;
    if (runs->count[set]++ == 0) runs->first[set] = i;
  }
  return 1;
}

static void free_runs(const pw_dictionary *d, label_runs *runs) {
  pw_free(d->alloc, runs->first);
  pw_free(d->alloc, runs->count);
}

/* Record 3, and 4 with the one variable that has the labels. */
static pw_status put_set(pw_byte_buffer *b, const pw_dictionary *d,
                         const pw_sav_layout *layout, int32_t variable,
                         int32_t first, int32_t count, pw_error *err) {
  pw_put_i32(b, 3);
  pw_put_i32(b, count);
  for (int32_t i = first; i < first + count; i++) {
    const pw_dictionary_label *l = &d->labels[i];
    pw_text label = pw_sav_text_of(d, l->label);
    if (label.length > PW_SAV_LONGEST_LABEL) {
      pw_fail(err, PW_RANGE, "a value label is longer than SPSS has them");
      if (err != NULL) err->column = variable;
      return PW_RANGE;
    }
    if (l->is_text) {
      pw_text value = pw_sav_text_of(d, l->text);
      pw_put_padded(b, value.bytes, value.length, SHORT_VALUE);
    } else {
      pw_put_f64(b, l->number);
    }
    pw_put_fill(b, (char)label.length, 1);
    pw_put_padded(b, label.bytes, label.length,
                  (label.length + SHORT_VALUE) / SHORT_VALUE * SHORT_VALUE - 1);
  }
  pw_put_i32(b, 4);
  pw_put_i32(b, 1);
  pw_put_i32(b, layout->places[variable].first + 1);
  return PW_OK;
}

static int has_long_values(const pw_dictionary_variable *v) {
  return v->is_text && v->width > SHORT_VALUE;
}

pw_status pw_sav_put_labels(pw_byte_buffer *b, const pw_dictionary *d,
                            const pw_sav_layout *layout, pw_error *err) {
  label_runs runs;
  pw_status status = find_runs(d, &runs)
    ? PW_OK
    : pw_fail(err, PW_MEMORY, "no memory for value labels");
  for (int32_t i = 0; status == PW_OK && i < d->count; i++) {
    int32_t set = d->variables[i].label_set;
    if (set < 0 || runs.count[set] == 0 || has_long_values(&d->variables[i]))
      continue;
    status = put_set(b, d, layout, i, runs.first[set], runs.count[set], err);
  }
  free_runs(d, &runs);
  return status;
}

pw_status pw_sav_put_long_labels(pw_byte_buffer *b, const pw_dictionary *d,
                                 pw_error *err) {
  label_runs runs;
  pw_status status = find_runs(d, &runs)
    ? PW_OK
    : pw_fail(err, PW_MEMORY, "no memory for value labels");
  size_t begun = pw_sav_begin_extension(b, EXT_LONG_LABELS, 1);
  for (int32_t i = 0; status == PW_OK && i < d->count; i++) {
    const pw_dictionary_variable *v = &d->variables[i];
    int32_t set = v->label_set;
    if (set < 0 || runs.count[set] == 0 || !has_long_values(v)) continue;
    pw_sav_put_counted(b, pw_sav_text_of(d, v->name));
    pw_put_i32(b, v->width);
    pw_put_i32(b, runs.count[set]);
    for (int32_t k = 0; k < runs.count[set]; k++) {
      const pw_dictionary_label *l = &d->labels[runs.first[set] + k];
      pw_text value = pw_sav_text_of(d, l->text);
      pw_put_i32(b, v->width);
      pw_put_padded(b, value.bytes, value.length, (size_t)v->width);
      pw_sav_put_counted(b, pw_sav_text_of(d, l->label));
    }
  }
  pw_sav_end_extension(b, begun, 1);
  free_runs(d, &runs);
  return status;
}

void pw_sav_put_long_missing(pw_byte_buffer *b, const pw_dictionary *d) {
  size_t begun = pw_sav_begin_extension(b, EXT_LONG_MISSING, 1);
  for (int32_t i = 0; i < d->count; i++) {
    const pw_dictionary_variable *v = &d->variables[i];
    if (!has_long_values(v) || v->ranges == 0) continue;
    pw_sav_put_counted(b, pw_sav_text_of(d, v->name));
    pw_put_fill(b, (char)v->ranges, 1);
    pw_put_i32(b, SHORT_VALUE);
    for (int k = 0; k < v->ranges; k++) {
      pw_text value = pw_sav_text_of(d, v->low_text[k]);
      pw_put_padded(b, value.bytes, value.length, SHORT_VALUE);
    }
  }
  pw_sav_end_extension(b, begun, 1);
}
