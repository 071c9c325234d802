#include "read/csv_dialect.h"

#include <stdint.h>
#include <string.h>

#include "read/csv_scan.h"

#define SAMPLE_BYTES 4096

static int valid_utf8(const unsigned char *s, size_t length) {
  size_t i = 0;
  while (i < length) {
    unsigned char c = s[i];
    if (c < 0x80) {
      i++;
      continue;
    }
    size_t more = c >= 0xc2 && c <= 0xdf ? 1 : c >= 0xe0 && c <= 0xef ? 2
                  : c >= 0xf0 && c <= 0xf4 ? 3 : 0;
    if (more == 0 || length - i <= more) return 0;
    unsigned char low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
    unsigned char high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
    if (s[i + 1] < low || s[i + 1] > high) return 0;
    for (size_t k = 2; k <= more; k++) {
      if (s[i + k] < 0x80 || s[i + k] > 0xbf) return 0;
    }
    i += more + 1;
  }
  return 1;
}

/* UTF-16 text in a Latin script has zeros on one side of each pair. */
static int zeros_at(const unsigned char *bytes, size_t length, size_t side) {
  size_t sample = length < SAMPLE_BYTES ? length : SAMPLE_BYTES;
  size_t pairs = sample / 2, zeros = 0, others = 0;
  for (size_t i = 0; i < pairs; i++) {
    zeros += bytes[2 * i + side] == 0;
    others += bytes[2 * i + 1 - side] == 0;
  }
  return pairs > 0 && length % 2 == 0 && others == 0 && zeros * 2 > pairs;
}

pw_csv_encoding pw_csv_guess_encoding(const unsigned char *bytes,
                                      size_t length, size_t *mark) {
  *mark = 0;
  if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
    *mark = 3;
    return PW_CSV_UTF8;
  }
  if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 ||
                      memcmp(bytes, "\xfe\xff", 2) == 0)) {
    *mark = 2;
    return bytes[0] == 0xff ? PW_CSV_UTF16LE : PW_CSV_UTF16BE;
  }
  if (zeros_at(bytes, length, 1)) return PW_CSV_UTF16LE;
  if (zeros_at(bytes, length, 0)) return PW_CSV_UTF16BE;
  return valid_utf8(bytes, length) ? PW_CSV_UTF8 : PW_CSV_WINDOWS_1252;
}

const char *pw_csv_encoding_name(pw_csv_encoding encoding) {
  switch (encoding) {
  case PW_CSV_UTF8: return "UTF-8";
  case PW_CSV_UTF16LE: return "UTF-16LE";
  case PW_CSV_UTF16BE: return "UTF-16BE";
  case PW_CSV_WINDOWS_1252: return "windows-1252";
  }
  return "unknown";
}

/* 0x80 to 0x9f, as the Encoding Standard maps them: the five bytes that
 * Windows leaves undefined stay the control characters of that number. */
static const uint16_t windows_1252[32] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
  0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
  0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

