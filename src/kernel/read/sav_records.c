#include "read/sav_records.h"

#include <float.h>
#include <string.h>

#define HEADER_BYTES 176u
#define SEGMENT_ELEMENTS 32 /* of a string of 255 bytes */
/* Names compared to find the very long strings. Files list them in order, so
 * that each is near the one before; names made up would take hours. */
#define MOST_COMPARED INT64_C(50000000)

typedef struct {
  pw_sav_records *out;
  pw_bytes file;
  uint64_t at;
  uint64_t record; /* where the present record begins */
  int32_t room, frame_room;
  uint64_t long_at, long_size; /* record 7/14 */
  pw_error *err;
} walk;

static pw_status bad(walk *w, const char *message) {
  return pw_fail_at(w->err, PW_FORMAT, message, (int64_t)w->record);
}

/* Whether `count * size` more bytes are there. */
static pw_status need(walk *w, uint64_t count, uint64_t size) {
  uint64_t left = w->file.length - w->at;
  if (size == 0 || count <= left / size) return PW_OK;
  return pw_fail_at(w->err, PW_TRUNCATED, "the file ends inside its dictionary",
                    (int64_t)w->record);
}

static pw_status take_i32(walk *w, int32_t *value) {
  if (need(w, 1, 4) != PW_OK) return PW_TRUNCATED;
  *value = pw_read_i32(w->file.at + w->at, w->out->swap);
  w->at += 4;
  return PW_OK;
}

static pw_status pass(walk *w, uint64_t count, uint64_t size) {
  if (need(w, count, size) != PW_OK) return PW_TRUNCATED;
  w->at += count * size;
  return PW_OK;
}

static int starts(pw_bytes file, uint64_t at, const char *text) {
  uint64_t n = strlen(text);
  return file.length >= at + n && memcmp(file.at + at, text, n) == 0;
}

static pw_status read_header(walk *w) {
  pw_sav_records *out = w->out;
  if (starts(w->file, 0, "ENCRYPTEDSAV") ||
      starts(w->file, 8, "ENCRYPTEDSAV")) {
    return pw_fail(w->err, PW_UNSUPPORTED, "the file is encrypted");
  }
  if (w->file.length == 0) {
    return pw_fail(w->err, PW_TRUNCATED, "the file is empty");
  }
  if (!starts(w->file, 0, "$FL2") && !starts(w->file, 0, "$FL3")) {
    return pw_fail_at(w->err, PW_FORMAT, "this is not an SPSS system file", 0);
  }
  if (need(w, 1, HEADER_BYTES) != PW_OK) return PW_TRUNCATED;
  int32_t layout = pw_read_i32(w->file.at + 64, 0);
  out->swap = layout < 0 || layout > 0xffff;
  int32_t compression = pw_read_i32(w->file.at + 72, out->swap);
  if (compression < 0 || compression > 2) {
    return pw_fail_at(w->err, PW_UNSUPPORTED, "unknown kind of compression",
                      72);
  }
  out->compression = (pw_sav_compression)compression;
  out->header_cases = pw_read_i32(w->file.at + 80, out->swap);
  if (out->header_cases < 0) out->header_cases = -1;
  out->record_cases = -1;
  out->bias = pw_read_f64(w->file.at + 84, out->swap);
  out->sysmis = -DBL_MAX;
  w->at = HEADER_BYTES;
  return PW_OK;
}

static pw_status add_variable(walk *w, int32_t width,
                              const unsigned char *name) {
  pw_sav_records *out = w->out;
  if (out->count == w->room) {
    int32_t room = w->room == 0 ? 64 : w->room * 2;
    pw_sav_variable *more =
      pw_alloc_resize(out->alloc, out->variables, (size_t)room, sizeof *more);
    if (more == NULL)
      return pw_fail(w->err, PW_MEMORY, "no memory for variables");
    out->variables = more;
    w->room = room;
  }
  pw_sav_variable *v = &out->variables[out->count];
  v->first = out->elements;
  v->elements = 1;
  v->width = width;
  v->at = (int64_t)w->record;
  v->segment = out->count++;
  v->segments = 1;
  v->repaired = 0;
  memcpy(v->name, name, 8);
  v->name[8] = '\0';
  for (int i = 7; i >= 0 && v->name[i] == ' '; i--) v->name[i] = '\0';
  out->elements++;
  return PW_OK;
}

