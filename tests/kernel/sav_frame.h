/* Makes frames of any shape, writes them as .sav and .zsav, and compares what
 * is read back. Choices come from bytes, of a fuzzer, or else of a generator.
 */
#ifndef PW_TEST_SAV_FRAME_H
#define PW_TEST_SAV_FRAME_H

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/source.h"
#include "read/sav_cases.h"
#include "read/sav_dictionary.h"
#include "write/sav_write.h"

enum { FRAME_VARIABLES = 9 };

typedef struct {
  const unsigned char *bytes;
  size_t left;
  uint64_t random;
} sav_choices;

static inline uint32_t choose(sav_choices *c, uint32_t below) {
  if (c->left > 0) {
    c->left--;
    return *c->bytes++ % below;
  }
  c->random = c->random * UINT64_C(6364136223846793005) + 1442695040888963407u;
  return (uint32_t)(c->random >> 33) % below;
}

typedef struct {
  pw_dictionary d;
  pw_alloc *alloc;
  int64_t rows;
  double *numbers[FRAME_VARIABLES];
  int32_t *integers[FRAME_VARIABLES];
  pw_text *texts[FRAME_VARIABLES];
  pw_sav_cells cells[FRAME_VARIABLES];
} sav_frame;

/* Up to `most` bytes of whole characters; no blank at the end. */
static inline size_t choose_text(sav_choices *c, char *out, size_t most) {
  static const char *const characters[] = {
    "a", "B", "z",  "7", " ", "'", "\"",
    "é", "ß", "日", "=", "/", "(", "\xf0\x9f\x99\x82"};
  size_t n = 0;
  uint32_t wanted = choose(c, 4) == 0 ? (uint32_t)most : choose(c, 12);
  while (n < wanted) {
    const char *one = characters[choose(c, 14)];
    if (n + strlen(one) > most) break;
    memcpy(out + n, one, strlen(one));
    n += strlen(one);
  }
  while (n > 0 && out[n - 1] == ' ') n--;
  return n;
}

static inline int32_t chosen_text(sav_choices *c, pw_dictionary *d,
                                  size_t most) {
  char text[512];
  size_t n = choose_text(c, text, most);
  return pw_dictionary_text(d, text, n);
}

static inline double choose_number(sav_choices *c) {
  switch (choose(c, 9)) {
  case 0: return (double)NAN;
  case 1: return choose(c, 200) / 7.0;
  case 2: return -0.0;
  case 3: return choose(c, 2) ? INFINITY : -INFINITY;
  case 4: return -100.0 + choose(c, 4);
  case 5: return 148.0 + choose(c, 6);
  default: return choose(c, 100);
  }
}

static inline void choose_missing(sav_choices *c, pw_dictionary *d,
                                  int32_t variable) {
  int ranges = (int)choose(c, 4),
      ranged = ranges > 0 && ranges < 3 && choose(c, 2);
  for (int i = 0; i < ranges; i++) {
    int32_t text = d->variables[variable].is_text ? chosen_text(c, d, 6)
                                                  : PW_NO_TEXT;
    pw_dictionary_variable *v = &d->variables[variable];
    v->low_text[i] = v->high_text[i] = text;
    v->low[i] = v->high[i] = v->is_text ? 0 : 90 + i;
    if (!v->is_text && i == 0 && ranged) {
      v->low[i] = choose(c, 3) ? 95 : -INFINITY;
      v->high[i] = choose(c, 3) ? 99 : INFINITY;
    }
    v->ranges = i + 1;
  }
}

