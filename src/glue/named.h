/* Names what a call gives back, so that no value stands under another's name.
 */
#ifndef PW_GLUE_NAMED_H
#define PW_GLUE_NAMED_H

#include <stddef.h>

#include <Rinternals.h>

typedef struct {
  const char *name;
  double value; /* NaN becomes NA */
} pw_named;

/* A named numeric vector. */
SEXP pw_named_doubles(const pw_named *values, size_t n);

/* Puts a value into a list that Rf_mkNamed() made, which must be protected and
 * must have the name: else R stops, for the mistake is ours. */
void pw_put(SEXP list, const char *name, SEXP value);
void pw_put_double(SEXP list, const char *name, double value);

/* The value of a name in such a list, or in one that R made of it. */
SEXP pw_get(SEXP list, const char *name);

/* Puts a new vector into such a list, and gives it. */
SEXP pw_put_new(SEXP list, const char *name, SEXPTYPE type, R_xlen_t length);

/* Keeps the first `length` of a vector in such a list. */
void pw_shorten(SEXP list, const char *name, R_xlen_t length);

#endif
