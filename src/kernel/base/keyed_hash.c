#include "base/keyed_hash.h"

static uint64_t turned(uint64_t x, int by) { return x << by | x >> (64 - by); }

static void rounds(uint64_t v[4], int n) {
  for (; n > 0; n--) {
    v[0] += v[1];
    v[1] = turned(v[1], 13) ^ v[0];
    v[0] = turned(v[0], 32);
    v[2] += v[3];
    v[3] = turned(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = turned(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = turned(v[1], 17) ^ v[2];
    v[2] = turned(v[2], 32);
  }
}

/* Up to eight bytes, the first the lowest, on every machine. */
static uint64_t word_of(const char *bytes, size_t n) {
  uint64_t word = 0;
  for (size_t i = 0; i < n; i++) {
    word |= (uint64_t)(unsigned char)bytes[i] << (8 * i);
  }
  return word;
}

static void take(uint64_t v[4], uint64_t word) {
  v[3] ^= word;
  rounds(v, 2);
  v[0] ^= word;
}

pw_keyed_hash pw_hash_keyed(const uint64_t key[2], const char *bytes,
                            size_t length) {
  uint64_t v[4] = {
    key[0] ^ UINT64_C(0x736f6d6570736575),
    key[1] ^ UINT64_C(0x646f72616e646f6d) ^ UINT64_C(0xee),
    key[0] ^ UINT64_C(0x6c7967656e657261),
    key[1] ^ UINT64_C(0x7465646279746573),
  };
  size_t whole = length - length % 8;
  for (size_t at = 0; at < whole; at += 8) take(v, word_of(bytes + at, 8));
  take(v, (uint64_t)length << 56 | word_of(bytes + whole, length - whole));
  pw_keyed_hash out;
  v[2] ^= 0xee;
  rounds(v, 4);
  out.half[0] = v[0] ^ v[1] ^ v[2] ^ v[3];
  v[1] ^= 0xdd;
  rounds(v, 4);
  out.half[1] = v[0] ^ v[1] ^ v[2] ^ v[3];
  return out;
}
