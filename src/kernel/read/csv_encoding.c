#include "read/csv_encoding.h"

#include <string.h>

#include "base/utf8.h"

#define SAMPLE_BYTES 4096

const char *pw_csv_encoding_name(pw_csv_encoding encoding) {
  switch (encoding) {
  case PW_CSV_UTF8: return "UTF-8";
  case PW_CSV_UTF16LE: return "UTF-16LE";
  case PW_CSV_UTF16BE: return "UTF-16BE";
  case PW_CSV_WINDOWS_1252: return "windows-1252";
  case PW_CSV_LATIN1: return "ISO-8859-1";
  case PW_CSV_MIXED: return "UTF-8 and windows-1252";
  }
  return "unknown";
}

/* UTF-16 text in a Latin script has zeros on one side of each pair. */
static int zeros_at(const char *bytes, size_t length, size_t side) {
  size_t sample = length < SAMPLE_BYTES ? length : SAMPLE_BYTES;
  size_t pairs = sample / 2, zeros = 0, others = 0;
  for (size_t i = 0; i < pairs; i++) {
    zeros += bytes[2 * i + side] == 0;
    others += bytes[2 * i + 1 - side] == 0;
  }
  return pairs > 0 && length % 2 == 0 && others == 0 && zeros * 2 > pairs;
}

pw_csv_encoding pw_csv_guess_width(const char *bytes, size_t length,
                                   size_t *mark) {
  *mark = 0;
  if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
    *mark = 3;
    return PW_CSV_UTF8;
  }
  if (length >= 2 &&
      (memcmp(bytes, "\xff\xfe", 2) == 0 ||
       memcmp(bytes, "\xfe\xff", 2) == 0)) {
    *mark = 2;
    return bytes[0] == '\xff' ? PW_CSV_UTF16LE : PW_CSV_UTF16BE;
  }
  if (zeros_at(bytes, length, 1)) return PW_CSV_UTF16LE;
  if (zeros_at(bytes, length, 0)) return PW_CSV_UTF16BE;
  return PW_CSV_UTF8;
}

pw_csv_encoding pw_csv_guess_bytes(const pw_csv_content *content) {
  if (content->strays == 0) return PW_CSV_UTF8;
  if (content->sequences > 0 && content->sequences >= content->strays / 8) {
    return PW_CSV_MIXED;
  }
  return content->controls > 0 ? PW_CSV_WINDOWS_1252 : PW_CSV_LATIN1;
}

int pw_csv_is_binary(const char *bytes, size_t length) {
  size_t sample = length < SAMPLE_BYTES ? length : SAMPLE_BYTES, controls = 0;
  for (size_t i = 0; i < sample; i++) {
    unsigned char c = (unsigned char)bytes[i];
    controls += c < 0x20 && (c < '\t' || c > '\r');
  }
  return controls * 10 > sample;
}

/* 0x80 to 0x9f, as the Encoding Standard maps them: the five bytes that
 * Windows leaves undefined stay the control characters of that number. */
static const uint16_t windows_1252[32] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
  0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
  0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

typedef struct {
  char *start;
  char *at;
  pw_csv_damage *damage;
  const pw_stop *stop;
  size_t length, ask; /* of the bytes; where to ask next whether to stop */
} sink;

/* Bytes between two looks at whether to stop. */
#define TOGETHER ((size_t)1 << 18)

/* Whether it is to stop at the byte `i`. */
static inline int stops_at(sink *out, size_t i) {
  if (i < out->ask) return 0;
  out->ask = i + TOGETHER;
  return pw_stop_asked(out->stop, (double)i / (double)out->length);
}

static void put(sink *out, uint32_t c) {
  out->at += pw_utf8_encode(c, out->at);
}

/* Notes that what comes next is damaged. */
static void damaged(sink *out) {
  const int shown = sizeof out->damage->first / sizeof *out->damage->first;
  if (out->damage->count < shown) {
    out->damage->first[out->damage->count] = (size_t)(out->at - out->start);
  }
  out->damage->count++;
}

static uint32_t unit_at(const char *bytes, size_t i, int big) {
  unsigned char a = (unsigned char)bytes[i], b = (unsigned char)bytes[i + 1];
  return big ? (uint32_t)(a << 8 | b) : (uint32_t)(b << 8 | a);
}

