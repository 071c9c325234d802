/* Scans the XML of a sheet for its cells (ECMA-376 part 1, 18.3.1). */
#ifndef PW_READ_SHEET_SCAN_H
#define PW_READ_SHEET_SCAN_H

#include "base/stop.h"
#include "read/sheet_cells.h"
#include "read/sheet_numbers.h"

/* Adds the cells of `xml` to a sheet whose texts and styles have been read.
 * Fails with PW_FORMAT where the XML is not that of a sheet, and PW_TRUNCATED
 * where it ends too early, each with the place of the last cell that was read;
 * PW_MEMORY, PW_RANGE or PW_STOPPED. */
pw_status pw_sheet_scan(pw_sheet *sheet, pw_span xml, pw_calendar calendar,
                        const pw_stop *stop, pw_error *err);

#endif
