#include "read/sav_part.h"

#include <string.h>

pw_sav_part pw_sav_part_at(const pw_sav_context *c, int64_t offset,
                           int64_t size) {
  pw_sav_part part = {c->file.at + offset, c->file.at + offset + size,
                      c->records->swap};
  return part;
}

pw_sav_part pw_sav_part_of(const pw_sav_context *c, const pw_sav_frame *frame) {
  return pw_sav_part_at(c, frame->data, frame->size);
}

int pw_sav_take_bytes(pw_sav_part *part, int64_t length, pw_text *bytes) {
  if (length < 0 || length > part->end - part->at) return 0;
  bytes->bytes = (const char *)part->at;
  bytes->length = (size_t)length;
  part->at += length;
  return 1;
}

int pw_sav_take_i32(pw_sav_part *part, int32_t *value) {
  pw_text raw;
  if (!pw_sav_take_bytes(part, 4, &raw)) return 0;
  *value = pw_read_i32((const unsigned char *)raw.bytes, part->swap);
  return 1;
}

int pw_sav_take_f64(pw_sav_part *part, double *value) {
  pw_text raw;
  if (!pw_sav_take_bytes(part, 8, &raw)) return 0;
  *value = pw_read_f64((const unsigned char *)raw.bytes, part->swap);
  return 1;
}

int pw_sav_take_until(pw_sav_part *part, char stop, pw_text *bytes) {
  size_t left = (size_t)(part->end - part->at);
  const unsigned char *found = left == 0 ? NULL : memchr(part->at, stop, left);
  if (found == NULL) return 0;
  pw_sav_take_bytes(part, found - part->at, bytes);
  part->at++;
  return 1;
}

int pw_sav_take_counted(pw_sav_part *part, pw_text *bytes) {
  pw_sav_part from = *part;
  pw_text digits;
  int64_t length = 0;
  if (!pw_sav_take_until(part, ' ', &digits) || digits.length == 0 ||
      digits.length > 9) {
    *part = from;
    return 0;
  }
  for (size_t i = 0; i < digits.length; i++) {
    if (digits.bytes[i] < '0' || digits.bytes[i] > '9') {
      *part = from;
      return 0;
    }
    length = length * 10 + (digits.bytes[i] - '0');
  }
  if (!pw_sav_take_bytes(part, length, bytes)) {
    *part = from;
    return 0;
  }
  if (part->at < part->end && *part->at == ' ') part->at++;
  return 1;
}

pw_text pw_sav_trimmed(pw_text text) {
  while (
    text.length > 0 &&
    (text.bytes[text.length - 1] == ' ' || text.bytes[text.length - 1] == '\0'))
    text.length--;
  return text;
}

int32_t pw_sav_text(pw_sav_context *c, pw_text raw, const char *broken,
                    int32_t variable, int64_t offset) {
  pw_dictionary *d = c->dictionary;
  const char *bytes;
  size_t length;
  int64_t bad = 0;
  if (d->status != PW_OK) return PW_NO_TEXT;
  raw = pw_sav_trimmed(raw);
  d->status = pw_spss_text_utf8(&c->text, raw.bytes, raw.length, &bytes,
                                &length, &bad, c->err);
  if (d->status != PW_OK) return PW_NO_TEXT;
  int32_t id = pw_dictionary_text(d, bytes, length);
  if (bad > 0) pw_dictionary_repair(d, broken, variable, offset);
  return id;
}
