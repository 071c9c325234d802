#include "pages.h"

#include <stdlib.h>

#include "base/large_pages.h"

/* What is made ready at a time, which malloc does not give back to the system
 * at once; and beyond it, so that the next is at hand before the last page of
 * this is written, which else would be small ones. */
#define STRETCH ((size_t)28 << 20)
#define BEYOND ((size_t)1 << 21)

/* A vector of more has large pages of its own. */
#define LARGE STRETCH

/* Less is not worth the asking. */
#define LITTLE ((size_t)1 << 20)

/* What lies before the values of a vector, R's and malloc's. A vector of no
 * more is one of many in a page of R's own. */
#define AROUND 128

/* So much is announced: R's heap begins with less, and grows to it by one look
 * for garbage. */
#define MUCH ((size_t)96 << 20)

static size_t bytes_of(SEXPTYPE type, R_xlen_t n) {
  size_t size = type == RAWSXP ? 1 : type == INTSXP ? sizeof(int) : 8;
  return (size_t)n * size;
}

static int is_small(size_t bytes) { return bytes > AROUND && bytes <= LARGE; }

void pw_will_fill(SEXP vector) {
  SEXPTYPE type = TYPEOF(vector);
  size_t bytes = bytes_of(type, XLENGTH(vector));
  const char *values = type == RAWSXP ? (const char *)RAW(vector)
    : type == INTSXP                  ? (const char *)INTEGER(vector)
                                      : (const char *)REAL(vector);
  pw_large_pages(values - AROUND, bytes + AROUND);
}

/* Asks for large pages where malloc puts what it is asked for next. */
static void make_ready(size_t bytes) {
#ifdef __GLIBC__
  /* The first block of a size may be mapped by itself and given back when it is
   * freed; later ones are then of the heap, and stay in it. */
  char *volatile block = malloc(bytes);
  free(block);
  block = malloc(bytes);
  if (block == NULL) return;
  pw_large_pages(block, bytes);
  free(block);
#else
  (void)bytes;
#endif
}

void pw_pages_expect(pw_pages *pages, SEXPTYPE type, R_xlen_t n) {
  size_t bytes = bytes_of(type, n);
  pages->all += bytes;
  if (is_small(bytes)) pages->small += bytes + AROUND;
}

/* With a vector of that size, which is garbage at once and of which nothing is
 * ever written, R makes its heap as large as is needed: one look for garbage in
 * place of one for each fifth that the heap grows. */
void pw_pages_announce(const pw_pages *pages) {
  if (pages->all <= MUCH || pages->all > (size_t)R_XLEN_T_MAX) return;
  char *volatile room = malloc(pages->all);
  if (room == NULL) return;
  free(room);
  Rf_allocVector(RAWSXP, (R_xlen_t)pages->all);
}

SEXP pw_pages_vector(pw_pages *pages, SEXPTYPE type, R_xlen_t n) {
  size_t bytes = bytes_of(type, n);
  if (is_small(bytes)) {
    bytes += AROUND;
    if (bytes > pages->ready && pages->small > LITTLE) {
      pages->ready = pages->small < STRETCH ? pages->small : STRETCH;
      make_ready(pages->ready + BEYOND);
    }
    pages->ready -= bytes < pages->ready ? bytes : pages->ready;
    pages->small -= bytes < pages->small ? bytes : pages->small;
  }
  SEXP vector = Rf_allocVector(type, n);
  if (type != STRSXP) pw_will_fill(vector);
  return vector;
}