static inline void choose_labels(sav_choices *c, pw_dictionary *d,
                                 int32_t variable) {
  int n = (int)choose(c, 5);
  int is_text = d->variables[variable].is_text;
  int32_t width = d->variables[variable].width;
  if (n > 0) d->variables[variable].label_set = d->variables[variable].name;
  for (int i = 0; i < n; i++) {
    int32_t text = is_text ? chosen_text(c, d, width < 20 ? (size_t)width : 20)
                           : PW_NO_TEXT;
    int32_t label = chosen_text(c, d, choose(c, 3) ? 20 : 255);
    pw_dictionary_label *l = pw_dictionary_add_label(d);
    l->set = d->variables[variable].name;
    l->is_text = is_text;
    l->text = text;
    l->number = is_text ? 0 : choose(c, 3) ? i : i + 0.5;
    l->label = label;
  }
}

static inline void choose_variable(sav_choices *c, pw_dictionary *d,
                                   int32_t i) {
  static const int widths[] = {0, 0, 0, 1, 8, 9, 20, 255, 256, 300, 2000};
  static const char *const formats[] = {
    "F8.2", "F8.0", "DATE11", "DATETIME20", "TIME8", "DOLLAR10.2", "MTIME8"};
  char name[80], format[32];
  int n = snprintf(name, sizeof name, choose(c, 3) ? "v%d" : "Längerer_Name_%d",
                   (int)i);
  int width = widths[choose(c, 11)];
  int f = width > 0
    ? snprintf(format, sizeof format, "A%d", width)
    : snprintf(format, sizeof format, "%s", formats[choose(c, 7)]);
  int32_t name_text = pw_dictionary_text(d, name, (size_t)n);
  int32_t format_text = pw_dictionary_text(d, format, (size_t)f);
  int32_t label = choose(c, 2) ? chosen_text(c, d, 300) : PW_NO_TEXT;
  pw_dictionary_variable *v = pw_dictionary_add_variable(d);
  v->name = name_text;
  v->format = v->write_format = format_text;
  v->label = label;
  v->is_text = width > 0;
  v->width = width;
  v->measure = 1 + (int)choose(c, 3);
  v->display_width = 1 + (int)choose(c, 40);
  v->alignment = 1 + (int)choose(c, 3);
  v->role = (int)choose(c, 7);
  choose_missing(c, d, i);
  choose_labels(c, d, i);
  for (int k = (int)choose(c, 3); k > 0; k--) {
    char attribute[16];
    n = snprintf(attribute, sizeof attribute, "at%d", k);
    int32_t at_name = pw_dictionary_text(d, attribute, (size_t)n);
    int32_t value = chosen_text(c, d, 30);
    pw_dictionary_attribute *a = pw_dictionary_add_attribute(d);
    a->variable = i;
    a->name = at_name;
    a->value = value;
  }
}

static inline void choose_file(sav_choices *c, pw_dictionary *d) {
  d->file_label = chosen_text(c, d, 60);
  for (int k = (int)choose(c, 3); k > 0; k--)
    pw_dictionary_add_note(d, chosen_text(c, d, 78));
  for (int k = (int)choose(c, 3); k > 0; k--) {
    int32_t name = pw_dictionary_text(d, k == 1 ? "one" : "two", 3);
    int32_t value = chosen_text(c, d, 30);
    pw_dictionary_attribute *a = pw_dictionary_add_attribute(d);
    a->name = name;
    a->value = value;
  }
  for (int k = (int)choose(c, 3); k > 0 && d->count > 0; k--) {
    char name[16];
    int n = snprintf(name, sizeof name, "$set%d", k);
    int32_t name_text = pw_dictionary_text(d, name, (size_t)n);
    int32_t label = chosen_text(c, d, 30);
    pw_mr_kind kind = (pw_mr_kind)choose(c, 3);
    int32_t counted = kind == PW_MR_CATEGORIES ? PW_NO_TEXT
                                               : pw_dictionary_text(d, "1", 1);
    pw_mr_set *set = pw_dictionary_add_mr_set(d);
    set->name = name_text;
    set->label = label;
    set->kind = kind;
    set->counted = counted;
    for (int32_t i = 0; i < d->count; i += 1 + (int32_t)choose(c, 3))
      pw_dictionary_add_member(d, i);
  }
  for (int32_t i = 0; i < d->count; i++) {
    if (!d->variables[i].is_text && choose(c, 6) == 0) d->weight = i;
  }
}

