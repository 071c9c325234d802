#include "read/spss_format.h"

#include <stdio.h>

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
