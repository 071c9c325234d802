/* Vectors of which all is about to be written. The system gives memory page by
 * page as each is first written, which may take longer than the writing, and R
 * looks for garbage again and again while there come to be more of them: here
 * both are told beforehand. Hints, which change nothing but the time that is
 * taken. */
#ifndef PW_GLUE_PAGES_H
#define PW_GLUE_PAGES_H

#include "glue.h"

/* Says that all of a new vector of numbers, or of raw bytes, is about to be
 * written, so that the system may give its memory in large pages. */
void pw_will_fill(SEXP vector);

/* Vectors that are to be made. All zero to begin with. */
typedef struct {
  size_t all;   /* their bytes */
  size_t small; /* likewise, of those that are still to be made and of which
                   many share a large page */
  size_t ready; /* bytes of large pages that malloc has for them */
} pw_pages;

/* Counts a vector: each of them, before the first is made. */
void pw_pages_expect(pw_pages *pages, SEXPTYPE type, R_xlen_t n);

/* Tells R how much is to come. */
void pw_pages_announce(const pw_pages *pages);

/* Makes one of the vectors, in pages that are as large as may be. */
SEXP pw_pages_vector(pw_pages *pages, SEXPTYPE type, R_xlen_t n);

#endif