static inline pw_time_kind frame_time(const pw_dictionary *d, int32_t i) {
  char format[32] = "";
  pw_text text = pw_strpool_text(d->pool, d->variables[i].format);
  memcpy(format, text.bytes, text.length);
  return d->variables[i].is_text ? PW_TIME_NONE : pw_spss_time_kind(format);
}

static inline void choose_cells(sav_choices *c, sav_frame *f, int32_t i) {
  size_t n = (size_t)f->rows + 1;
  const pw_dictionary_variable *v = &f->d.variables[i];
  f->cells[i].time = frame_time(&f->d, i);
  if (v->is_text) {
    f->texts[i] = calloc(n, sizeof *f->texts[i]);
    for (int64_t row = 0; row < f->rows; row++) {
      char text[512];
      size_t length =
        choose_text(c, text, v->width < 400 ? (size_t)v->width : 400);
      char *kept = malloc(length + 1);
      memcpy(kept, text, length);
      f->texts[i][row] = (pw_text){kept, length};
    }
  } else if (f->cells[i].time == PW_TIME_NONE && choose(c, 4) == 0) {
    f->integers[i] = calloc(n, sizeof *f->integers[i]);
    for (int64_t row = 0; row < f->rows; row++)
      f->integers[i][row] = choose(c, 6) ? (int32_t)choose(c, 250) - 3
                                         : PW_NO_INTEGER;
    f->cells[i].integers = f->integers[i];
  } else {
    f->numbers[i] = calloc(n, sizeof *f->numbers[i]);
    for (int64_t row = 0; row < f->rows; row++) {
      double x = choose_number(c);
      /* Times are whole seconds, as files have them. */
      if (f->cells[i].time != PW_TIME_NONE && isfinite(x))
        x = pw_spss_time(nearbyint(x) * 40000, f->cells[i].time);
      f->numbers[i][row] = x;
    }
    f->cells[i].numbers = f->numbers[i];
  }
}

static inline void make_frame(sav_frame *f, sav_choices *c, pw_alloc *alloc) {
  memset(f, 0, sizeof *f);
  f->alloc = alloc;
  pw_dictionary_new(&f->d, alloc, NULL);
  int32_t count = 1 + (int32_t)choose(c, FRAME_VARIABLES);
  f->rows = choose(c, 4) ? choose(c, 40) : choose(c, 2) * 700;
  for (int32_t i = 0; i < count; i++) choose_variable(c, &f->d, i);
  choose_file(c, &f->d);
  for (int32_t i = 0; i < count; i++) choose_cells(c, f, i);
}

static inline void free_frame(sav_frame *f) {
  for (int32_t i = 0; i < f->d.count; i++) {
    free(f->numbers[i]);
    free(f->integers[i]);
    for (int64_t row = 0; f->texts[i] && row < f->rows; row++)
      free((char *)f->texts[i][row].bytes);
    free(f->texts[i]);
  }
  pw_dictionary_free(&f->d);
}

static inline void frame_texts(void *data, int32_t variable, int64_t from,
                               int64_t count, pw_text *texts) {
  const sav_frame *f = data;
  memcpy(texts, f->texts[variable] + from, (size_t)count * sizeof *texts);
}

static inline pw_status write_frame(sav_frame *f, const char *path,
                                    pw_sav_compression compression, int threads,
                                    pw_alloc *alloc, pw_error *err) {
  pw_sav_about about = {compression, f->rows, "01 Jan 20", "00:00:00"};
  return pw_sav_write(path, 0600, &f->d, f->cells, frame_texts, f, &about,
                      threads, alloc, NULL, err);
}

static inline int same_text(const pw_dictionary *a, int32_t x,
                            const pw_dictionary *b, int32_t y) {
  pw_text none = {"", 0};
  pw_text s = x < 0 ? none : pw_strpool_text(a->pool, x);
  pw_text t = y < 0 ? none : pw_strpool_text(b->pool, y);
  return s.length == t.length &&
    (s.length == 0 || memcmp(s.bytes, t.bytes, s.length) == 0);
}

