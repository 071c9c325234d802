#include "text/offsets.h"

#include "base/utf8.h"

/* How many bytes the character at `at` has: at least 1. */
static size_t character_bytes(const char *at, size_t left) {
  if ((unsigned char)*at < 0x80) return 1;
  size_t bytes = pw_utf8_length(at, left);
  return bytes == 0 ? 1 : bytes;
}

/* How many units a character of so many bytes takes. Only characters of four
 * bytes lie beyond U+FFFF, where UTF-16 needs two units. */
static size_t character_units(size_t bytes, pw_place unit) {
  if (unit == PW_PLACE_BYTE) return bytes;
  return unit == PW_PLACE_UTF16 && bytes == 4 ? 2 : 1;
}

size_t pw_text_length(const char *bytes, size_t length, pw_place unit) {
  size_t units = 0;
  for (size_t at = 0; at < length;) {
    size_t size = character_bytes(bytes + at, length - at);
    units += character_units(size, unit);
    at += size;
  }
  return units;
}

size_t pw_text_starts(const char *bytes, size_t length, size_t *starts) {
  size_t n = 0;
  for (size_t at = 0; at < length;) {
    starts[n++] = at;
    at += character_bytes(bytes + at, length - at);
  }
  starts[n] = length;
  return n;
}

void pw_text_characters(const char *bytes, size_t length, pw_place unit,
                        int64_t *characters) {
  size_t n = 0;
  int64_t character = 0;
  for (size_t at = 0; at < length;) {
    size_t size = character_bytes(bytes + at, length - at);
    size_t units = character_units(size, unit);
    characters[n] = character++;
    for (size_t k = 1; k < units; k++) characters[n + k] = -1;
    n += units;
    at += size;
  }
  characters[n] = character;
}
