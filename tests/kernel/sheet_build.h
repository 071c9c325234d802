#ifndef PW_TEST_SHEET_BUILD_H
#define PW_TEST_SHEET_BUILD_H

#include <stdlib.h>
#include <string.h>

#include "read/sheet_scan.h"
#include "read/sheet_strings.h"
#include "read/sheet_styles.h"
#include "sheet_xml.h"

static inline pw_span span(const char *text) {
  pw_span out = {text, strlen(text)};
  return out;
}

/* Reads the first `n` bytes of a sheet, in a block of their own size so that a
 * read past them shows. */
static inline pw_status read_sheet(const char *xml, size_t n, pw_sheet *sheet,
                                   pw_calendar calendar, pw_error *err) {
  char *exact = malloc(n ? n : 1);
  memcpy(exact, xml, n);
  pw_span text = {exact, n};
  pw_status status = pw_sheet_read_strings(sheet, span(sheet_strings), err);
  if (status == PW_OK)
    status = pw_sheet_read_styles(sheet, span(sheet_styles), err);
  if (status == PW_OK) status = pw_sheet_scan(sheet, text, calendar, NULL, err);
  free(exact);
  return status;
}

#endif
