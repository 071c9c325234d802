/* Who used a code: for each code, in how many units how many of the coders who
 * read it used it. Costs as much as there are codings and units, and not their
 * product with the codes. */
#ifndef PW_TEXT_CODE_VOTES_H
#define PW_TEXT_CODE_VOTES_H

#include "text/alpha.h"

/* At most so many coders. */
#define PW_CODERS 64

/* Codings in any order, one used twice counts once. A coding of a unit by one
 * who did not read it does not count. */
typedef struct {
  const int32_t *unit, *code, *coder; /* from 0 */
  size_t codings;
  const uint64_t *readers;     /* by unit, a bit for each coder who read it */
  const uint32_t *participant; /* by unit */
  size_t units, codes, coders, participants;
} pw_codings;

typedef struct {
  pw_alloc *alloc;
  const pw_codings *given;
  size_t *first;  /* of the codings of each code, and the end of the last */
  size_t *order;  /* codings by code and then by unit */
  double *read;   /* by number of coders, 0 to `coders`: units */
  double *base;   /* by participant: values in units of two coders or more */
  double *kinds;  /* values of `base` other than 0, ascending, each once */
  double *people; /* how many participants have each */
  size_t n_kinds;
  double *both, *one; /* of the code at hand, by participant */
  double *left;       /* values of units where nobody used it, less `base` */
  uint32_t *touched;  /* participants of whom there is any */
  double *rest;       /* as `people`, of those whom nobody gave the code */
} pw_code_votes;

/* Sorts the codings. PW_MEMORY; PW_ARGUMENT beyond PW_CODERS. The caller frees
 * with pw_code_votes_free, also after a failure. */
pw_status pw_code_votes_of(const pw_codings *given, pw_alloc *alloc,
                           pw_code_votes *out, pw_error *err);
void pw_code_votes_free(pw_code_votes *votes);

/* Of one code: `units` has (coders + 1)^2 numbers of units, m * (coders + 1) +
 * y for those read by m coders of whom y used it; `used` the units by coder. */
void pw_code_votes_in(const pw_code_votes *votes, size_t code, double *units,
                      double *used);

/* The coincidences of one code over everybody, from its `units` and in the same
 * categories: enough for alpha where no participants are drawn. */
void pw_code_cells(const double *units, size_t coders, double cells[4]);

/* The coincidences of one code, category 0 without and 1 with it, by
 * participant. PW_MEMORY. The caller frees, also after a failure. */
pw_status pw_code_coincidences(pw_code_votes *votes, size_t code,
                               pw_coincidences *out, pw_error *err);

#endif
