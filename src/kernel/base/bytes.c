#include "base/bytes.h"

#include <string.h>

static uint32_t swap_u32(uint32_t x) {
  return x >> 24 | (x >> 8 & 0xff00u) | (x << 8 & 0xff0000u) | x << 24;
}

static uint64_t swap_u64(uint64_t x) {
  return (uint64_t)swap_u32((uint32_t)x) << 32 | swap_u32((uint32_t)(x >> 32));
}

int32_t pw_read_i32(const unsigned char *at, int swap) {
  uint32_t bits;
  int32_t value;
  memcpy(&bits, at, sizeof bits);
  if (swap) bits = swap_u32(bits);
  memcpy(&value, &bits, sizeof value);
  return value;
}

uint64_t pw_read_u64(const unsigned char *at, int swap) {
  uint64_t bits;
  memcpy(&bits, at, sizeof bits);
  return swap ? swap_u64(bits) : bits;
}

double pw_read_f64(const unsigned char *at, int swap) {
  uint64_t bits = pw_read_u64(at, swap);
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}
