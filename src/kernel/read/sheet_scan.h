/* Scans the XML of a sheet for its cells (ECMA-376 part 1, 18.3.1). */
#ifndef PW_READ_SHEET_SCAN_H
#define PW_READ_SHEET_SCAN_H

#include "base/stop.h"
#include "read/sheet_cells.h"

/* Days of a workbook's calendar. In that of 1900, number 60 is a 29 February
 * that was none, and 0 is the day before 1 January. */
typedef enum { PW_FROM_1900, PW_FROM_1904 } pw_calendar;

/* Milliseconds since 1970 of a number of days. 1 where the calendar has that
 * day, up to the year 9999, else 0. */
int pw_sheet_time(double days, pw_calendar calendar, int64_t *time);

/* Row and column, from 0, of a place such as "AB12". 1 where it is one, else
 * 0. */
int pw_sheet_place(pw_span name, int32_t *row, int32_t *column);

/* Adds the cells of `xml` to a sheet whose texts and styles have been read.
 * Fails with PW_FORMAT where the XML is not that of a sheet, and PW_TRUNCATED
 * where it ends too early, each with the place of the last cell that was read;
 * PW_MEMORY, PW_RANGE or PW_STOPPED. */
pw_status pw_sheet_scan(pw_sheet *sheet, pw_span xml, pw_calendar calendar,
                        const pw_stop *stop, pw_error *err);

#endif
