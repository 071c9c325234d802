/* Declares variables for the tests of what is written of them. */
#ifndef PW_TEST_SAV_DECLARED_H
#define PW_TEST_SAV_DECLARED_H

#include <string.h>

#include "read/dictionary.h"

/* A number (`width` 0) or a text of so many bytes; its place. */
static inline int32_t declare(pw_dictionary *d, const char *name,
                              int32_t width) {
  int32_t id = pw_dictionary_text(d, name, strlen(name));
  pw_dictionary_variable *v = pw_dictionary_add_variable(d);
  v->name = id;
  v->is_text = width > 0;
  v->width = width;
  return d->count - 1;
}

#endif