/* Whether the four units at `at` are ASCII, whose places in a unit's two bytes
 * are the `low` ones. */
static int four_plain(const char *at, size_t low) {
  unsigned char high = 0, plain = 0;
  for (size_t i = 0; i < 8; i += 2) {
    plain |= (unsigned char)at[i + low];
    high |= (unsigned char)at[i + 1 - low];
  }
  return high == 0 && plain < 0x80;
}

static int from_utf16(const char *bytes, size_t length, int big, sink *out) {
  size_t low = big != 0;
  for (size_t i = 0; i < length; i += 2) {
    if (stops_at(out, i)) return 0;
    for (; length - i >= 8 && i < out->ask && four_plain(bytes + i, low);
         i += 8) {
      for (size_t k = 0; k < 8; k += 2) *out->at++ = bytes[i + k + low];
    }
    if (i == length) break;
    uint32_t c = unit_at(bytes, i, big);
    if (c >= 0xd800 && c <= 0xdfff) {
      uint32_t next = c < 0xdc00 && i + 2 < length ? unit_at(bytes, i + 2, big)
                                                   : 0;
      if (next >= 0xdc00 && next <= 0xdfff) {
        c = 0x10000 + ((c - 0xd800) << 10) + (next - 0xdc00);
        i += 2;
      } else {
        damaged(out);
        c = PW_UTF8_REPLACEMENT;
      }
    }
    put(out, c);
  }
  return 1;
}

static void put_byte(sink *out, unsigned char c, pw_csv_encoding encoding) {
  if (c < 0x80 || c > 0x9f || encoding == PW_CSV_LATIN1) {
    put(out, c);
  } else {
    uint16_t mapped = windows_1252[c - 0x80];
    if (mapped == c && encoding == PW_CSV_WINDOWS_1252) damaged(out);
    put(out, mapped);
  }
}

static int from_utf8(const char *bytes, size_t length, pw_csv_encoding encoding,
                     sink *out) {
  for (size_t i = 0; i < length;) {
    if (stops_at(out, i)) return 0;
    size_t taken = pw_utf8_length(bytes + i, length - i);
    if (taken > 0) {
      memcpy(out->at, bytes + i, taken);
      out->at += taken;
      i += taken;
      continue;
    }
    damaged(out);
    if (encoding == PW_CSV_MIXED) {
      put_byte(out, (unsigned char)bytes[i], encoding);
    } else {
      put(out, PW_UTF8_REPLACEMENT);
    }
    i++;
  }
  return 1;
}

static int from_bytes(const char *bytes, size_t length,
                      pw_csv_encoding encoding, sink *out) {
  for (size_t i = 0; i < length; i++) {
    if (stops_at(out, i)) return 0;
    put_byte(out, (unsigned char)bytes[i], encoding);
  }
  return 1;
}

pw_status pw_csv_to_utf8(const char *bytes, size_t length,
                         pw_csv_encoding encoding, pw_alloc *alloc, char **out,
                         size_t *out_length, pw_csv_damage *damage,
                         const pw_stop *stop, pw_error *err) {
  *out = NULL;
  *out_length = 0;
  memset(damage, 0, sizeof *damage);
  int utf16 = encoding == PW_CSV_UTF16LE || encoding == PW_CSV_UTF16BE;
  if (utf16 && length % 2 != 0) {
    return pw_fail(
      err, PW_TRUNCATED,
      "the UTF-16 text ends within a character: half of it is missing");
  }
  /* A 2-byte unit becomes at most 3 bytes, a single byte as well. */
  char *text = pw_alloc_zeroed(alloc, utf16 ? length / 2 : length, 3);
  if (text == NULL) return pw_fail(err, PW_MEMORY, "no memory for the text");
  sink to = {text, text, damage, stop, length, 0};
  int whole;
  if (utf16) {
    whole = from_utf16(bytes, length, encoding == PW_CSV_UTF16BE, &to);
  } else if (encoding == PW_CSV_UTF8 || encoding == PW_CSV_MIXED) {
    whole = from_utf8(bytes, length, encoding, &to);
  } else {
    whole = from_bytes(bytes, length, encoding, &to);
  }
  if (!whole) {
    pw_free(alloc, text);
    return pw_fail(err, PW_STOPPED, "stopped");
  }
  *out = text;
  *out_length = (size_t)(to.at - text);
  return PW_OK;
}