#define SAME(condition)                  \
  do {                                   \
    if (!(condition)) return #condition; \
  } while (0)

/* The labels of one variable, in order. */
static inline const char *labels_differ(const pw_dictionary *a,
                                        const pw_dictionary *b, int32_t i) {
  int32_t k = 0;
  for (int32_t j = 0; j < a->label_count; j++) {
    const pw_dictionary_label *x = &a->labels[j];
    if (x->set != a->variables[i].label_set) continue;
    while (k < b->label_count && b->labels[k].set != b->variables[i].label_set)
      k++;
    SAME(k < b->label_count);
    SAME(same_text(a, x->label, b, b->labels[k].label));
    SAME(same_text(a, x->text, b, b->labels[k].text));
    SAME(x->number == b->labels[k].number);
    k++;
  }
  return NULL;
}

static inline const char *attributes_differ(const pw_dictionary *a,
                                            const pw_dictionary *b,
                                            int32_t variable) {
  int32_t k = 0;
  for (int32_t j = 0; j < a->attribute_count; j++) {
    if (a->attributes[j].variable != variable) continue;
    while (k < b->attribute_count && b->attributes[k].variable != variable) k++;
    SAME(k < b->attribute_count);
    SAME(same_text(a, a->attributes[j].name, b, b->attributes[k].name));
    SAME(same_text(a, a->attributes[j].value, b, b->attributes[k].value));
    k++;
  }
  return NULL;
}

static inline const char *variables_differ(const pw_dictionary *a,
                                           const pw_dictionary *b) {
  SAME(a->count == b->count);
  for (int32_t i = 0; i < a->count; i++) {
    const pw_dictionary_variable *x = &a->variables[i], *y = &b->variables[i];
    SAME(same_text(a, x->name, b, y->name));
    SAME(same_text(a, x->label, b, y->label));
    SAME(same_text(a, x->format, b, y->format));
    SAME(same_text(a, x->write_format, b, y->write_format));
    SAME(x->width == y->width && x->is_text == y->is_text);
    SAME(x->measure == y->measure && x->alignment == y->alignment);
    SAME(x->display_width == y->display_width && x->role == y->role);
    SAME(x->ranges == y->ranges);
    for (int k = 0; k < x->ranges; k++) {
      SAME(x->low[k] == y->low[k] && x->high[k] == y->high[k]);
      SAME(same_text(a, x->low_text[k], b, y->low_text[k]));
    }
    const char *differs = labels_differ(a, b, i);
    if (differs == NULL) differs = attributes_differ(a, b, i);
    if (differs != NULL) return differs;
  }
  return attributes_differ(a, b, PW_NO_VARIABLE);
}

static inline const char *sets_differ(const pw_dictionary *a,
                                      const pw_dictionary *b) {
  SAME(a->mr_count == b->mr_count);
  for (int32_t i = 0; i < a->mr_count; i++) {
    int32_t k = 0;
    while (k < b->mr_count &&
           !same_text(a, a->mr_sets[i].name, b, b->mr_sets[k].name))
      k++;
    SAME(k < b->mr_count);
    const pw_mr_set *x = &a->mr_sets[i], *y = &b->mr_sets[k];
    SAME(x->kind == y->kind && x->count == y->count);
    SAME(same_text(a, x->label, b, y->label));
    SAME(same_text(a, x->counted, b, y->counted));
    for (int32_t m = 0; m < x->count; m++)
      SAME(a->members[x->first + m] == b->members[y->first + m]);
  }
  return NULL;
}

