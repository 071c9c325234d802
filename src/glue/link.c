#include <string.h>

#include "calls.h"
#include "glue.h"
#include "handle.h"
#include "link/assignment.h"
#include "link/code_numbers.h"
#include "link/link.h"
#include "link/normalise.h"
#include "link/similar.h"
#include "named.h"

/* Normalises a character vector in UTF-8; NA stays NA. The kernel holds no
 * memory here, so R may jump. */
SEXP pw_call_normalise(SEXP codes) {
  R_xlen_t n = XLENGTH(codes);
  size_t longest = 0;
  for (R_xlen_t i = 0; i < n; i++) {
    size_t length = (size_t)LENGTH(STRING_ELT(codes, i));
    if (length > longest) longest = length;
  }
  char *out = R_alloc(longest + 1, 1);
  SEXP result = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    SEXP code = STRING_ELT(codes, i);
    size_t written;
    pw_error err;
    if (code == NA_STRING) {
      SET_STRING_ELT(result, i, NA_STRING);
      continue;
    }
    if (pw_normalise_code(CHAR(code), (size_t)LENGTH(code), out, longest,
                          &written, &err) != PW_OK) {
      err.row = i;
      result = pw_kernel_error(&err);
      break;
    }
    SET_STRING_ELT(result, i, Rf_mkCharLenCE(out, (int)written, CE_UTF8));
  }
  UNPROTECT(1);
  return result;
}

static void point_at(SEXP from, R_xlen_t i, pw_text *to) {
  SEXP text = STRING_ELT(from, i);
  to->bytes = CHAR(text);
  to->length = text == NA_STRING ? 0 : (size_t)LENGTH(text);
}

static void free_memory(SEXP holder) {
  void *memory = R_ExternalPtrAddr(holder);
  if (memory != NULL) R_Free(memory);
  R_ClearExternalPtr(holder);
}

/* Numbers the codes of a list of character vectors in UTF-8, one vector after
 * another: list(numbers, count), where NA is no code. A failure has the number
 * of its vector as column, and the row there. The strings stay while `codes`
 * does: R frees none of them. */
SEXP pw_call_number_codes(SEXP codes, SEXP as_written) {
  R_xlen_t n = 0, at = 0;
  for (R_xlen_t j = 0; j < XLENGTH(codes); j++) {
    n += XLENGTH(VECTOR_ELT(codes, j));
  }
  const char *names[] = {"numbers", "count", ""};
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  int *numbers = INTEGER(pw_put_new(result, "numbers", INTSXP, n));
  int *count = INTEGER(pw_put_new(result, "count", INTSXP, 1));
  /* Beside R's heap, whose growth would have R look through all strings. */
  SEXP holder = PROTECT(pw_handle_new(free_memory));
  pw_text *texts = R_Calloc((size_t)n + 1, pw_text);
  R_SetExternalPtrAddr(holder, texts);
  for (R_xlen_t j = 0; j < XLENGTH(codes); j++) {
    SEXP from = VECTOR_ELT(codes, j);
    for (R_xlen_t i = 0; i < XLENGTH(from); i++)
      point_at(from, i, &texts[at++]);
  }
  pw_codes in = {(size_t)n, texts, Rf_asLogical(as_written)};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  pw_error_clear(&err);
  pw_status status = pw_number_codes(&in, numbers, count, &alloc, &stop, &err);
  free_memory(holder);
  if (status != PW_OK) {
    if (err.row != PW_NOWHERE) {
      err.column = 0;
      while (err.row >= XLENGTH(VECTOR_ELT(codes, err.column))) {
        err.row -= XLENGTH(VECTOR_ELT(codes, err.column++));
      }
    }
    UNPROTECT(2);
    return pw_kernel_error(&err);
  }
  UNPROTECT(2);
  return result;
}

/* The rows, from 1 on, of records that share their wave and code with another.
 */
SEXP pw_call_rivals(SEXP code, SEXP codes, SEXP wave, SEXP waves) {
  R_xlen_t n = XLENGTH(code), found = 0;
  unsigned char *rival = (unsigned char *)R_alloc((size_t)n + 1, 1);
  pw_link_input in = {.rows = n,
                      .waves = Rf_asInteger(waves),
                      .code = INTEGER(code),
                      .codes = Rf_asInteger(codes),
                      .wave = INTEGER(wave)};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  if (pw_link_rivals(&in, rival, &alloc, &err) != PW_OK)
    return pw_kernel_error(&err);
  for (R_xlen_t i = 0; i < n; i++) found += rival[i];
  SEXP result = PROTECT(Rf_allocVector(INTSXP, found));
  int *rows = INTEGER(result);
  for (R_xlen_t i = 0; i < n; i++) {
    if (rival[i]) *rows++ = (int)i + 1;
  }
  UNPROTECT(1);
  return result;
}

/* Links records by the numbers of their codes, 1 to `codes`, 0 for none; gives
 * list(person, status, people, uncoded: the rows without a code). `wave` counts
 * from 0; `answers` has no rows where none of them compete. Every R vector
 * exists before the kernel allocates. */
