#include "write/sav_extension.h"

#include <string.h>

#define RECORD_BYTES 16 /* of a record 7 before its data */

size_t pw_sav_begin_extension(pw_byte_buffer *b, int32_t subtype,
                              int32_t size) {
  pw_put_i32(b, 7);
  pw_put_i32(b, subtype);
  pw_put_i32(b, size);
  pw_put_i32(b, 0);
  return b->used;
}

void pw_sav_end_extension(pw_byte_buffer *b, size_t begun, int32_t size) {
  if (b->status != PW_OK) return;
  if (b->used == begun) {
    b->used = begun - RECORD_BYTES;
    return;
  }
  int32_t count = (int32_t)((b->used - begun) / (size_t)size);
  memcpy(b->bytes + begun - sizeof count, &count, sizeof count);
}

pw_text pw_sav_text_of(const pw_dictionary *d, int32_t id) {
  pw_text none = {"", 0};
  return id < 0 ? none : pw_strpool_text(d->pool, id);
}

void pw_sav_put_text(pw_byte_buffer *b, pw_text text) {
  pw_put_bytes(b, text.bytes, text.length);
}

void pw_sav_put_counted(pw_byte_buffer *b, pw_text text) {
  pw_put_i32(b, (int32_t)text.length);
  pw_sav_put_text(b, text);
}
