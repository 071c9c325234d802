#include "read/sav_labels.h"

#include <stdio.h>
#include <string.h>

static const char broken_label[] =
  "a byte of a value label that is not text was replaced";
static const char broken_value[] =
  "a byte of a labelled value that is not text was replaced";
static const char broken_missing[] =
  "a byte of a missing value that is not text was replaced";

static const char no_such_labels[] =
  "value labels of a variable that does not exist were left out";
static const char no_such_missing[] =
  "missing values of a variable that does not exist were left out";

static int32_t set_name(pw_dictionary *d, int32_t number) {
  char name[32];
  int n = snprintf(name, sizeof name, "labels%d", (int)number);
  return pw_dictionary_text(d, name, (size_t)n);
}

/* The variable that begins at element `index` of a case, or PW_NO_VARIABLE. */
static int32_t variable_at(const pw_sav_records *records, int32_t index) {
  int32_t low = 0, high = records->count - 1;
  while (low <= high) {
    int32_t middle = low + (high - low) / 2;
    int32_t first = records->variables[middle].first;
    if (first == index) return middle;
    if (first < index) low = middle + 1;
    else high = middle - 1;
  }
  return PW_NO_VARIABLE;
}

/* Gives the set to the variables of record 4, and says whether its values are
 * text, or that no variable has it (-1). */
static int give_set(pw_sav_context *c, const pw_sav_frame *users, int32_t set) {
  pw_dictionary *d = c->dictionary;
  pw_sav_part part = pw_sav_part_of(c, users);
  int is_text = -1;
  int32_t index;
  while (pw_sav_take_i32(&part, &index)) {
    int32_t variable = index < 1 ? PW_NO_VARIABLE
                                 : variable_at(c->records, index - 1);
    if (variable == PW_NO_VARIABLE) {
      pw_dictionary_repair(d, no_such_labels, PW_NO_VARIABLE, users->at);
      continue;
    }
    if (is_text < 0) is_text = d->variables[variable].is_text;
    if (d->variables[variable].is_text != is_text) {
      pw_dictionary_repair(d, "value labels of the other type were left out",
                           variable, users->at);
      continue;
    }
    d->variables[variable].label_set = set;
  }
  return is_text;
}

/* Record 3; the walker has checked every length in it. */
static void read_set(pw_sav_context *c, const pw_sav_frame *labels, int32_t set,
                     int is_text, int32_t variable) {
  pw_sav_part part = pw_sav_part_of(c, labels);
  int32_t count;
  pw_sav_take_i32(&part, &count);
  for (int32_t i = 0; i < count && c->dictionary->status == PW_OK; i++) {
    pw_text value, label, length;
    pw_sav_take_bytes(&part, 8, &value);
    pw_sav_take_bytes(&part, 1, &length);
    int64_t n = (unsigned char)length.bytes[0];
    pw_sav_take_bytes(&part, n, &label);
    pw_sav_take_bytes(&part, (n + 8) / 8 * 8 - n - 1, &length);
    int32_t text = is_text
      ? pw_sav_text(c, value, broken_value, variable, labels->at)
      : PW_NO_TEXT;
    int32_t label_text =
      pw_sav_text(c, label, broken_label, variable, labels->at);
    pw_dictionary_label *l = pw_dictionary_add_label(c->dictionary);
    if (l == NULL) return;
    l->set = set;
    l->label = label_text;
    l->is_text = is_text;
    l->text = text;
    l->number =
      is_text ? 0 : pw_read_f64((const unsigned char *)value.bytes, part.swap);
  }
}

static int32_t first_user(const pw_sav_context *c, const pw_sav_frame *users) {
  pw_sav_part part = pw_sav_part_of(c, users);
  int32_t index;
  return pw_sav_take_i32(&part, &index) && index > 0
    ? variable_at(c->records, index - 1)
    : PW_NO_VARIABLE;
}

static pw_text take_text(pw_sav_part *part, int *good) {
  pw_text text = {"", 0};
  int32_t length;
  *good = *good && pw_sav_take_i32(part, &length) &&
    pw_sav_take_bytes(part, length, &text);
  return text;
}

static int32_t find_either(const pw_sav_names *one, const pw_sav_names *other,
                           pw_text name) {
  int32_t variable = pw_sav_names_find(one, name);
  return variable == PW_NO_VARIABLE ? pw_sav_names_find(other, name) : variable;
}

/* Record 7/21: variable, width, number of labels, and each value and label,
 * of any length. */
