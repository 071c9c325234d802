/* Custom attributes of the file (record 7/17) and of its variables (7/18),
 * among them the role. */
#ifndef PW_READ_SAV_ATTRIBUTES_H
#define PW_READ_SAV_ATTRIBUTES_H

#include "read/sav_names.h"

/* Adds them to the dictionary; an attribute of several values is added once
 * for each. What can't be read is left out and reported. Failure is in the
 * dictionary's status. */
void pw_sav_attributes_read(pw_sav_context *context,
                            const pw_sav_names *by_short,
                            const pw_sav_names *by_long);

#endif
