#include "write/byte_buffer.h"

#include <string.h>

pw_byte_buffer pw_byte_buffer_new(pw_alloc *alloc) {
  pw_byte_buffer buffer = {NULL, 0, 0, alloc, PW_OK};
  return buffer;
}

void pw_byte_buffer_free(pw_byte_buffer *buffer) {
  pw_free(buffer->alloc, buffer->bytes);
  buffer->bytes = NULL;
  buffer->used = buffer->room = 0;
}

int pw_byte_buffer_reserve(pw_byte_buffer *buffer, size_t length) {
  if (buffer->status != PW_OK) return 0;
  if (length <= buffer->room - buffer->used) return 1;
  size_t room = buffer->used + length;
  room = room < 256 ? 256 : room + room / 2;
  unsigned char *more = length > SIZE_MAX / 4
    ? NULL
    : pw_alloc_resize(buffer->alloc, buffer->bytes, room, 1);
  if (more == NULL) {
    buffer->status = PW_MEMORY;
    return 0;
  }
  buffer->bytes = more;
  buffer->room = room;
  return 1;
}

void pw_put_bytes(pw_byte_buffer *buffer, const void *bytes, size_t length) {
  if (length == 0 || !pw_byte_buffer_reserve(buffer, length)) return;
  memcpy(buffer->bytes + buffer->used, bytes, length);
  buffer->used += length;
}

void pw_put_i32(pw_byte_buffer *buffer, int32_t value) {
  pw_put_bytes(buffer, &value, sizeof value);
}

void pw_put_i64(pw_byte_buffer *buffer, int64_t value) {
  pw_put_bytes(buffer, &value, sizeof value);
}

void pw_put_f64(pw_byte_buffer *buffer, double value) {
  pw_put_bytes(buffer, &value, sizeof value);
}

void pw_put_fill(pw_byte_buffer *buffer, char fill, size_t count) {
  if (count == 0 || !pw_byte_buffer_reserve(buffer, count)) return;
  memset(buffer->bytes + buffer->used, fill, count);
  buffer->used += count;
}

void pw_put_padded(pw_byte_buffer *buffer, const char *bytes, size_t length,
                   size_t width) {
  if (length > width) length = width;
  pw_put_bytes(buffer, bytes, length);
  pw_put_fill(buffer, ' ', width - length);
}
