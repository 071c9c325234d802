#include "read/sav_mrsets.h"

#include <string.h>

static const char broken_text[] =
  "a byte of a multiple-response set that is not text was replaced";

static int known_set(const pw_dictionary *d, int32_t name) {
  for (int32_t i = 0; i < d->mr_count; i++) {
    if (d->mr_sets[i].name == name) return 1;
  }
  return 0;
}

/* What comes between the name and the variables: "C 5 label ",
 * "D1 1 5 label " or "E 1 1 1 5 label ". */
static int read_kind(pw_sav_part *part, pw_mr_kind *kind, pw_text *counted,
                     pw_text *label) {
  pw_text flag;
  if (part->at == part->end) return 0;
  switch (*part->at++) {
  case 'C':
    *kind = PW_MR_CATEGORIES;
    return pw_sav_take_until(part, ' ', &flag) &&
      pw_sav_take_counted(part, label);
  case 'D':
    *kind = PW_MR_DICHOTOMIES;
    return pw_sav_take_counted(part, counted) &&
      pw_sav_take_counted(part, label);
  case 'E':
    *kind = PW_MR_COUNTED_LABELS;
    return pw_sav_take_until(part, ' ', &flag) &&
      pw_sav_take_until(part, ' ', &flag) &&
      pw_sav_take_counted(part, counted) && pw_sav_take_counted(part, label);
  default: return 0;
  }
}

static void read_members(pw_sav_context *c, pw_sav_part *part, int64_t at,
                         const pw_sav_names *by_short,
                         const pw_sav_names *by_long) {
  while (part->at < part->end) {
    pw_text name;
    if (!pw_sav_take_until(part, ' ', &name)) {
      pw_sav_take_bytes(part, part->end - part->at, &name);
    }
    name = pw_sav_trimmed(name);
    if (name.length == 0) continue;
    int32_t variable = pw_sav_names_find(by_short, name);
    if (variable == PW_NO_VARIABLE) variable = pw_sav_names_find(by_long, name);
    if (variable != PW_NO_VARIABLE) {
      pw_dictionary_add_member(c->dictionary, variable);
    } else {
      pw_dictionary_repair(
        c->dictionary,
        "a multiple-response set names a variable that does not exist",
        variable, at);
    }
  }
}

static int read_set(pw_sav_context *c, pw_sav_part *part, int64_t at,
                    const pw_sav_names *by_short, const pw_sav_names *by_long) {
  pw_dictionary *d = c->dictionary;
  pw_text name, label = {"", 0}, counted = {"", 0}, line;
  pw_mr_kind kind;
  if (!pw_sav_take_until(part, '=', &name) ||
      !read_kind(part, &kind, &counted, &label))
    return 0;
  if (!pw_sav_take_until(part, '\n', &line)) {
    pw_sav_take_bytes(part, part->end - part->at, &line);
  }
  int32_t name_text = pw_sav_text(c, name, broken_text, PW_NO_VARIABLE, at);
  if (known_set(d, name_text)) return 1;
  int32_t label_text = pw_sav_text(c, label, broken_text, PW_NO_VARIABLE, at);
  int32_t counted_text = kind == PW_MR_CATEGORIES
    ? PW_NO_TEXT
    : pw_sav_text(c, counted, broken_text, PW_NO_VARIABLE, at);
  pw_mr_set *set = pw_dictionary_add_mr_set(d);
  if (set == NULL) return 1;
  set->name = name_text;
  set->label = label_text;
  set->counted = counted_text;
  set->kind = kind;
  pw_sav_part members = {(const unsigned char *)line.bytes,
                         (const unsigned char *)line.bytes + line.length, 0};
  read_members(c, &members, at, by_short, by_long);
  return 1;
}

void pw_sav_mrsets_read(pw_sav_context *c, const pw_sav_names *by_short,
                        const pw_sav_names *by_long) {
  const pw_sav_records *records = c->records;
  for (int32_t k = 0; k < records->frame_count; k++) {
    const pw_sav_frame *frame = &records->frames[k];
    if (frame->type != 7 || (frame->subtype != 7 && frame->subtype != 19))
      continue;
    pw_sav_part part = pw_sav_part_of(c, frame);
    while (part.at < part.end && c->dictionary->status == PW_OK) {
      if (*part.at == '\0' || *part.at == '\n') {
        part.at++;
        continue;
      }
      if (read_set(c, &part, frame->at, by_short, by_long)) continue;
      pw_dictionary_repair(
        c->dictionary,
        "multiple-response sets that can't be read were left out",
        PW_NO_VARIABLE, frame->at);
      break;
    }
  }
}
