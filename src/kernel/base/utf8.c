#include "base/utf8.h"

size_t pw_utf8_decode(const char *at, size_t left, uint32_t *point) {
  const unsigned char *s = (const unsigned char *)at;
  size_t length = pw_utf8_length(at, left);
  if (length == 0) return 0;
  uint32_t value = length == 1 ? s[0] : s[0] & (0xffu >> (length + 1));
  for (size_t k = 1; k < length; k++) value = value << 6 | (s[k] & 0x3fu);
  *point = value;
  return length;
}

size_t pw_utf8_encode(uint32_t point, char *to) {
  if (point < 0x80) {
    to[0] = (char)point;
    return 1;
  }
  size_t length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  for (size_t k = length - 1; k > 0; k--) {
    to[k] = (char)(0x80 | (point & 0x3f));
    point >>= 6;
  }
  to[0] = (char)((0xf00u >> length & 0xff) | point);
  return length;
}
