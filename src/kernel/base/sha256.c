#include "base/sha256.h"

#include <string.h>

/* FIPS 180-4, section 4.2.2. */
static const uint32_t constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
  0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
  0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
  0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
  0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
  0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

static uint32_t turn(uint32_t x, int by) { return x >> by | x << (32 - by); }

/* Section 6.2.2. */
static void take_block(uint32_t state[8], const unsigned char *block) {
  uint32_t w[64], s[8];
  for (int t = 0; t < 16; t++) {
    w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 |
           (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
  }
  for (int t = 16; t < 64; t++) {
    uint32_t near = turn(w[t - 15], 7) ^ turn(w[t - 15], 18) ^ w[t - 15] >> 3;
    uint32_t far = turn(w[t - 2], 17) ^ turn(w[t - 2], 19) ^ w[t - 2] >> 10;
    w[t] = far + w[t - 7] + near + w[t - 16];
  }
  memcpy(s, state, sizeof s);
  for (int t = 0; t < 64; t++) {
    uint32_t one = s[7] + (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) +
                   ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants[t] + w[t];
    uint32_t two = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) +
                   ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
    memmove(s + 1, s, 7 * sizeof *s);
    s[4] += one;
    s[0] = one + two;
  }
  for (int i = 0; i < 8; i++) state[i] += s[i];
}

void pw_sha256_begin(pw_sha256 *hash) {
  static const uint32_t first[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };
  memcpy(hash->state, first, sizeof first);
  hash->length = 0;
}

void pw_sha256_add(pw_sha256 *hash, const void *bytes, size_t length) {
  const unsigned char *at = bytes;
  size_t held = (size_t)(hash->length % 64);
  hash->length += length;
  while (length > 0) {
    size_t take = 64 - held < length ? 64 - held : length;
    memcpy(hash->block + held, at, take);
    held += take;
    at += take;
    length -= take;
    if (held == 64) {
      take_block(hash->state, hash->block);
      held = 0;
    }
  }
}

void pw_sha256_end(pw_sha256 *hash, unsigned char digest[PW_SHA256_BYTES]) {
  static const unsigned char padding[64] = {0x80};
  uint64_t bits = hash->length * 8;
  unsigned char count[8];
  for (int i = 0; i < 8; i++) count[i] = (unsigned char)(bits >> (56 - 8 * i));
  size_t held = (size_t)(hash->length % 64);
  pw_sha256_add(hash, padding, held < 56 ? 56 - held : 120 - held);
  pw_sha256_add(hash, count, sizeof count);
  for (int i = 0; i < PW_SHA256_BYTES; i++) {
    digest[i] = (unsigned char)(hash->state[i / 4] >> (24 - 8 * (i % 4)));
  }
}

void pw_hmac_sha256(const void *key, size_t key_length, const void *message,
                    size_t length, unsigned char digest[PW_SHA256_BYTES]) {
  unsigned char pad[64] = {0};
  pw_sha256 hash;
  if (key_length > sizeof pad) {
    pw_sha256_begin(&hash);
    pw_sha256_add(&hash, key, key_length);
    pw_sha256_end(&hash, pad);
  } else if (key_length > 0) {
    memcpy(pad, key, key_length);
  }
  for (int i = 0; i < 64; i++) pad[i] ^= 0x36;
  pw_sha256_begin(&hash);
  pw_sha256_add(&hash, pad, sizeof pad);
  if (length > 0) pw_sha256_add(&hash, message, length);
  pw_sha256_end(&hash, digest);
  for (int i = 0; i < 64; i++) pad[i] ^= 0x36 ^ 0x5c;
  pw_sha256_begin(&hash);
  pw_sha256_add(&hash, pad, sizeof pad);
  pw_sha256_add(&hash, digest, PW_SHA256_BYTES);
  pw_sha256_end(&hash, digest);
}

void pw_sha256_hex(const unsigned char digest[PW_SHA256_BYTES], char hex[65]) {
  static const char digits[] = "0123456789abcdef";
  for (int i = 0; i < PW_SHA256_BYTES; i++) {
    hex[2 * i] = digits[digest[i] >> 4];
    hex[2 * i + 1] = digits[digest[i] & 15];
  }
  hex[64] = '\0';
}
