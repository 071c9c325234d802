#include "read/sav_names.h"

#include <stdio.h>
#include <string.h>

#define LONGEST 255

pw_status pw_sav_names_new(pw_sav_names *names, int32_t room, pw_alloc *alloc,
                           pw_error *err) {
  memset(names, 0, sizeof *names);
  names->alloc = alloc;
  names->room = room;
  names->variables =
    pw_alloc_zeroed(alloc, (size_t)room, sizeof *names->variables);
  if (names->variables == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for names");
  return pw_strpool_new(&names->pool, alloc, err);
}

void pw_sav_names_free(pw_sav_names *names) {
  if (names->alloc == NULL) return;
  pw_strpool_free(names->pool);
  pw_free(names->alloc, names->variables);
  memset(names, 0, sizeof *names);
}

static pw_text folded(pw_text name, char out[LONGEST]) {
  name = pw_sav_trimmed(name);
  if (name.length > LONGEST) name.length = LONGEST;
  for (size_t i = 0; i < name.length; i++) {
    char c = name.bytes[i];
    out[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
  }
  name.bytes = out;
  return name;
}

int pw_sav_names_put(pw_sav_names *names, pw_text name, int32_t variable,
                     pw_error *err) {
  char out[LONGEST];
  int32_t id, known = pw_strpool_count(names->pool);
  pw_text key = folded(name, out);
  if (pw_strpool_find(names->pool, key.bytes, key.length) >= 0) return 0;
  if (known == names->room ||
      pw_strpool_intern(names->pool, key.bytes, key.length, &id, err) !=
        PW_OK) {
    pw_fail(err, PW_MEMORY, "no memory for names");
    return -1;
  }
  names->variables[id] = variable;
  return 1;
}

int32_t pw_sav_names_find(const pw_sav_names *names, pw_text name) {
  char out[LONGEST];
  pw_text key = folded(name, out);
  int32_t id = pw_strpool_find(names->pool, key.bytes, key.length);
  return id < 0 ? PW_NO_VARIABLE : names->variables[id];
}

/* Record 7/13: SHORT=Long, tab, and so on. Fills `name_of`, the raw long name
 * of each variable, and `at`, where its record is. */
static void read_long_names(pw_sav_context *c, const pw_sav_names *by_short,
                            pw_text *name_of, int64_t *at) {
  const pw_sav_records *records = c->records;
  for (int32_t k = 0; k < records->frame_count; k++) {
    const pw_sav_frame *frame = &records->frames[k];
    if (frame->type != 7 || frame->subtype != 13) continue;
    pw_sav_part part = pw_sav_part_of(c, frame);
    while (part.at < part.end) {
      pw_text entry, name;
      if (!pw_sav_take_until(&part, '\t', &entry)) {
        pw_sav_take_bytes(&part, part.end - part.at, &entry);
      }
      pw_sav_part pair = {(const unsigned char *)entry.bytes,
                          (const unsigned char *)entry.bytes + entry.length, 0};
      if (!pw_sav_take_until(&pair, '=', &name)) continue;
      int32_t variable = pw_sav_names_find(by_short, name);
      pw_sav_take_bytes(&pair, pair.end - pair.at, &entry);
      entry = pw_sav_trimmed(entry);
      if (variable == PW_NO_VARIABLE || entry.length == 0) continue;
      name_of[variable] = entry;
      at[variable] = frame->at;
    }
  }
}

/* The name with the lowest number at its end that no variable has. */
static int32_t make_different(pw_sav_context *c, pw_sav_names *known,
                              int32_t name, int32_t variable) {
  pw_dictionary *d = c->dictionary;
  pw_text text = pw_strpool_text(d->pool, name);
  char out[LONGEST + 16];
  if (text.length > LONGEST - 12) text.length = LONGEST - 12;
  memcpy(out, text.bytes, text.length);
  for (int32_t k = 2; d->status == PW_OK; k++) {
    int n = snprintf(out + text.length, 14, "_%d", (int)k);
    pw_text candidate = {out, text.length + (size_t)n};
    int put = pw_sav_names_put(known, candidate, variable, c->err);
    if (put < 0) d->status = PW_MEMORY;
    if (put > 0)
      return pw_dictionary_text(d, candidate.bytes, candidate.length);
  }
  return PW_NO_TEXT;
}

static void read_names(pw_sav_context *c, const pw_sav_names *by_short,
                       pw_sav_names *by_long, pw_sav_names *known,
                       pw_text *name_of, int64_t *at) {
  pw_dictionary *d = c->dictionary;
  read_long_names(c, by_short, name_of, at);
  for (int32_t i = 0; i < d->count && d->status == PW_OK; i++) {
    if (pw_sav_names_put(by_long, name_of[i], i, c->err) < 0)
      d->status = PW_MEMORY;
    int32_t name =
      pw_sav_text(c, name_of[i],
                  "a byte of the name that is not text was replaced", i, at[i]);
    if (d->status != PW_OK) return;
    int put =
      pw_sav_names_put(known, pw_strpool_text(d->pool, name), i, c->err);
    if (put < 0) d->status = PW_MEMORY;
    if (put == 0) {
      name = make_different(c, known, name, i);
      pw_dictionary_repair(
        d, "the name was given a number, since another variable has it", i,
        at[i]);
    }
    d->variables[i].name = name;
  }
}

void pw_sav_names_read(pw_sav_context *c, pw_sav_names *by_short,
                       pw_sav_names *by_long) {
  pw_dictionary *d = c->dictionary;
  size_t n = (size_t)d->count;
  pw_text *name_of = pw_alloc_zeroed(d->alloc, n, sizeof *name_of);
  int64_t *at = pw_alloc_zeroed(d->alloc, n, sizeof *at);
  pw_sav_names known;
  pw_status status = pw_sav_names_new(&known, d->count, d->alloc, c->err);
  if (name_of == NULL || at == NULL)
    status = pw_fail(c->err, PW_MEMORY, "no memory for names");
  for (int32_t i = 0; status == PW_OK && i < d->count; i++) {
    const pw_sav_variable *v = &c->records->variables[i];
    pw_text name = {v->name, strlen(v->name)};
    name_of[i] = name;
    at[i] = v->at;
    if (pw_sav_names_put(by_short, name, i, c->err) < 0) status = PW_MEMORY;
  }
  if (status == PW_OK) read_names(c, by_short, by_long, &known, name_of, at);
  else d->status = status;
  pw_sav_names_free(&known);
  pw_free(d->alloc, at);
  pw_free(d->alloc, name_of);
}