static char *put(char *out, uint32_t c) {
  if (c < 0x80) {
    *out++ = (char)c;
  } else if (c < 0x800) {
    *out++ = (char)(0xc0 | c >> 6);
    *out++ = (char)(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    *out++ = (char)(0xe0 | c >> 12);
    *out++ = (char)(0x80 | (c >> 6 & 0x3f));
    *out++ = (char)(0x80 | (c & 0x3f));
  } else {
    *out++ = (char)(0xf0 | c >> 18);
    *out++ = (char)(0x80 | (c >> 12 & 0x3f));
    *out++ = (char)(0x80 | (c >> 6 & 0x3f));
    *out++ = (char)(0x80 | (c & 0x3f));
  }
  return out;
}

static uint32_t unit_at(const unsigned char *bytes, size_t i, int big) {
  return big ? (uint32_t)(bytes[i] << 8 | bytes[i + 1])
             : (uint32_t)(bytes[i + 1] << 8 | bytes[i]);
}

static char *from_utf16(const unsigned char *bytes, size_t length, int big,
                        char *out) {
  for (size_t i = 0; i < length; i += 2) {
    uint32_t c = unit_at(bytes, i, big);
    if (c >= 0xd800 && c <= 0xdfff) {
      uint32_t low = c < 0xdc00 && i + 2 < length
                     ? unit_at(bytes, i + 2, big) : 0;
      if (low >= 0xdc00 && low <= 0xdfff) {
        c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        i += 2;
      } else {
        c = 0xfffd;
      }
    }
    out = put(out, c);
  }
  return out;
}

pw_status pw_csv_to_utf8(const unsigned char *bytes, size_t length,
                         pw_csv_encoding encoding, pw_alloc *alloc,
                         char **out, size_t *out_length, pw_error *err) {
  *out = NULL;
  *out_length = 0;
  int utf16 = encoding != PW_CSV_WINDOWS_1252;
  if (utf16 && length % 2 != 0) {
    return pw_fail_at(err, PW_TRUNCATED, "the UTF-16 text ends within a character",
                      (int64_t)length);
  }
  /* A 2-byte unit becomes at most 3 bytes, a Windows-1252 byte as well. */
  size_t units = utf16 ? length / 2 : length;
  char *text = pw_alloc_zeroed(alloc, units, 3);
  if (text == NULL) return pw_fail(err, PW_MEMORY, "no memory for the text");
  char *end = text;
  if (utf16) {
    end = from_utf16(bytes, length, encoding == PW_CSV_UTF16BE, text);
  } else {
    for (size_t i = 0; i < length; i++) {
      unsigned char c = bytes[i];
      end = put(end, c >= 0x80 && c < 0xa0 ? windows_1252[c - 0x80] : c);
    }
  }
  *out = text;
  *out_length = (size_t)(end - text);
  return PW_OK;
}

/* A first line "sep=X", as Excel reads it. Returns the offset behind it. */
static size_t named_delim(const char *text, size_t length, char *delim) {
  if (length < 6 || memcmp(text, "sep=", 4) != 0) return 0;
  size_t end = text[5] == '\n' ? 6
               : text[5] == '\r' ? (length > 6 && text[6] == '\n' ? 7 : 6) : 0;
  if (end > 0) *delim = text[4];
  return end;
}

pw_status pw_csv_guess_delim(const char *text, size_t length, char *delim,
                             size_t *from, pw_alloc *alloc, pw_error *err) {
  static const char candidates[] = {',', ';', '\t', '|'};
  *delim = ',';
  *from = named_delim(text, length, delim);
  if (*from > 0) return PW_OK;
  double best = 0;
  for (size_t i = 0; i < sizeof candidates; i++) {
    pw_csv_table table;
    pw_status status = pw_csv_scan(&table, text, length, 0, candidates[i], '"',
                                   100, alloc, NULL, err);
    if (status == PW_MEMORY) return status;
    if (status != PW_OK) continue;
    double agree = table.n_rows == 0 ? 0
      : 1 - (double)table.n_ragged / (double)table.n_rows;
    /* Agreement first; the number of columns decides between equals. */
    double score = table.n_columns < 2 ? 0
      : agree + 1e-6 * (double)table.n_columns;
    if (score > best) {
      best = score;
      *delim = candidates[i];
    }
    pw_csv_table_free(&table, alloc);
  }
  pw_error_clear(err);
  return PW_OK;
}

/* Counts the marks in a field of digits and marks: 0 when it is another. */
static int marks(pw_csv_cell cell, char mark) {
  int count = 0;
  size_t i = cell.length > 0 && cell.at[0] == '-';
  if (i == cell.length) return 0;
  for (int digit = 0; i < cell.length; i++) {
    if (cell.at[i] >= '0' && cell.at[i] <= '9') {
      digit = 1;
    } else if (cell.at[i] == mark && digit && i + 1 < cell.length) {
      digit = 0;
      count++;
    } else {
      return 0;
    }
  }
  return count;
}

pw_status pw_csv_guess_decimal(const char *text, size_t length, size_t from,
                               char delim, char *decimal, pw_alloc *alloc,
                               pw_error *err) {
  *decimal = '.';
  if (delim == ',') return PW_OK;
  pw_csv_table table;
  pw_status status = pw_csv_scan(&table, text, length, from, delim, '"', 1000,
                                 alloc, NULL, err);
  if (status == PW_MEMORY) return status;
  if (status != PW_OK) {
    pw_error_clear(err);
    return PW_OK;
  }
  int commas = 0, others = 0;
  for (int64_t row = 1; row < table.n_rows; row++) {
    for (int64_t column = 0; column < table.n_columns; column++) {
      pw_csv_cell cell = pw_csv_cell_at(&table, row, column);
      int comma = marks(cell, ',');
      commas |= comma == 1;
      others |= comma > 1 || marks(cell, '.') == 1;
    }
  }
  if (commas && !others) *decimal = ',';
  pw_csv_table_free(&table, alloc);
  return PW_OK;
}
