/* Which styles of a workbook show a number as a date or a time, which is all
 * that makes it one (ECMA-376 part 1, 18.8.30). */
#ifndef PW_READ_SHEET_STYLES_H
#define PW_READ_SHEET_STYLES_H

#include "read/sheet_cells.h"

/* Whether a format's code, such as "dd/mm/yyyy", has a part of a date or a time
 * outside quotes and brackets. */
int pw_is_date_format(pw_span code);

/* Reads the part that has the styles. Fails with PW_FORMAT or PW_MEMORY. */
pw_status pw_sheet_read_styles(pw_sheet *sheet, pw_span xml, pw_error *err);

#endif
