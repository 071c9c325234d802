/* SHA-256 (NIST FIPS 180-4) and HMAC over it (RFC 2104). Lengths are in bytes;
 * nothing here can fail. */
#ifndef PW_BASE_SHA256_H
#define PW_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define PW_SHA256_BYTES 32

typedef struct {
  uint32_t state[8];
  uint64_t length;          /* bytes taken in so far */
  unsigned char block[64];  /* the last, unfinished block */
} pw_sha256;

void pw_sha256_begin(pw_sha256 *hash);
void pw_sha256_add(pw_sha256 *hash, const void *bytes, size_t length);
/* Writes the digest; the hash must begin anew before it is used again. */
void pw_sha256_end(pw_sha256 *hash, unsigned char digest[PW_SHA256_BYTES]);

/* The digest of a message under a key: who has not the key can't find the
 * message by trying those that are likely. */
void pw_hmac_sha256(const void *key, size_t key_length, const void *message,
                    size_t length, unsigned char digest[PW_SHA256_BYTES]);

/* Writes a digest as 64 small hexadecimal digits and a NUL. */
void pw_sha256_hex(const unsigned char digest[PW_SHA256_BYTES], char hex[65]);

#endif
