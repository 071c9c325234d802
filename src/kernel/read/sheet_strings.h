/* The texts of a workbook: those that its sheets share, and those that stand in
 * a cell. A text is one run or several, each with a look of its own; what says
 * how it is pronounced is no part of it (ECMA-376 part 1, 18.4). */
#ifndef PW_READ_SHEET_STRINGS_H
#define PW_READ_SHEET_STRINGS_H

#include "read/sheet_cells.h"

/* Adds the characters of `from`, which is the content of an element, to the
 * sheet's texts: references are characters, a line end is a line feed, and so
 * is what is written as _x000A_ (22.9.2.19). Fails as pw_sheet_text_room. */
pw_status pw_sheet_take_text(pw_sheet *sheet, pw_span from, pw_error *err);

/* The content of the element whose start tag is `opens`, up to its end tag,
 * whose end is in `*end`. Elements in it may not have its name. Fails with
 * PW_TRUNCATED where it is never closed, or PW_FORMAT. */
pw_status pw_sheet_content(pw_span xml, const pw_tag *opens, pw_span *content,
                           size_t *end, pw_error *err);

/* Adds the text of an element (<si> or <is>), whose content it is. Fails as
 * pw_sheet_take_text, or with PW_FORMAT. */
pw_status pw_sheet_take_runs(pw_sheet *sheet, pw_span content, pw_error *err);

/* Reads the part that has the shared texts. Fails as pw_sheet_take_runs, or
 * with PW_TRUNCATED. */
pw_status pw_sheet_read_strings(pw_sheet *sheet, pw_span xml, pw_error *err);

#endif
