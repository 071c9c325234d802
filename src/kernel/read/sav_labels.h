/* Value labels (records 3 with 4, and 7/21 for strings over 8 bytes), and the
 * missing values of such strings (7/22). */
#ifndef PW_READ_SAV_LABELS_H
#define PW_READ_SAV_LABELS_H

#include "read/sav_names.h"

/* Adds every set to the dictionary, numbered in file order, and names it in
 * its variables. What can't be read or belongs to no variable is left out and
 * reported. Failure is in the dictionary's status. */
void pw_sav_labels_read(pw_sav_context *context, const pw_sav_names *by_short,
                        const pw_sav_names *by_long);

#endif