/* Record 2: a variable, or the continuation (type -1) of a string. */
static pw_status read_variable(walk *w) {
  int32_t type, has_label, missing, length;
  if (take_i32(w, &type) || take_i32(w, &has_label) || take_i32(w, &missing)) {
    return PW_TRUNCATED;
  }
  if (pass(w, 1, 8) || pass(w, 1, 8)) return PW_TRUNCATED;
  const unsigned char *name = w->file.at + w->at - 8;
  if (has_label != 0 && has_label != 1)
    return bad(w, "a variable's label flag is neither 0 nor 1");
  if (missing < -3 || missing > 3 || missing == -1) {
    return bad(w, "a variable has an impossible number of missing values");
  }
  if (has_label) {
    if (take_i32(w, &length)) return PW_TRUNCATED;
    if (length < 0) return bad(w, "a variable's label has a negative length");
    if (pass(w, ((uint64_t)length + 3) / 4, 4)) return PW_TRUNCATED;
  }
  if (pass(w, (uint64_t)(missing < 0 ? -missing : missing), 8))
    return PW_TRUNCATED;
  if (w->out->elements == INT32_MAX) return bad(w, "too many variables");
  if (type == -1) {
    if (w->out->count == 0)
      return bad(w, "a string continues before it begins");
    w->out->variables[w->out->count - 1].elements++;
    w->out->elements++;
    return PW_OK;
  }
  if (type < 0 || type > 255)
    return bad(w, "a variable has an impossible width");
  return add_variable(w, type, name);
}

/* Keeps where the present record has its data. */
static pw_status frame(walk *w, int32_t type, int32_t subtype, uint64_t data) {
  pw_sav_records *out = w->out;
  if (out->frame_count == w->frame_room) {
    int32_t room = w->frame_room == 0 ? 32 : w->frame_room * 2;
    pw_sav_frame *more =
      pw_alloc_resize(out->alloc, out->frames, (size_t)room, sizeof *more);
    if (more == NULL)
      return pw_fail(w->err, PW_MEMORY, "no memory for the dictionary");
    out->frames = more;
    w->frame_room = room;
  }
  pw_sav_frame one = {type, subtype, (int64_t)w->record, (int64_t)data,
                      (int64_t)(w->at - data)};
  out->frames[out->frame_count++] = one;
  return PW_OK;
}

/* Record 3: value labels. */
static pw_status read_labels(walk *w) {
  int32_t count;
  uint64_t data = w->at;
  if (take_i32(w, &count)) return PW_TRUNCATED;
  if (count < 0) return bad(w, "a negative number of value labels");
  for (int32_t i = 0; i < count; i++) {
    if (need(w, 1, 9)) return PW_TRUNCATED;
    uint64_t length = w->file.at[w->at + 8];
    if (pass(w, 1, 8) || pass(w, (1 + length + 7) / 8, 8)) return PW_TRUNCATED;
  }
  return frame(w, 3, 0, data);
}

static pw_status read_counted(walk *w, int32_t type, uint64_t size) {
  int32_t count;
  if (take_i32(w, &count)) return PW_TRUNCATED;
  if (count < 0) return bad(w, "a record has a negative length");
  uint64_t data = w->at;
  pw_status status = pass(w, (uint64_t)count, size);
  return status == PW_OK ? frame(w, type, 0, data) : status;
}

/* Record 7: extensions. Only those about layout and encoding are used. */
static pw_status read_extension(walk *w) {
  pw_sav_records *out = w->out;
  int32_t subtype, size, count;
  if (take_i32(w, &subtype) || take_i32(w, &size) || take_i32(w, &count)) {
    return PW_TRUNCATED;
  }
  if (size < 0 || count < 0) return bad(w, "a record has a negative length");
  if (need(w, (uint64_t)count, (uint64_t)size)) return PW_TRUNCATED;
  uint64_t bytes = (uint64_t)count * (uint64_t)size;
  const unsigned char *data = w->file.at + w->at;
  w->at += bytes;
  if (subtype == 3 && bytes >= 32) {
    out->charset_code = pw_read_i32(data + 28, out->swap);
  } else if (subtype == 4 && bytes >= 24) {
    out->sysmis = pw_read_f64(data, out->swap);
  } else if (subtype == 14) {
    w->long_at = w->at - bytes;
    w->long_size = bytes;
  } else if (subtype == 16 && bytes >= 16) {
    int64_t cases = (int64_t)pw_read_u64(data + 8, out->swap);
    out->record_cases = cases < 0 ? -1 : cases;
  } else if (subtype == 20 && bytes < sizeof out->charset) {
    memcpy(out->charset, data, bytes);
    out->charset[bytes] = '\0';
  }
  return frame(w, 7, subtype, w->at - bytes);
}

/* Gives variable `at` the true length of a very long string and takes its
 * segments out of the list. */
