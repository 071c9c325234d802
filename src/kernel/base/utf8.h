/* UTF-8, one character at a time: well-formed as the Unicode Standard has it
 * (table 3-7), so no overlong form, no surrogate, nothing above U+10FFFF. */
#ifndef PW_BASE_UTF8_H
#define PW_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define PW_UTF8_REPLACEMENT                                         \
  0xfffdu                 /* stands for bytes that are no character \
                           */
#define PW_UTF8_LONGEST 4 /* bytes of a character */

/* Bytes of the character at `at`, of which `left` (at least 1) are there, or 0
 * where none begins. The first byte says how many follow, and where the
 * second one must lie. */
static inline size_t pw_utf8_length(const char *at, size_t left) {
  const unsigned char *s = (const unsigned char *)at;
  unsigned char c = s[0];
  if (c < 0x80) return 1;
  size_t length = c >= 0xc2 && c <= 0xdf ? 2
    : c >= 0xe0 && c <= 0xef             ? 3
    : c >= 0xf0 && c <= 0xf4             ? 4
                                         : 0;
  if (length == 0 || left < length) return 0;
  unsigned char low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
  unsigned char high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
  if (s[1] < low || s[1] > high) return 0;
  for (size_t k = 2; k < length; k++) {
    if (s[k] < 0x80 || s[k] > 0xbf) return 0;
  }
  return length;
}

/* The first place from `at` (at least 1) on, up to `end`, that is behind an
 * ASCII byte, and so within no character, whether the text is UTF-8 or not. */
static inline size_t pw_utf8_between(const char *bytes, size_t at, size_t end) {
  while (at < end && (unsigned char)bytes[at - 1] >= 0x80) at++;
  return at;
}

/* As pw_utf8_length, and the character's code point in `*point`, which is left
 * alone where there is none. */
size_t pw_utf8_decode(const char *at, size_t left, uint32_t *point);

/* Writes a code point up to U+10FFFF, and gives how many bytes that took, at
 * most PW_UTF8_LONGEST. Surrogates are the caller's business. */
size_t pw_utf8_encode(uint32_t point, char *to);

#endif
