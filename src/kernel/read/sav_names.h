/* Names of variables: the long ones (record 7/13), no two alike, and finding
 * a variable by either. Upper and lower case are the same, as in SPSS, for
 * the letters of ASCII. */
#ifndef PW_READ_SAV_NAMES_H
#define PW_READ_SAV_NAMES_H

#include "read/sav_part.h"

typedef struct {
  pw_alloc *alloc;
  pw_strpool *pool;
  int32_t *variables; /* by id in the pool */
  int32_t room;
} pw_sav_names;

/* For at most `room` names. Free with pw_sav_names_free, also when this fails
 * (PW_MEMORY). */
pw_status pw_sav_names_new(pw_sav_names *names, int32_t room, pw_alloc *alloc,
                           pw_error *err);
void pw_sav_names_free(pw_sav_names *names);

/* Of variables with one name the first keeps it: 1 when it was new, 0 when it
 * was not, -1 without memory. */
int pw_sav_names_put(pw_sav_names *names, pw_text name, int32_t variable,
                     pw_error *err);

/* The variable with this name (blanks at its end aside), or PW_NO_VARIABLE. */
int32_t pw_sav_names_find(const pw_sav_names *names, pw_text name);

/* Gives every variable its long name, in UTF-8, made different where two are
 * alike. `by_short` and `by_long` (both new, room for all) then find by the
 * bytes in the file. Failure is in the dictionary's status. */
void pw_sav_names_read(pw_sav_context *context, pw_sav_names *by_short,
                       pw_sav_names *by_long);

#endif
