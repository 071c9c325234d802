/* What the kernel uses of iconv, to UTF-8 alone, by Windows' own code pages: for
 * the kernel's tests where a cross compiler comes without the library, which
 * Rtools has. */
#ifndef PW_TEST_STAND_IN_ICONV_H
#define PW_TEST_STAND_IN_ICONV_H

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <windows.h>

typedef void *iconv_t; /* the number of a code page */

enum { STAND_IN_UTF16 = 1200 };

static inline iconv_t iconv_open(const char *to, const char *from) {
  static const struct {
    const char *name;
    uintptr_t page;
  } known[] = {
    {"WINDOWS-1252", 1252}, {"GBK", 936}, {"UTF-16LE", STAND_IN_UTF16}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (strcmp(to, "UTF-8") == 0 && strcmp(from, known[i].name) == 0)
      return (iconv_t)known[i].page;
  }
  errno = EINVAL;
  return (iconv_t)-1;
}

static inline int iconv_close(iconv_t converter) {
  (void)converter;
  return 0;
}

/* Bytes of the character at `in`; 0 where it is cut off. */
static inline size_t stand_in_width(UINT page, const char *in, size_t left) {
  size_t width = 1;
  if (page == STAND_IN_UTF16) {
    width = left > 1 && ((unsigned char)in[1] & 0xfc) == 0xd8 ? 4 : 2;
  } else if (IsDBCSLeadByteEx(page, (BYTE)*in)) {
    width = 2;
  }
  return width <= left ? width : 0;
}

static inline size_t iconv(iconv_t converter, char **in, size_t *left,
                           char **out, size_t *room) {
  UINT page = (UINT)(uintptr_t)converter;
  while (in != NULL && *left > 0) {
    wchar_t wide[2];
    size_t width = stand_in_width(page, *in, *left);
    int units = 0, bytes = 0;
    errno = width == 0 ? EINVAL : EILSEQ;
    if (width > 0 && page == STAND_IN_UTF16) {
      memcpy(wide, *in, width);
      units = (int)width / 2;
    } else if (width > 0) {
      units = MultiByteToWideChar(page, MB_ERR_INVALID_CHARS, *in, (int)width,
                                  wide, 2);
    }
    if (units > 0) {
      bytes = WideCharToMultiByte(CP_UTF8, WC_ERR_INVALID_CHARS, wide, units,
                                  *out, (int)*room, NULL, NULL);
      if (bytes == 0 && GetLastError() == ERROR_INSUFFICIENT_BUFFER)
        errno = E2BIG;
    }
    if (bytes <= 0) return (size_t)-1;
    *in += width, *left -= width;
    *out += bytes, *room -= (size_t)bytes;
  }
  return 0;
}

#endif
