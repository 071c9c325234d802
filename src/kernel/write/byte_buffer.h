/* Bytes put together one after another, in this machine's byte order.
 *
 * The first failure stays in `status`; putting more is harmless after it. */
#ifndef PW_WRITE_BYTE_BUFFER_H
#define PW_WRITE_BYTE_BUFFER_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"

typedef struct {
  unsigned char *bytes; /* owned */
  size_t used, room;
  pw_alloc *alloc;
  pw_status status; /* PW_OK or PW_MEMORY */
} pw_byte_buffer;

/* An empty buffer. Free with pw_byte_buffer_free. */
pw_byte_buffer pw_byte_buffer_new(pw_alloc *alloc);

/* Twice is fine. */
void pw_byte_buffer_free(pw_byte_buffer *buffer);

/* Makes room for `length` more bytes, so that putting them can't fail: 1, or 0
 * without memory. */
int pw_byte_buffer_reserve(pw_byte_buffer *buffer, size_t length);

void pw_put_bytes(pw_byte_buffer *buffer, const void *bytes, size_t length);
void pw_put_i32(pw_byte_buffer *buffer, int32_t value);
void pw_put_i64(pw_byte_buffer *buffer, int64_t value);
void pw_put_f64(pw_byte_buffer *buffer, double value);

/* `count` times the byte `fill`. */
void pw_put_fill(pw_byte_buffer *buffer, char fill, size_t count);

/* The first `width` of `length` bytes, with blanks where there are fewer. */
void pw_put_padded(pw_byte_buffer *buffer, const char *bytes, size_t length,
                   size_t width);

#endif