static pw_status join(walk *w, int32_t at, int64_t length) {
  pw_sav_records *out = w->out;
  int64_t segments = (length + 251) / 252;
  if (segments > out->count - at)
    return bad(w, "a very long string lacks segments");
  for (int64_t i = 0; i < segments; i++) {
    pw_sav_variable *part = &out->variables[at + i];
    if (part->width == 0 ||
        (i + 1 < segments && part->elements != SEGMENT_ELEMENTS)) {
      return bad(w, "a very long string has a segment of the wrong width");
    }
    if (i > 0) out->variables[at].elements += part->elements;
  }
  out->variables[at].width = (int32_t)length;
  out->variables[at].segments = (int32_t)segments;
  memmove(&out->variables[at + 1], &out->variables[at + segments],
          (size_t)(out->count - at - segments) * sizeof *out->variables);
  out->count -= (int32_t)(segments - 1);
  return PW_OK;
}

/* Record 7/14: NAME=LENGTH, NUL and tab, and so on, in file order. */
static pw_status join_long_strings(walk *w) {
  uint64_t at = w->long_at, end = w->long_at + w->long_size;
  int32_t variable = 0;
  int64_t compared = 0;
  w->record = w->long_at;
  while (at < end) {
    char name[9] = "";
    uint64_t n = 0;
    while (at < end && w->file.at[at] != '=') {
      if (n < 8) name[n] = (char)w->file.at[at];
      n++, at++;
    }
    int64_t length = 0;
    int digits = 0;
    for (at++; at < end && w->file.at[at] >= '0' && w->file.at[at] <= '9';
         at++) {
      if (length < INT32_MAX) length = length * 10 + (w->file.at[at] - '0');
      digits = 1;
    }
    while (at < end && (w->file.at[at] == 0 || w->file.at[at] == '\t')) at++;
    if (!digits) break;
    for (int i = 7; i >= 0 && (name[i] == ' ' || name[i] == 0); i--)
      name[i] = '\0';
    if (length <= 255) continue;
    if (length > INT32_MAX / 2)
      return bad(w, "a very long string is impossibly long");
    int32_t from = variable, found = -1;
    for (int32_t i = 0; found < 0 && i < w->out->count; i++) {
      int32_t look = (from + i) % w->out->count;
      if (strcmp(w->out->variables[look].name, name) == 0 &&
          w->out->variables[look].width <= 255)
        found = look;
      compared++;
    }
    if (compared > MOST_COMPARED)
      return bad(w, "very long strings are named that the file does not hold");
    if (found < 0) continue;
    pw_status status = join(w, found, length);
    if (status != PW_OK) return status;
    variable = (found + 1) % w->out->count;
  }
  return PW_OK;
}

/* A string has a continuation for each 8 bytes after its first 8. Where a
 * writer (SPSS Modeler) left all of them out, the cases have them still. */
static pw_status check_elements(walk *w) {
  int64_t shift = 0;
  for (int32_t i = 0; i < w->out->count; i++) {
    pw_sav_variable *v = &w->out->variables[i];
    int32_t needed = v->width == 0 ? 1 : (v->width + 7) / 8;
    if (v->elements != needed && v->elements != 1) {
      w->record = (uint64_t)v->at;
      return bad(w, "a string has the wrong number of continuations");
    }
    v->first += (int32_t)shift;
    v->repaired = v->elements != needed;
    shift += needed - v->elements;
    if (w->out->elements + shift > INT32_MAX)
      return bad(w, "too many variables");
    v->elements = needed;
  }
  w->out->elements += (int32_t)shift;
  return PW_OK;
}

static pw_status read_records(walk *w) {
  pw_status status = read_header(w);
  while (status == PW_OK) {
    int32_t type;
    w->record = w->at;
    if (take_i32(w, &type)) return PW_TRUNCATED;
    switch (type) {
    case 2: status = read_variable(w); break;
    case 3: status = read_labels(w); break;
    case 4: status = read_counted(w, 4, 4); break;
    case 6: status = read_counted(w, 6, 80); break;
    case 7: status = read_extension(w); break;
    case 999:
      if (pass(w, 1, 4)) return PW_TRUNCATED;
      w->out->data_offset = (int64_t)w->at;
      status = check_elements(w);
      return status == PW_OK ? join_long_strings(w) : status;
    default: return bad(w, "a dictionary record has an unknown type");
    }
  }
  return status;
}

pw_status pw_sav_records_read(pw_sav_records *records, pw_bytes file,
                              pw_alloc *alloc, pw_error *err) {
  memset(records, 0, sizeof *records);
  records->alloc = alloc;
  walk w = {records, file, 0, 0, 0, 0, 0, 0, err};
  pw_status status = read_records(&w);
  if (status != PW_OK) pw_sav_records_free(records);
  return status;
}

void pw_sav_records_free(pw_sav_records *records) {
  if (records->alloc == NULL) return;
  pw_free(records->alloc, records->variables);
  pw_free(records->alloc, records->frames);
  records->variables = NULL;
  records->frames = NULL;
  records->count = records->frame_count = 0;
}
