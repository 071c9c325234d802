#include "calls.h"
#include "glue.h"
#include "handle.h"
#include "named.h"
#include "text/overlaps.h"

/* Who meets, on a handle that frees them whatever happens. */
typedef struct {
  pw_alloc alloc;
  pw_meetings met;
} held_meetings;

static void free_meetings(SEXP handle) {
  held_meetings *held = R_ExternalPtrAddr(handle);
  if (held != NULL) pw_free(&held->alloc, held->met.list);
  R_ClearExternalPtr(handle);
}

static SEXP hold_meetings(held_meetings **held) {
  SEXP handle = pw_handle_of_zeros(free_meetings, sizeof **held);
  *held = R_ExternalPtrAddr(handle);
  (*held)->alloc = pw_alloc_unlimited();
  return handle;
}

static void put_meetings(SEXP out, const pw_meetings *met) {
  R_xlen_t n = (R_xlen_t)met->count;
  int *who = INTEGER(pw_put_new(out, "who", INTSXP, n));
  int *first = INTEGER(pw_put_new(out, "first", INTSXP, n));
  int *second = INTEGER(pw_put_new(out, "second", INTSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    who[i] = met->list[i].who + 1;
    first[i] = met->list[i].first + 1;
    second[i] = met->list[i].second + 1;
  }
}

/* Codings that overlap: `place` is a list of who, text and code (integers from
 * 1), start and end. As a list: runs and characters (codes x codes), and who,
 * first and second of each meeting. */
SEXP pw_call_overlaps(SEXP place, SEXP codes) {
  const char *names[] = {"runs", "characters", "who", "first", "second", ""};
  int n = Rf_asInteger(codes);
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  SEXP runs = Rf_allocMatrix(REALSXP, n, n);
  pw_put(out, "runs", runs);
  SEXP characters = Rf_allocMatrix(REALSXP, n, n);
  pw_put(out, "characters", characters);
  pw_placed given = {pw_from_zero(VECTOR_ELT(place, 0)),
                     pw_from_zero(VECTOR_ELT(place, 1)),
                     pw_from_zero(VECTOR_ELT(place, 2)),
                     REAL(VECTOR_ELT(place, 3)),
                     REAL(VECTOR_ELT(place, 4)),
                     (size_t)XLENGTH(VECTOR_ELT(place, 0)),
                     (size_t)n};
  held_meetings *held;
  SEXP handle = PROTECT(hold_meetings(&held));
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  pw_error_clear(&err);
  pw_status status = pw_overlaps(&given, REAL(runs), REAL(characters),
                                 &held->met, &held->alloc, &stop, &err);
  if (status == PW_OK) put_meetings(out, &held->met);
  free_meetings(handle);
  UNPROTECT(2);
  return status == PW_OK ? out : pw_kernel_error(&err);
}
