/* Files by their paths, of which the kernel's are UTF-8 on Windows, whatever
 * its code page, and in the system's own spelling elsewhere. */
#ifndef PW_BASE_WIDE_PATH_H
#define PW_BASE_WIDE_PATH_H

#include <stdio.h>

/* Opens the file at `path` as fopen does; NULL where it can't be opened. Close
 * with fclose. */
FILE *pw_path_open(const char *path, const char *mode);

#ifdef _WIN32
#include <wchar.h>

#define PW_WIDE_PATH 4096 /* UTF-16 units, with the end */

/* Writes `path` as Windows spells it; 0 where it is not UTF-8 or too long. */
int pw_path_widen(const char *path, wchar_t wide[PW_WIDE_PATH]);
#endif

#endif
