#include "write/sav_extras.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "write/sav_extension.h"
#include "write/sav_value_labels.h"

#define NOTE_BYTES 80
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
  EXT_ENCODING = 20
};

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
    pw_text rest = pw_sav_text_of(d, d->notes[i]);
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

static void put_machine(pw_byte_buffer *b) {
  const int32_t one = 1;
  int little = *(const char *)&one == 1;
  size_t begun = pw_sav_begin_extension(b, EXT_INTEGERS, 4);
  /* Version 20.0.0 of the format; no machine; IEEE 754; byte order. */
  int32_t words[] = {20, 0, 0, -1, 1, 1, little ? 2 : 1, UTF8_CODE_PAGE};
  pw_put_bytes(b, words, sizeof words);
  pw_sav_end_extension(b, begun, 4);
  begun = pw_sav_begin_extension(b, EXT_FLOATS, 8);
  pw_put_f64(b, -DBL_MAX);
  pw_put_f64(b, DBL_MAX);
  pw_put_f64(b, nextafter(-DBL_MAX, 0));
  pw_sav_end_extension(b, begun, 8);
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
  pw_sav_put_text(b, text);
}

static void put_mr_set(pw_byte_buffer *b, const pw_dictionary *d,
                       const pw_sav_layout *layout, const pw_mr_set *set) {
  pw_sav_put_text(b, pw_sav_text_of(d, set->name));
  pw_put_bytes(b, "=", 1);
  if (set->kind == PW_MR_CATEGORIES) {
    pw_put_bytes(b, "C ", 2);
  } else {
    if (set->kind == PW_MR_DICHOTOMIES) pw_put_bytes(b, "D", 1);
    else pw_put_bytes(b, "E 1 ", 4);
    put_set_text(b, pw_sav_text_of(d, set->counted));
    pw_put_fill(b, ' ', 1);
  }
  put_set_text(b, pw_sav_text_of(d, set->label));
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
  size_t begun = pw_sav_begin_extension(b, subtype, 1);
  for (int32_t i = 0; i < d->mr_count; i++) {
    int counted = d->mr_sets[i].kind == PW_MR_COUNTED_LABELS;
    if (counted == (subtype == EXT_COUNTED_SETS))
      put_mr_set(b, d, layout, &d->mr_sets[i]);
  }
  pw_sav_end_extension(b, begun, 1);
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
  size_t begun = pw_sav_begin_extension(b, EXT_DISPLAY, 4);
  for (int32_t i = 0; i < d->count; i++) {
    const pw_dictionary_variable *v = &d->variables[i];
    for (int32_t s = 0; s < layout->places[i].segments; s++) {
      pw_put_i32(b, v->measure);
      pw_put_i32(b, v->display_width > 0 ? v->display_width : 8);
      pw_put_i32(b, v->alignment ? v->alignment - 1 : !v->is_text);
    }
  }
  pw_sav_end_extension(b, begun, 4);
}

static void put_long_names(pw_byte_buffer *b, const pw_dictionary *d,
                           const pw_sav_layout *layout) {
  size_t begun = pw_sav_begin_extension(b, EXT_LONG_NAMES, 1);
  for (int32_t i = 0; i < d->count; i++) {
    const char *name = layout->short_names[layout->places[i].segment];
    if (i > 0) pw_put_bytes(b, "\t", 1);
    pw_put_bytes(b, name, strlen(name));
    pw_put_bytes(b, "=", 1);
    pw_sav_put_text(b, pw_sav_text_of(d, d->variables[i].name));
  }
  pw_sav_end_extension(b, begun, 1);
}

static void put_long_strings(pw_byte_buffer *b, const pw_dictionary *d,
                             const pw_sav_layout *layout) {
  size_t begun = pw_sav_begin_extension(b, EXT_LONG_STRINGS, 1);
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
  pw_sav_end_extension(b, begun, 1);
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
      pw_sav_put_text(b, pw_sav_text_of(d, a->name));
      pw_put_bytes(b, "(", 1);
      open = a->name;
    }
    pw_put_bytes(b, "'", 1);
    pw_sav_put_text(b, pw_sav_text_of(d, a->value));
    pw_put_bytes(b, "'\n", 2);
  }
  if (open != PW_NO_TEXT) pw_put_bytes(b, ")", 1);
}

/* Those of the file are the first or the last; those of a variable follow one
 * another, in the order of the variables. */
static void put_all_attributes(pw_byte_buffer *b, const pw_dictionary *d) {
  size_t begun = pw_sav_begin_extension(b, EXT_FILE_ATTRIBUTES, 1);
  for (int32_t i = 0; i < d->attribute_count;) {
    if (d->attributes[i].variable == PW_NO_VARIABLE)
      put_attributes(b, d, PW_NO_VARIABLE, &i);
    else i++;
  }
  pw_sav_end_extension(b, begun, 1);
  begun = pw_sav_begin_extension(b, EXT_ATTRIBUTES, 1);
  int32_t at = 0;
  for (int32_t i = 0; i < d->count; i++) {
    while (at < d->attribute_count &&
           d->attributes[at].variable == PW_NO_VARIABLE)
      at++;
    int own = at < d->attribute_count && d->attributes[at].variable == i;
    int role = d->variables[i].role;
    if (!own && role == 0) continue;
    if (b->used > begun) pw_put_bytes(b, "/", 1);
    pw_sav_put_text(b, pw_sav_text_of(d, d->variables[i].name));
    pw_put_bytes(b, ":", 1);
    if (own) put_attributes(b, d, i, &at);
    if (role == 0) continue;
    pw_put_bytes(b, "$@Role('", 8);
    put_decimal(b, (size_t)role - 1);
    pw_put_bytes(b, "'\n)", 3);
  }
  pw_sav_end_extension(b, begun, 1);
}

static void put_cases(pw_byte_buffer *b, int64_t cases) {
  size_t begun = pw_sav_begin_extension(b, EXT_CASES, 8);
  pw_put_i64(b, 1);
  pw_put_i64(b, cases);
  pw_sav_end_extension(b, begun, 8);
}

static void put_encoding(pw_byte_buffer *b) {
  size_t begun = pw_sav_begin_extension(b, EXT_ENCODING, 1);
  pw_put_bytes(b, "UTF-8", 5);
  pw_sav_end_extension(b, begun, 1);
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
  pw_status status = pw_sav_put_long_labels(b, d, err);
  pw_sav_put_long_missing(b, d);
  pw_put_i32(b, 999);
  pw_put_i32(b, 0);
  if (status == PW_OK && b->status != PW_OK)
    status = pw_fail(err, PW_MEMORY, "no memory for the dictionary");
  return status;
}
