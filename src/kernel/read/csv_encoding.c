#include "read/csv_encoding.h"

#include <string.h>

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
