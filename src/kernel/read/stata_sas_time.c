#include "read/stata_sas_time.h"

#include <string.h>

/* 1960-01-01 to 1970-01-01. */
#define DAYS_TO_1970 3653.0
#define SECONDS_TO_1970 (DAYS_TO_1970 * 86400.0)

pw_time_kind pw_stata_time_kind(const char *format) {
  if (format == NULL || format[0] != '%') return PW_TIME_NONE;
  const char *name = format + 1;
  if (*name == '-') name++; /* left-aligned */
  if (*name == 'd') return PW_TIME_DATE;
  if (*name != 't') return PW_TIME_NONE;
  if (name[1] == 'd') return PW_TIME_DATE;
  return name[1] == 'c' || name[1] == 'C' ? PW_TIME_DATETIME : PW_TIME_NONE;
}

/* Length of the name before its width: "E8601DA10.", "DATE9", "MMDDYY10.2". */
static size_t name_length(const char *format) {
  size_t n = strlen(format);
  while (
    n > 0 &&
    ((format[n - 1] >= '0' && format[n - 1] <= '9') || format[n - 1] == '.'))
    n--;
  return n;
}

pw_time_kind pw_sas_time_kind(const char *format) {
  static const char *const dates[] = {
    "DATE",     "DAY",      "DDMMYY",   "DDMMYYB", "DDMMYYC",  "DDMMYYD",
    "DDMMYYN",  "DDMMYYP",  "DDMMYYS",  "DOWNAME", "B8601DA",  "E8601DA",
    "IS8601DA", "JULIAN",   "MMDDYY",   "MMDDYYB", "MMDDYYC",  "MMDDYYD",
    "MMDDYYN",  "MMDDYYP",  "MMDDYYS",  "MMYY",    "MONNAME",  "MONTH",
    "MONYY",    "NLDATE",   "QTR",      "QTRR",    "WEEKDATE", "WEEKDATX",
    "WEEKDAY",  "WORDDATE", "WORDDATX", "YEAR",    "YYMM",     "YYMMDD",
    "YYMMDDB",  "YYMMDDC",  "YYMMDDD",  "YYMMDDN", "YYMMDDP",  "YYMMDDS",
    "YYMON",    "YYQ",
  };
  static const char *const moments[] = {
    "DATETIME", "DATEAMPM", "MDYAMPM",  "B8601DN", "B8601DT", "B8601DZ",
    "DTDATE",   "DTMONYY",  "DTWKDATX", "DTYEAR",  "DTYYQC",  "E8601DN",
    "E8601DT",  "E8601DZ",  "IS8601DT", "NLDATM",
  };
  static const char *const times[] = {
    "TIME", "TIMEAMPM", "B8601TM", "E8601TM", "IS8601TM",
    "HHMM", "HOUR",     "MMSS",    "NLTIME",
  };
  static const struct {
    const char *const *names;
    size_t count;
    pw_time_kind kind;
  } groups[] = {
    {dates, sizeof dates / sizeof *dates, PW_TIME_DATE},
    {moments, sizeof moments / sizeof *moments, PW_TIME_DATETIME},
    {times, sizeof times / sizeof *times, PW_TIME_DURATION},
  };
  size_t length = format == NULL ? 0 : name_length(format);
  for (size_t g = 0; length > 0 && g < sizeof groups / sizeof *groups; g++) {
    for (size_t i = 0; i < groups[g].count; i++) {
      const char *name = groups[g].names[i];
      if (strlen(name) == length && memcmp(name, format, length) == 0)
        return groups[g].kind;
    }
  }
  return PW_TIME_NONE;
}

static void convert(double *values, int64_t n, double unit, double shift) {
  for (int64_t i = 0; i < n; i++) {
    if (values[i] == values[i]) values[i] = values[i] / unit - shift;
  }
}

void pw_stata_time_convert(double *values, int64_t n, pw_time_kind kind) {
  if (kind == PW_TIME_DATETIME) convert(values, n, 1000, SECONDS_TO_1970);
  else pw_sas_time_convert(values, n, kind);
}

void pw_sas_time_convert(double *values, int64_t n, pw_time_kind kind) {
  if (kind == PW_TIME_DATE) convert(values, n, 1, DAYS_TO_1970);
  if (kind == PW_TIME_DATETIME) convert(values, n, 1, SECONDS_TO_1970);
}
