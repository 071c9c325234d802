/* A hash of 128 bits under a key: SipHash-2-4 (Aumasson and Bernstein 2012,
 * SipHash: a fast short-input PRF, INDOCRYPT), with the longer output of its
 * authors' reference code. Who does not know the key can neither tell a text by
 * its hash nor find two of one hash; of n texts two have the same by chance
 * with a probability of n^2 / 2^129. */
#ifndef PW_BASE_KEYED_HASH_H
#define PW_BASE_KEYED_HASH_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint64_t half[2];
} pw_keyed_hash;

pw_keyed_hash pw_hash_keyed(const uint64_t key[2], const char *bytes,
                            size_t length);

#endif
