#include "read/sav_attributes.h"

#include <string.h>

static const char broken_text[] =
  "a byte of an attribute that is not text was replaced";
static const char role_name[] = "$@Role";

static int next_is(const pw_sav_part *part, char c) {
  return part->at < part->end && *part->at == (unsigned char)c;
}

static void add(pw_sav_context *c, pw_text name, pw_text value,
                int32_t variable, int64_t at) {
  if (variable != PW_NO_VARIABLE && name.length == sizeof role_name - 1 &&
      memcmp(name.bytes, role_name, name.length) == 0) {
    if (value.length == 1 && value.bytes[0] >= '0' && value.bytes[0] <= '5') {
      c->dictionary->variables[variable].role = value.bytes[0] - '0' + 1;
    }
    return;
  }
  int32_t name_text = pw_sav_text(c, name, broken_text, variable, at);
  int32_t value_text = pw_sav_text(c, value, broken_text, variable, at);
  pw_dictionary_attribute *a = pw_dictionary_add_attribute(c->dictionary);
  if (a == NULL) return;
  a->variable = variable;
  a->name = name_text;
  a->value = value_text;
}

/* NAME('value', newline, and so on) up to the slash before the next variable
 * or the end; 0 where the bytes are something else. `keep` 0: only passes. */
static int read_list(pw_sav_context *c, pw_sav_part *part, int keep,
                     int32_t variable, int64_t at) {
  while (part->at < part->end && *part->at != '\0' &&
         c->dictionary->status == PW_OK) {
    pw_text name, value;
    if (next_is(part, '/')) {
      part->at++;
      return 1;
    }
    if (!pw_sav_take_until(part, '(', &name)) return 0;
    while (next_is(part, '\'')) {
      part->at++;
      if (!pw_sav_take_until(part, '\n', &value)) return 0;
      if (value.length > 0 && value.bytes[value.length - 1] == '\'')
        value.length--;
      if (keep) add(c, name, value, variable, at);
    }
    if (!next_is(part, ')')) return 0;
    part->at++;
  }
  return 1;
}

static void read_variables(pw_sav_context *c, const pw_sav_frame *frame,
                           const pw_sav_names *by_short,
                           const pw_sav_names *by_long) {
  pw_dictionary *d = c->dictionary;
  pw_sav_part part = pw_sav_part_of(c, frame);
  while (part.at < part.end && *part.at != '\0' && d->status == PW_OK) {
    pw_text name;
    int32_t variable = PW_NO_VARIABLE;
    int good = pw_sav_take_until(&part, ':', &name);
    if (good) {
      variable = pw_sav_names_find(by_long, name);
      if (variable == PW_NO_VARIABLE)
        variable = pw_sav_names_find(by_short, name);
      if (variable == PW_NO_VARIABLE) {
        pw_dictionary_repair(
          d, "attributes of a variable that does not exist were left out",
          variable, frame->at);
      }
      good =
        read_list(c, &part, variable != PW_NO_VARIABLE, variable, frame->at);
    }
    if (!good) {
      pw_dictionary_repair(d, "attributes that can't be read were left out",
                           variable, frame->at);
      return;
    }
  }
}

void pw_sav_attributes_read(pw_sav_context *c, const pw_sav_names *by_short,
                            const pw_sav_names *by_long) {
  const pw_sav_records *records = c->records;
  for (int32_t k = 0; k < records->frame_count; k++) {
    const pw_sav_frame *frame = &records->frames[k];
    if (frame->type != 7) continue;
    if (frame->subtype == 18) read_variables(c, frame, by_short, by_long);
    if (frame->subtype != 17) continue;
    pw_sav_part part = pw_sav_part_of(c, frame);
    if (!read_list(c, &part, 1, PW_NO_VARIABLE, frame->at)) {
      pw_dictionary_repair(c->dictionary,
                           "attributes that can't be read were left out",
                           PW_NO_VARIABLE, frame->at);
    }
  }
}
