#include "text/xml_names.h"

#include "base/utf8.h"

int pw_xml_character(uint32_t point) {
  if (point < 0x20) return point == '\t' || point == '\n' || point == '\r';
  return point < 0xd800 || (point >= 0xe000 && point <= 0xfffd) ||
    (point >= 0x10000 && point <= 0x10ffff);
}

typedef struct {
  uint32_t from, to;
} range;

static int is_in(uint32_t point, const range *ranges, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (point >= ranges[i].from && point <= ranges[i].to) return 1;
  }
  return 0;
}

static int is_letter(uint32_t point) {
  return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
}

static int begins_name(uint32_t point) {
  static const range beyond[] = {
    {0xc0, 0xd6},     {0xd8, 0xf6},     {0xf8, 0x2ff},    {0x370, 0x37d},
    {0x37f, 0x1fff},  {0x200c, 0x200d}, {0x2070, 0x218f}, {0x2c00, 0x2fef},
    {0x3001, 0xd7ff}, {0xf900, 0xfdcf}, {0xfdf0, 0xfffd}, {0x10000, 0xeffff}};
  if (point < 0x80) return is_letter(point) || point == ':' || point == '_';
  return is_in(point, beyond, sizeof beyond / sizeof *beyond);
}

static int continues_name(uint32_t point) {
  static const range more[] = {
    {'0', '9'}, {0xb7, 0xb7}, {0x300, 0x36f}, {0x203f, 0x2040}};
  return begins_name(point) || point == '-' || point == '.' ||
    is_in(point, more, sizeof more / sizeof *more);
}

size_t pw_xml_name(const char *at, size_t left, size_t *colons) {
  size_t length = 0;
  *colons = 0;
  while (length < left) {
    if (is_letter((unsigned char)at[length])) { /* as most are */
      length++;
      continue;
    }
    uint32_t point;
    size_t bytes = pw_utf8_decode(at + length, left - length, &point);
    if (bytes == 0) break;
    if (length == 0 ? !begins_name(point) : !continues_name(point)) break;
    *colons += point == ':';
    length += bytes;
  }
  return length;
}