SEXP pw_call_link(SEXP code, SEXP codes, SEXP wave, SEXP answers, SEXP waves,
                  SEXP rule) {
  R_xlen_t n = XLENGTH(code), n_uncoded = 0;
  for (R_xlen_t i = 0; i < n; i++) n_uncoded += INTEGER(code)[i] == 0;
  const char *names[] = {"person", "status", "people", "uncoded", ""};
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  int *person = INTEGER(pw_put_new(result, "person", INTSXP, n));
  int *status = INTEGER(pw_put_new(result, "status", INTSXP, n));
  int *people = INTEGER(pw_put_new(result, "people", INTSXP, 1));
  int *uncoded = INTEGER(pw_put_new(result, "uncoded", INTSXP, n_uncoded));
  pw_link_input in = {n,
                      Rf_asInteger(waves),
                      INTEGER(code),
                      Rf_asInteger(codes),
                      INTEGER(wave),
                      XLENGTH(answers) == n ? INTEGER(answers) : NULL,
                      (pw_duplicate_rule)Rf_asInteger(rule)};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  if (pw_link_exact(&in, person, status, people, &alloc, &err) != PW_OK) {
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  for (R_xlen_t i = 0; i < n; i++) {
    if (person[i] == 0) person[i] = NA_INTEGER;
    if (INTEGER(code)[i] == 0) *uncoded++ = (int)i + 1;
  }
  UNPROTECT(1);
  return result;
}

typedef struct {
  pw_candidates candidates;
  pw_alloc alloc;
} found_pairs;

static void free_pairs(SEXP holder) {
  found_pairs *found = (found_pairs *)R_ExternalPtrAddr(holder);
  if (found == NULL) return;
  pw_candidates_free(&found->candidates, &found->alloc);
  R_Free(found);
  R_ClearExternalPtr(holder);
}

/* Codes that are alike: list(one, other, cost, crowds), counted from 1.
 * `elements` is a list of character vectors, one per element of the codes. */
SEXP pw_call_candidates(SEXP codes, SEXP max_edits, SEXP elements, SEXP agree) {
  R_xlen_t n = XLENGTH(codes), m = XLENGTH(elements);
  pw_text *texts = (pw_text *)(void *)R_alloc((size_t)n + 1, sizeof *texts);
  pw_text *parts =
    (pw_text *)(void *)R_alloc((size_t)(n * m) + 1, sizeof *parts);
  for (R_xlen_t i = 0; i < n; i++) {
    point_at(codes, i, &texts[i]);
    for (R_xlen_t e = 0; e < m; e++) {
      point_at(VECTOR_ELT(elements, e), i, &parts[i * m + e]);
    }
  }
  pw_candidate_input in = {(int32_t)n, texts, Rf_asInteger(max_edits),
                           (int32_t)m, parts, Rf_asInteger(agree)};
  /* R frees the pairs should an allocation of its own jump past us. */
  SEXP holder = PROTECT(pw_handle_new(free_pairs));
  found_pairs *found = R_Calloc(1, found_pairs);
  found->alloc = pw_alloc_unlimited();
  R_SetExternalPtrAddr(holder, found);
  pw_stop stop = pw_stop_from_r();
  pw_error err;
  if (pw_find_candidates(&in, &found->candidates, &stop, &found->alloc, &err) !=
      PW_OK) {
    free_pairs(holder);
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  const char *names[] = {"one", "other", "cost", "crowds", ""};
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  R_xlen_t count = (R_xlen_t)found->candidates.count;
  int *one = INTEGER(pw_put_new(result, "one", INTSXP, count));
  int *other = INTEGER(pw_put_new(result, "other", INTSXP, count));
  int *cost = INTEGER(pw_put_new(result, "cost", INTSXP, count));
  pw_put(result, "crowds", Rf_ScalarInteger(found->candidates.crowds));
  for (R_xlen_t i = 0; i < count; i++) {
    const pw_candidate_pair *pair = &found->candidates.pairs[i];
    one[i] = pair->one + 1;
    other[i] = pair->other + 1;
    cost[i] = pair->cost;
  }
  free_pairs(holder);
  UNPROTECT(2);
  return result;
}

/* The cheapest pairing: list(match, margin) by row of the kernel's table, which
 * is a column of the matrix `cost` (-1 for no pair); matches count from 1, NA
 * for nobody. */
SEXP pw_call_assign(SEXP cost, SEXP alone) {
  int rows = Rf_ncols(cost);
  const char *names[] = {"match", "margin", ""};
  SEXP result = PROTECT(Rf_mkNamed(VECSXP, names));
  int *match = INTEGER(pw_put_new(result, "match", INTSXP, rows));
  int *margin = INTEGER(pw_put_new(result, "margin", INTSXP, rows));
  pw_assign_input in = {rows, Rf_nrows(cost), INTEGER(cost),
                        Rf_asInteger(alone)};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  if (pw_assign(&in, match, margin, &alloc, &err) != PW_OK) {
    UNPROTECT(1);
    return pw_kernel_error(&err);
  }
  for (int i = 0; i < rows; i++) {
    match[i] = match[i] < 0 ? NA_INTEGER : match[i] + 1;
  }
  UNPROTECT(1);
  return result;
}