static void read_long_sets(pw_sav_context *c, const pw_sav_frame *frame,
                           int32_t *sets, const pw_sav_names *by_short,
                           const pw_sav_names *by_long) {
  pw_dictionary *d = c->dictionary;
  pw_sav_part part = pw_sav_part_of(c, frame);
  while (part.at < part.end && d->status == PW_OK) {
    int good = 1;
    int32_t width = 0, count = 0;
    pw_text name = take_text(&part, &good);
    good = good && pw_sav_take_i32(&part, &width) &&
      pw_sav_take_i32(&part, &count);
    int32_t variable = good ? find_either(by_long, by_short, name)
                            : PW_NO_VARIABLE;
    int known = variable != PW_NO_VARIABLE && d->variables[variable].is_text;
    int32_t set = known ? set_name(d, (*sets)++) : PW_NO_TEXT;
    if (known) d->variables[variable].label_set = set;
    for (int32_t i = 0; good && i < count && d->status == PW_OK; i++) {
      pw_text value = take_text(&part, &good);
      pw_text label = take_text(&part, &good);
      if (!good || !known) continue;
      int32_t text = pw_sav_text(c, value, broken_value, variable, frame->at);
      int32_t label_text =
        pw_sav_text(c, label, broken_label, variable, frame->at);
      pw_dictionary_label *l = pw_dictionary_add_label(d);
      if (l == NULL) return;
      l->set = set;
      l->is_text = 1;
      l->text = text;
      l->label = label_text;
    }
    if (!good || !known) {
      pw_dictionary_repair(
        d,
        good ? no_such_labels : "value labels that can't be read were left out",
        variable, frame->at);
    }
    if (!good) return;
  }
}

/* Record 7/22: variable, one byte with the number of values, 8, the values. */
static void read_long_missing(pw_sav_context *c, const pw_sav_frame *frame,
                              const pw_sav_names *by_short,
                              const pw_sav_names *by_long) {
  pw_dictionary *d = c->dictionary;
  pw_sav_part part = pw_sav_part_of(c, frame);
  while (part.at < part.end && d->status == PW_OK) {
    int good = 1;
    int32_t length = 0;
    pw_text count = {"", 0}, value;
    pw_text name = take_text(&part, &good);
    good = good && pw_sav_take_bytes(&part, 1, &count) &&
      pw_sav_take_i32(&part, &length);
    int32_t variable = good ? find_either(by_short, by_long, name)
                            : PW_NO_VARIABLE;
    int known = variable != PW_NO_VARIABLE && d->variables[variable].is_text;
    for (int i = 0; good && i < count.bytes[0]; i++) {
      int32_t
        again; /* some writers repeat the length, which no text begins with */
      pw_sav_part here = part;
      if (i > 0 && pw_sav_take_i32(&here, &again) && again == length)
        part = here;
      good = pw_sav_take_bytes(&part, length, &value);
      if (!good || !known || i > 2) continue;
      int32_t text = pw_sav_text(c, value, broken_missing, variable, frame->at);
      d->variables[variable].low_text[i] = d->variables[variable].high_text[i] =
        text;
      d->variables[variable].ranges = i + 1;
    }
    if (!good || !known) {
      pw_dictionary_repair(
        d,
        good ? no_such_missing
             : "missing values that can't be read were left out",
        variable, frame->at);
    }
    if (!good) return;
  }
}

void pw_sav_labels_read(pw_sav_context *c, const pw_sav_names *by_short,
                        const pw_sav_names *by_long) {
  const pw_sav_records *records = c->records;
  int32_t sets = 0;
  for (int32_t k = 0;
       k < records->frame_count && c->dictionary->status == PW_OK; k++) {
    const pw_sav_frame *frame = &records->frames[k];
    if (frame->type == 3) {
      const pw_sav_frame *users = k + 1 < records->frame_count ? frame + 1
                                                               : NULL;
      int32_t set = set_name(c->dictionary, sets);
      int is_text = users && users->type == 4 ? give_set(c, users, set) : -1;
      if (is_text < 0) continue;
      sets++;
      read_set(c, frame, set, is_text, first_user(c, users));
    } else if (frame->type == 7 && frame->subtype == 21) {
      read_long_sets(c, frame, &sets, by_short, by_long);
    } else if (frame->type == 7 && frame->subtype == 22) {
      read_long_missing(c, frame, by_short, by_long);
    }
  }
}