/* What differs between two dictionaries, as the condition that should hold. */
static inline const char *dictionaries_differ(const pw_dictionary *a,
                                              const pw_dictionary *b) {
  SAME(b->repair_count == 0);
  const char *differs = variables_differ(a, b);
  if (differs == NULL) differs = sets_differ(a, b);
  if (differs != NULL) return differs;
  SAME(same_text(a, a->file_label, b, b->file_label));
  SAME(a->weight == b->weight);
  SAME(a->note_count == b->note_count);
  for (int32_t i = 0; i < a->note_count; i++)
    SAME(same_text(a, a->notes[i], b, b->notes[i]));
  return NULL;
}

static inline const char *rows_differ(const sav_frame *f,
                                      const pw_sav_records *records,
                                      pw_source *source, pw_alloc *alloc) {
  pw_sav_column columns[FRAME_VARIABLES] = {0};
  double *read[FRAME_VARIABLES] = {0};
  int32_t texts[FRAME_VARIABLES], n_texts = 0;
  pw_sav_cases *cases = NULL;
  pw_error err;
  const char *differs = NULL;
  int64_t from = 0, got = 0;
  for (int32_t i = 0; i < f->d.count; i++) {
    columns[i].text = f->d.variables[i].is_text;
    if (columns[i].text) texts[n_texts++] = i;
    else read[i] = calloc((size_t)f->rows + 1, sizeof **read);
    columns[i].numbers = read[i];
    columns[i].time = f->cells[i].time;
  }
  pw_status status = pw_sav_cases_open(&cases, records, source, columns, 0,
                                       f->rows + 1, (double)NAN, 0, alloc, NULL,
                                       &err);
  do {
    if (status == PW_OK) status = pw_sav_cases_next(cases, NULL, &got, &err);
    for (int64_t row = 0; status == PW_OK && row < got; row++) {
      for (int32_t t = 0; t < n_texts; t++) {
        pw_text ours = pw_sav_cases_text(cases, t, row);
        pw_text wanted = f->texts[texts[t]][from + row];
        if (ours.length != wanted.length ||
            (ours.length && memcmp(ours.bytes, wanted.bytes, ours.length)))
          differs = "a text";
      }
    }
    from += got;
  } while (status == PW_OK && got > 0);
  if (status != PW_OK) differs = "the rows can't be read";
  if (differs == NULL && from != f->rows) differs = "the number of rows";
  for (int32_t i = 0; i < f->d.count; i++) {
    for (int64_t row = 0; read[i] && differs == NULL && row < f->rows; row++) {
      double wanted = f->numbers[i] != NULL    ? f->numbers[i][row]
        : f->integers[i][row] == PW_NO_INTEGER ? (double)NAN
                                               : f->integers[i][row];
      int same = wanted != wanted
        ? read[i][row] != read[i][row]
        : read[i][row] == wanted && !signbit(wanted) == !signbit(read[i][row]);
      if (!same) differs = "a number";
    }
    free(read[i]);
  }
  pw_sav_cases_free(cases);
  return differs;
}

/* What differs between a frame and the file that was written of it. */
static inline const char *file_differs(const sav_frame *f, const char *path,
                                       pw_alloc *alloc) {
  pw_source source;
  pw_sav_records records = {0};
  pw_dictionary d = {0};
  pw_error err;
  const char *differs = "the file can't be read";
  if (pw_source_open(&source, path, &err) != PW_OK) return differs;
  unsigned char *bytes = malloc((size_t)source.length + 1);
  pw_bytes file = {bytes, source.length};
  pw_source_read(&source, 0, bytes, (size_t)source.length);
  if (pw_sav_records_read(&records, file, alloc, &err) == PW_OK &&
      pw_sav_dictionary_read(&d, &records, file, "UTF-8", alloc, &err) ==
        PW_OK) {
    differs = dictionaries_differ(&f->d, &d);
    if (differs == NULL) differs = rows_differ(f, &records, &source, alloc);
    if (differs == NULL && records.record_cases != f->rows)
      differs = "the rows that it states";
  }
  pw_dictionary_free(&d);
  pw_sav_records_free(&records);
  free(bytes);
  pw_source_close(&source);
  return differs;
}

#endif
