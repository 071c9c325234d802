#include "write/sav_extras.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define NOTE_BYTES 80
#define SHORT_VALUE 8
#define UTF8_CODE_PAGE 65001

enum {
  EXT_INTEGERS = 3,
  EXT_FLOATS = 4,
  EXT_SETS = 7,
  EXT_DISPLAY = 11,
  EXT_LONG_NAMES = 13,
  EXT_LONG_STRINGS = 14,
  EXT_CASES = 16,
  EXT_FILE_ATTRIBUTES = 17,
  EXT_ATTRIBUTES = 18,
  EXT_COUNTED_SETS = 19,
  EXT_ENCODING = 20,
  EXT_LONG_LABELS = 21,
  EXT_LONG_MISSING = 22
};

static pw_text text_of(const pw_dictionary *d, int32_t id) {
  pw_text none = {"", 0};
  return id < 0 ? none : pw_strpool_text(d->pool, id);
}

static void put_text(pw_byte_buffer *b, pw_text text) {
  pw_put_bytes(b, text.bytes, text.length);
}

/* A text with its length before it. */
static void put_counted(pw_byte_buffer *b, pw_text text) {
  pw_put_i32(b, (int32_t)text.length);
  put_text(b, text);
}

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
    pw_text label = text_of(d, l->label);
    if (label.length > PW_SAV_LONGEST_LABEL) {
      pw_fail(err, PW_RANGE, "a value label is longer than SPSS has them");
      if (err != NULL) err->column = variable;
      return PW_RANGE;
    }
    if (l->is_text) {
      pw_text value = text_of(d, l->text);
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

/* How much of a text goes into one line: at most `most` bytes, no character in
 * two. */
static size_t line_length(pw_text text, size_t most) {
  if (text.length <= most) return text.length;
  while (most > 1 && ((unsigned char)text.bytes[most] & 0xc0) == 0x80) most--;
  return most;
}

void pw_sav_put_notes(pw_byte_buffer *b, const pw_dictionary *d) {
  int32_t lines = 0;
  if (d->note_count == 0) return;
  pw_put_i32(b, 6);
  size_t counted = b->used;
  pw_put_i32(b, 0);
  for (int32_t i = 0; i < d->note_count; i++) {
    pw_text rest = text_of(d, d->notes[i]);
    do {
      size_t n = line_length(rest, NOTE_BYTES);
      pw_put_padded(b, rest.bytes, n, NOTE_BYTES);
      rest.bytes += n;
      rest.length -= n;
      lines++;
    } while (rest.length > 0);
  }
  if (b->status == PW_OK) memcpy(b->bytes + counted, &lines, sizeof lines);
}

/* Begins record 7 with data of items of `size` bytes; where it began, for
 * end_extension. */
static size_t begin_extension(pw_byte_buffer *b, int32_t subtype,
                              int32_t size) {
  pw_put_i32(b, 7);
  pw_put_i32(b, subtype);
  pw_put_i32(b, size);
  pw_put_i32(b, 0);
  return b->used;
}

/* Says how many items there are; without any the record is taken back. */
static void end_extension(pw_byte_buffer *b, size_t begun, int32_t size) {
  if (b->status != PW_OK) return;
  if (b->used == begun) {
    b->used = begun - 16;
    return;
  }
  int32_t count = (int32_t)((b->used - begun) / (size_t)size);
  memcpy(b->bytes + begun - sizeof count, &count, sizeof count);
}

static void put_machine(pw_byte_buffer *b) {
  const int32_t one = 1;
  int little = *(const char *)&one == 1;
  size_t begun = begin_extension(b, EXT_INTEGERS, 4);
  /* Version 20.0.0 of the format; no machine; IEEE 754; byte order. */
  int32_t words[] = {20, 0, 0, -1, 1, 1, little ? 2 : 1, UTF8_CODE_PAGE};
  pw_put_bytes(b, words, sizeof words);
  end_extension(b, begun, 4);
  begun = begin_extension(b, EXT_FLOATS, 8);
  pw_put_f64(b, -DBL_MAX);
  pw_put_f64(b, DBL_MAX);
  pw_put_f64(b, nextafter(-DBL_MAX, 0));
  end_extension(b, begun, 8);
}

static void put_decimal(pw_byte_buffer *b, size_t number) {
  char digits[24];
  int n = snprintf(digits, sizeof digits, "%d", (int)number);
  pw_put_bytes(b, digits, (size_t)n);
}

/* A text as multiple-response sets have it: its length, a blank, the text. */
static void put_set_text(pw_byte_buffer *b, pw_text text) {
  put_decimal(b, text.length);
  pw_put_fill(b, ' ', 1);
  put_text(b, text);
}

static void put_mr_set(pw_byte_buffer *b, const pw_dictionary *d,
                       const pw_sav_layout *layout, const pw_mr_set *set) {
  put_text(b, text_of(d, set->name));
  pw_put_bytes(b, "=", 1);
  if (set->kind == PW_MR_CATEGORIES) {
    pw_put_bytes(b, "C ", 2);
  } else {
    if (set->kind == PW_MR_DICHOTOMIES) pw_put_bytes(b, "D", 1);
    else pw_put_bytes(b, "E 1 ", 4);
    put_set_text(b, text_of(d, set->counted));
    pw_put_fill(b, ' ', 1);
  }
  put_set_text(b, text_of(d, set->label));
  for (int32_t i = 0; i < set->count; i++) {
    int32_t variable = d->members[set->first + i];
    const char *name = layout->short_names[layout->places[variable].segment];
    pw_put_fill(b, ' ', 1);
    for (; *name != '\0'; name++) {
      pw_put_fill(b, *name >= 'A' && *name <= 'Z' ? (char)(*name + 32) : *name,
                  1);
    }
  }
  pw_put_bytes(b, "\n", 1);
}

/* Sets labelled by the counted value are in a record of their own. */
static void put_mr_sets(pw_byte_buffer *b, const pw_dictionary *d,
                        const pw_sav_layout *layout, int32_t subtype) {
  size_t begun = begin_extension(b, subtype, 1);
  for (int32_t i = 0; i < d->mr_count; i++) {
    int counted = d->mr_sets[i].kind == PW_MR_COUNTED_LABELS;
    if (counted == (subtype == EXT_COUNTED_SETS))
      put_mr_set(b, d, layout, &d->mr_sets[i]);
  }
  end_extension(b, begun, 1);
}

static int is_displayed(const pw_dictionary *d) {
  for (int32_t i = 0; i < d->count; i++) {
    const pw_dictionary_variable *v = &d->variables[i];
    if (v->measure || v->display_width || v->alignment) return 1;
  }
  return 0;
}

/* Measure, width and alignment of each segment; where only some variables have
 * them, the others get SPSS's own: 8 wide, texts left and numbers right. */
static void put_display(pw_byte_buffer *b, const pw_dictionary *d,
                        const pw_sav_layout *layout) {
  if (!is_displayed(d)) return;
  size_t begun = begin_extension(b, EXT_DISPLAY, 4);
  for (int32_t i = 0; i < d->count; i++) {
    const pw_dictionary_variable *v = &d->variables[i];
    for (int32_t s = 0; s < layout->places[i].segments; s++) {
      pw_put_i32(b, v->measure);
      pw_put_i32(b, v->display_width > 0 ? v->display_width : 8);
      pw_put_i32(b, v->alignment ? v->alignment - 1 : !v->is_text);
    }
  }
  end_extension(b, begun, 4);
}

static void put_long_names(pw_byte_buffer *b, const pw_dictionary *d,
                           const pw_sav_layout *layout) {
  size_t begun = begin_extension(b, EXT_LONG_NAMES, 1);
  for (int32_t i = 0; i < d->count; i++) {
    const char *name = layout->short_names[layout->places[i].segment];
    if (i > 0) pw_put_bytes(b, "\t", 1);
    pw_put_bytes(b, name, strlen(name));
    pw_put_bytes(b, "=", 1);
    put_text(b, text_of(d, d->variables[i].name));
  }
  end_extension(b, begun, 1);
}

static void put_long_strings(pw_byte_buffer *b, const pw_dictionary *d,
                             const pw_sav_layout *layout) {
  size_t begun = begin_extension(b, EXT_LONG_STRINGS, 1);
  for (int32_t i = 0; i < d->count; i++) {
    const pw_sav_place *place = &layout->places[i];
    char width[16];
    if (place->segments == 1) continue;
    const char *name = layout->short_names[place->segment];
    pw_put_bytes(b, name, strlen(name));
    /* With the NUL and the tab that end each. */
    int n = snprintf(width, sizeof width, "=%05d", (int)place->width);
    pw_put_bytes(b, width, (size_t)n + 1);
    pw_put_bytes(b, "\t", 1);
  }
  end_extension(b, begun, 1);
}

/* The attributes from `*at` that follow one another and are the variable's, in
 * the notation NAME('value'); several values of one name in one pair of
 * brackets. */
static void put_attributes(pw_byte_buffer *b, const pw_dictionary *d,
                           int32_t variable, int32_t *at) {
  int32_t open = PW_NO_TEXT;
  for (; *at < d->attribute_count && d->attributes[*at].variable == variable;
       ++*at) {
    const pw_dictionary_attribute *a = &d->attributes[*at];
    if (a->name != open) {
      if (open != PW_NO_TEXT) pw_put_bytes(b, ")", 1);
      put_text(b, text_of(d, a->name));
      pw_put_bytes(b, "(", 1);
      open = a->name;
    }
    pw_put_bytes(b, "'", 1);
    put_text(b, text_of(d, a->value));
    pw_put_bytes(b, "'\n", 2);
  }
  if (open != PW_NO_TEXT) pw_put_bytes(b, ")", 1);
}

/* Those of the file are the first or the last; those of a variable follow one
 * another, in the order of the variables. */
static void put_all_attributes(pw_byte_buffer *b, const pw_dictionary *d) {
  size_t begun = begin_extension(b, EXT_FILE_ATTRIBUTES, 1);
  for (int32_t i = 0; i < d->attribute_count;) {
    if (d->attributes[i].variable == PW_NO_VARIABLE)
      put_attributes(b, d, PW_NO_VARIABLE, &i);
    else i++;
  }
  end_extension(b, begun, 1);
  begun = begin_extension(b, EXT_ATTRIBUTES, 1);
  int32_t at = 0;
  for (int32_t i = 0; i < d->count; i++) {
    while (at < d->attribute_count &&
           d->attributes[at].variable == PW_NO_VARIABLE)
      at++;
    int own = at < d->attribute_count && d->attributes[at].variable == i;
    int role = d->variables[i].role;
    if (!own && role == 0) continue;
    if (b->used > begun) pw_put_bytes(b, "/", 1);
    put_text(b, text_of(d, d->variables[i].name));
    pw_put_bytes(b, ":", 1);
    if (own) put_attributes(b, d, i, &at);
    if (role == 0) continue;
    pw_put_bytes(b, "$@Role('", 8);
    put_decimal(b, (size_t)role - 1);
    pw_put_bytes(b, "'\n)", 3);
  }
  end_extension(b, begun, 1);
}

static void put_cases(pw_byte_buffer *b, int64_t cases) {
  size_t begun = begin_extension(b, EXT_CASES, 8);
  pw_put_i64(b, 1);
  pw_put_i64(b, cases);
  end_extension(b, begun, 8);
}

static pw_status put_long_labels(pw_byte_buffer *b, const pw_dictionary *d,
                                 pw_error *err) {
  label_runs runs;
  pw_status status = find_runs(d, &runs)
    ? PW_OK
    : pw_fail(err, PW_MEMORY, "no memory for value labels");
  size_t begun = begin_extension(b, EXT_LONG_LABELS, 1);
  for (int32_t i = 0; status == PW_OK && i < d->count; i++) {
    const pw_dictionary_variable *v = &d->variables[i];
    int32_t set = v->label_set;
    if (set < 0 || runs.count[set] == 0 || !has_long_values(v)) continue;
    put_counted(b, text_of(d, v->name));
    pw_put_i32(b, v->width);
    pw_put_i32(b, runs.count[set]);
    for (int32_t k = 0; k < runs.count[set]; k++) {
      const pw_dictionary_label *l = &d->labels[runs.first[set] + k];
      pw_text value = text_of(d, l->text);
      pw_put_i32(b, v->width);
      pw_put_padded(b, value.bytes, value.length, (size_t)v->width);
      put_counted(b, text_of(d, l->label));
    }
  }
  end_extension(b, begun, 1);
  free_runs(d, &runs);
  return status;
}

/* Missing values of texts beyond 8 bytes, of which SPSS takes the first 8. */
static void put_long_missing(pw_byte_buffer *b, const pw_dictionary *d) {
  size_t begun = begin_extension(b, EXT_LONG_MISSING, 1);
  for (int32_t i = 0; i < d->count; i++) {
    const pw_dictionary_variable *v = &d->variables[i];
    if (!has_long_values(v) || v->ranges == 0) continue;
    put_counted(b, text_of(d, v->name));
    pw_put_fill(b, (char)v->ranges, 1);
    pw_put_i32(b, SHORT_VALUE);
    for (int k = 0; k < v->ranges; k++) {
      pw_text value = text_of(d, v->low_text[k]);
      pw_put_padded(b, value.bytes, value.length, SHORT_VALUE);
    }
  }
  end_extension(b, begun, 1);
}

static void put_encoding(pw_byte_buffer *b) {
  size_t begun = begin_extension(b, EXT_ENCODING, 1);
  pw_put_bytes(b, "UTF-8", 5);
  end_extension(b, begun, 1);
}

pw_status pw_sav_put_extensions(pw_byte_buffer *b, const pw_dictionary *d,
                                const pw_sav_layout *layout, int64_t cases,
                                pw_error *err) {
  put_machine(b);
  put_mr_sets(b, d, layout, EXT_SETS);
  put_display(b, d, layout);
  put_long_names(b, d, layout);
  put_long_strings(b, d, layout);
  put_cases(b, cases);
  put_all_attributes(b, d);
  put_mr_sets(b, d, layout, EXT_COUNTED_SETS);
  put_encoding(b);
  pw_status status = put_long_labels(b, d, err);
  put_long_missing(b, d);
  pw_put_i32(b, 999);
  pw_put_i32(b, 0);
  if (status == PW_OK && b->status != PW_OK)
    status = pw_fail(err, PW_MEMORY, "no memory for the dictionary");
  return status;
}
