#include "read/spss_text.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#ifndef ICONV_CONST
#define ICONV_CONST
#endif

static int is_utf8(const char *name) {
  static const char *const names[] = {"UTF-8", "utf-8", "UTF8", "utf8",
                                      "Utf-8"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (strcmp(name, names[i]) == 0) return 1;
  }
  return 0;
}

void pw_spss_charset(const char *chosen, const char *named, int32_t code,
                     char name[64]) {
  if (chosen == NULL && named != NULL && named[0] != '\0') chosen = named;
  if (chosen != NULL) snprintf(name, 64, "%s", chosen);
  else if (code == 65001) snprintf(name, 64, "UTF-8");
  else if (code >= 28591 && code <= 28606)
    snprintf(name, 64, "ISO-8859-%d", (int)code - 28590);
  else if (code == 20127 || code <= 3) snprintf(name, 64, "WINDOWS-1252");
  else snprintf(name, 64, "CP%d", (int)code);
}

/* How many bytes at the start are ASCII, in steps of eight. */
static size_t ascii(const unsigned char *s, size_t length) {
  size_t i = 0;
  for (; i + 8 <= length; i += 8) {
    uint64_t word;
    memcpy(&word, s + i, 8);
    if (word & UINT64_C(0x8080808080808080)) break;
  }
  return i;
}

static int valid(const char *bytes, size_t length) {
  size_t i = ascii((const unsigned char *)bytes, length);
  while (i < length) {
    size_t n = pw_utf8_length(bytes + i, length - i);
    if (n == 0) return 0;
    i += n;
  }
  return 1;
}

static size_t replace(char *to) {
  return pw_utf8_encode(PW_UTF8_REPLACEMENT, to);
}

static size_t repair(char *to, const char *bytes, size_t length, int64_t *bad) {
  size_t used = 0, i = 0;
  while (i < length) {
    size_t n = pw_utf8_length(bytes + i, length - i);
    if (n == 0) {
      used += replace(to + used);
      ++*bad;
      i++;
    } else {
      memcpy(to + used, bytes + i, n);
      used += n;
      i += n;
    }
  }
  return used;
}

static size_t convert(pw_spss_text *text, const char *bytes, size_t length,
                      int64_t *bad) {
  ICONV_CONST char *in = (ICONV_CONST char *)(uintptr_t)bytes;
  size_t in_left = length, out_left = text->room;
  char *out = text->bytes;
  iconv((iconv_t)text->converter, NULL, NULL, NULL, NULL);
  while (in_left > 0) {
    if (iconv((iconv_t)text->converter, &in, &in_left, &out, &out_left) !=
        (size_t)-1)
      break;
    if (in_left == 0 || out_left < 4) break;
    size_t n = replace(out);
    out += n, out_left -= n;
    in++, in_left--;
    ++*bad;
  }
  return (size_t)(out - text->bytes);
}

int pw_spss_text_is_utf8(const pw_spss_text *text, const char *bytes,
                         size_t length) {
  if (text->converter == NULL) return valid(bytes, length);
  if (!text->over_ascii) return 0;
  size_t i = ascii((const unsigned char *)bytes, length);
  while (i < length && (unsigned char)bytes[i] < 0x80) i++;
  return i == length;
}

pw_status pw_spss_text_utf8(pw_spss_text *text, const char *bytes,
                            size_t length, const char **out, size_t *out_length,
                            int64_t *bad, pw_error *err) {
  *bad = 0;
  *out = bytes;
  *out_length = length;
  if (text->converter == NULL && valid(bytes, length)) return PW_OK;
  size_t room = length * 4 + 8;
  if (room > text->room) {
    char *more = pw_alloc_resize(text->alloc, text->bytes, room, 1);
    if (more == NULL) return pw_fail(err, PW_MEMORY, "no memory for a text");
    text->bytes = more;
    text->room = room;
  }
  *out = text->bytes;
  *out_length = text->converter == NULL
    ? repair(text->bytes, bytes, length, bad)
    : convert(text, bytes, length, bad);
  return PW_OK;
}

void pw_spss_text_close(pw_spss_text *text) {
  if (text->converter != NULL) iconv_close((iconv_t)text->converter);
  pw_free(text->alloc, text->bytes);
  memset(text, 0, sizeof *text);
}

/* Whether the encoding has ASCII's characters at ASCII's places. */
static pw_status find_over_ascii(pw_spss_text *text, pw_error *err) {
  char every[95];
  const char *out;
  size_t length;
  int64_t bad;
  for (int i = 0; i < 95; i++) every[i] = (char)(' ' + i);
  pw_status status =
    pw_spss_text_utf8(text, every, sizeof every, &out, &length, &bad, err);
  text->over_ascii = status == PW_OK && length == sizeof every &&
    memcmp(out, every, sizeof every) == 0;
  return status;
}

pw_status pw_spss_text_open(pw_spss_text *text, const char *charset,
                            pw_alloc *alloc, pw_error *err) {
  memset(text, 0, sizeof *text);
  text->alloc = alloc;
  if (is_utf8(charset)) return PW_OK;
  iconv_t converter = iconv_open("UTF-8", charset);
  if (converter == (iconv_t)-1) {
    return pw_fail(err, PW_UNSUPPORTED,
                   "the encoding of the texts is not known here");
  }
  text->converter = converter;
  pw_status status = find_over_ascii(text, err);
  if (status != PW_OK) pw_spss_text_close(text);
  return status;
}
