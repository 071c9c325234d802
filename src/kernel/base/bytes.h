/* Numbers out of bytes, whatever the alignment and byte order. None of these
 * checks a bound: the caller has. */
#ifndef PW_BASE_BYTES_H
#define PW_BASE_BYTES_H

#include <stdint.h>

typedef struct {
  const unsigned char *at;
  uint64_t length;
} pw_bytes;

/* `swap` is non-zero when the bytes are in the other order than this
 * machine's. */
int32_t pw_read_i32(const unsigned char *at, int swap);
uint64_t pw_read_u64(const unsigned char *at, int swap);
double pw_read_f64(const unsigned char *at, int swap);

#endif
