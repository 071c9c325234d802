#include "read/spss_format.h"

#include <stdio.h>
#include <string.h>

/* By the numbers of the format; 0, 13, 14, 18 and 19 are not used. */
static const char *const names[] = {
  "",       "A",        "AHEX",  "COMMA", "DOLLAR", "F",     "IB",
  "PIBHEX", "P",        "PIB",   "PK",    "RB",     "RBHEX", "",
  "",       "Z",        "N",     "E",     "",       "",      "DATE",
  "TIME",   "DATETIME", "ADATE", "JDATE", "DTIME",  "WKDAY", "MONTH",
  "MOYR",   "QYR",      "WKYR",  "PCT",   "DOT",    "CCA",   "CCB",
  "CCC",    "CCD",      "CCE",   "EDATE", "SDATE",  "MTIME", "YMDHMS"};

int pw_spss_format(int32_t word, int32_t width,
                   char out[PW_SPSS_FORMAT_BYTES]) {
  uint32_t type = ((uint32_t)word >> 16) & 0xff;
  int decimals = word & 0xff;
  if (width == 0) width = (int32_t)(((uint32_t)word >> 8) & 0xff);
  out[0] = '\0';
  if (type >= sizeof names / sizeof *names || names[type][0] == '\0') return 0;
  if (decimals > 0 || type == 5) {
    snprintf(out, PW_SPSS_FORMAT_BYTES, "%s%d.%d", names[type], (int)width,
             decimals);
  } else if (width > 0) {
    snprintf(out, PW_SPSS_FORMAT_BYTES, "%s%d", names[type], (int)width);
  } else {
    snprintf(out, PW_SPSS_FORMAT_BYTES, "%s", names[type]);
  }
  return 1;
}

/* Takes digits off the front of a text: at most 65535, -1 for none. */
static int32_t take_digits(const char **at, const char *end) {
  int32_t value = -1;
  while (*at < end && **at >= '0' && **at <= '9') {
    value = (value < 0 ? 0 : value * 10) + (*(*at)++ - '0');
    if (value > 65535) value = 65535;
  }
  return value;
}

int pw_spss_format_word(const char *name, size_t length, int32_t *word) {
  const char *at = name, *end = name + length;
  while (at < end && *at >= 'A' && *at <= 'Z') at++;
  size_t letters = (size_t)(at - name);
  int32_t width = take_digits(&at, end), decimals = 0;
  if (at < end && *at == '.') {
    at++;
    decimals = take_digits(&at, end);
  }
  if (letters == 0 || at != end || decimals < 0 || decimals > 255) return 0;
  if (width > 255) width = 255;
  for (size_t type = 1; type < sizeof names / sizeof *names; type++) {
    if (strlen(names[type]) != letters ||
        memcmp(names[type], name, letters) != 0)
      continue;
    *word = (int32_t)type << 16 | (width < 0 ? 0 : width) << 8 | decimals;
    return 1;
  }
  return 0;
}
