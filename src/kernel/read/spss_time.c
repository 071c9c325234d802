#include "read/spss_time.h"

#include <math.h>
#include <string.h>

/* 1582-10-14 to 1970-01-01: 141,428 days. */
#define SECONDS_TO_1970 12219379200.0
#define DAY 86400.0

static int begins(const char *text, const char *prefix) {
  return strncmp(text, prefix, strlen(prefix)) == 0;
}

pw_time_kind pw_spss_time_kind(const char *format) {
  static const struct {
    const char *prefix;
    pw_time_kind kind;
  } kinds[] = {
    {"DATETIME", PW_TIME_DATETIME}, {"YMDHMS", PW_TIME_DATETIME},
    {"DATE", PW_TIME_DATE},         {"ADATE", PW_TIME_DATE},
    {"EDATE", PW_TIME_DATE},        {"JDATE", PW_TIME_DATE},
    {"SDATE", PW_TIME_DATE},        {"MOYR", PW_TIME_DATE},
    {"QYR", PW_TIME_DATE},          {"WKYR", PW_TIME_DATE},
    {"TIME", PW_TIME_DURATION},     {"DTIME", PW_TIME_DURATION},
    {"MTIME", PW_TIME_DURATION},
  };
  for (size_t i = 0; format != NULL && i < sizeof kinds / sizeof *kinds; i++) {
    if (begins(format, kinds[i].prefix)) return kinds[i].kind;
  }
  return PW_TIME_NONE;
}

double pw_spss_time(double seconds, pw_time_kind kind) {
  if (seconds != seconds) return seconds;
  if (kind == PW_TIME_DATE) return (seconds - SECONDS_TO_1970) / DAY;
  if (kind == PW_TIME_DATETIME) return seconds - SECONDS_TO_1970;
  return seconds;
}

double pw_spss_time_stored(double value, pw_time_kind kind) {
  if (value != value || kind == PW_TIME_NONE || kind == PW_TIME_DURATION)
    return value;
  double seconds = (kind == PW_TIME_DATE ? value * DAY : value) +
    SECONDS_TO_1970;
  double whole = nearbyint(seconds);
  return pw_spss_time(whole, kind) == value ? whole : seconds;
}

void pw_spss_time_convert(double *values, int64_t n, pw_time_kind kind) {
  if (kind != PW_TIME_DATE && kind != PW_TIME_DATETIME) return;
  for (int64_t i = 0; i < n; i++) values[i] = pw_spss_time(values[i], kind);
}
