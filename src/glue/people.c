/* People by exact code, of files that are counted block by block: whose each
 * record is, and the tally of what all records of a person say. */
#include "calls.h"
#include "change/joined_tally.h"
#include "handle.h"
#include "late_strings.h"
#include "link/persons.h"
#include "named.h"
#include "path.h"
#include "strings.h"
#include "tally.h"

#include <string.h>

/* A path that outlives the call. */
static char *kept_path(SEXP path) {
  const char *from = pw_path(path);
  size_t size = strlen(from) + 1;
  char *out = R_Calloc(size, char);
  memcpy(out, from, size);
  return out;
}

/* Bytes that R states as a double, as many as can be at most. */
static size_t bytes_of(SEXP memory) {
  double bytes = Rf_asReal(memory);
  return bytes < (double)SIZE_MAX ? (size_t)bytes : SIZE_MAX;
}

/* ---- whose each record is --------------------------------------------------
 */

typedef struct {
  pw_alloc alloc;
  char *codes, *rows;
  pw_persons *persons;
  int waves;
} held_persons;

static void free_persons(SEXP pointer) {
  held_persons *held = R_ExternalPtrAddr(pointer);
  if (held == NULL) return;
  pw_persons_free(held->persons);
  R_Free(held->codes);
  R_Free(held->rows);
  R_Free(held);
  R_ClearExternalPtr(pointer);
}

static held_persons *persons_of(SEXP pointer, pw_error *err) {
  return pw_handle_held(pointer, "the people are gone", err);
}

/* Nobody yet: codes are compared `as_written` or by their normal form; beyond
 * `memory` bytes people are put into files at `paths`, a list of two, under a
 * `key` of 16 bytes. */
SEXP pw_call_persons_begin(SEXP as_written, SEXP memory, SEXP paths, SEXP key) {
  SEXP pointer = PROTECT(pw_handle_new(free_persons));
  held_persons *held = R_Calloc(1, held_persons);
  R_SetExternalPtrAddr(pointer, held);
  held->alloc = pw_alloc_unlimited();
  held->codes = kept_path(VECTOR_ELT(paths, 0));
  held->rows = kept_path(VECTOR_ELT(paths, 1));
  pw_persons_plan plan = {
    Rf_asLogical(as_written), bytes_of(memory), held->codes, held->rows, {0}};
  memcpy(plan.key, RAW(key), sizeof plan.key);
  pw_error err;
  pw_status status = pw_persons_new(&held->persons, &plan, &held->alloc, &err);
  UNPROTECT(1);
  return status == PW_OK ? pointer : pw_kernel_error(&err);
}

/* Begins the next wave of so many `rows`, or the same `anew`. NULL, or the
 * error. */
SEXP pw_call_persons_wave(SEXP pointer, SEXP anew, SEXP rows) {
  pw_error err;
  held_persons *held = persons_of(pointer, &err);
  if (held == NULL) return pw_kernel_error(&err);
  held->waves += !Rf_asLogical(anew);
  return pw_persons_wave(held->persons, Rf_asLogical(anew),
                         (int64_t)Rf_asReal(rows), &err) == PW_OK
    ? R_NilValue
    : pw_kernel_error(&err);
}

/* Adds a block of codes in UTF-8, NA for none, of the rows after `from`. NULL,
 * or the error. */
SEXP pw_call_persons_add(SEXP pointer, SEXP from, SEXP codes) {
  pw_error err;
  held_persons *held = persons_of(pointer, &err);
  if (held == NULL) return pw_kernel_error(&err);
  R_xlen_t n = XLENGTH(codes);
  pw_text *texts = (pw_text *)(void *)R_alloc((size_t)n + 1, sizeof *texts);
  if (!pw_late_texts(codes, texts)) {
    for (R_xlen_t i = 0; i < n; i++)
      texts[i] = pw_text_of(STRING_ELT(codes, i));
  }
  pw_stop stop = pw_stop_from_r();
  return pw_persons_add(held->persons, (int64_t)Rf_asReal(from), texts,
                        (size_t)n, &stop, &err) == PW_OK
    ? R_NilValue
    : pw_kernel_error(&err);
}

/* Links, by the number of a rule for several records of a person:
 * list(people, on_disk, uncoded, standing), the last two by wave. */
SEXP pw_call_persons_link(SEXP pointer, SEXP rule) {
  pw_error err;
  held_persons *held = persons_of(pointer, &err);
  if (held == NULL) return pw_kernel_error(&err);
  pw_stop stop = pw_stop_from_r();
  if (pw_persons_link(held->persons, (pw_duplicate_rule)Rf_asInteger(rule),
                      &stop, &err) != PW_OK)
    return pw_kernel_error(&err);
  const char *names[] = {"people", "on_disk", "uncoded", "standing", ""};
  SEXP out = PROTECT(Rf_mkNamed(VECSXP, names));
  pw_put_double(out, "people", (double)pw_persons_count(held->persons));
  pw_put(out, "on_disk", Rf_ScalarLogical(pw_persons_on_disk(held->persons)));
  double *uncoded = REAL(pw_put_new(out, "uncoded", REALSXP, held->waves));
  double *standing = REAL(pw_put_new(out, "standing", REALSXP, held->waves));
  for (int k = 0; k < held->waves; k++) {
    uncoded[k] = (double)pw_persons_uncoded(held->persons, k);
    standing[k] = (double)pw_persons_standing(held->persons, k);
  }
  UNPROTECT(1);
  return out;
}

/* Whose the `n` records of a wave, from 1, after row `from` are: integers, see
 * pw_persons_of(). */
SEXP pw_call_persons_of(SEXP pointer, SEXP wave, SEXP from, SEXP n) {
  pw_error err;
  held_persons *held = persons_of(pointer, &err);
  if (held == NULL) return pw_kernel_error(&err);
  SEXP out = PROTECT(Rf_allocVector(INTSXP, (R_xlen_t)Rf_asReal(n)));
  pw_status status = pw_persons_of(held->persons, Rf_asInteger(wave) - 1,
                                   (int64_t)Rf_asReal(from), XLENGTH(out),
                                   INTEGER(out), &err);
  UNPROTECT(1);
  return status == PW_OK ? out : pw_kernel_error(&err);
}

/* ---- the tally of people ---------------------------------------------------
 */

typedef struct {
  pw_alloc alloc;
  char *path;
  pw_joined *joined;
  pw_tally tally;
} held_joined;

static void free_joined(SEXP pointer) {
  held_joined *held = R_ExternalPtrAddr(pointer);
  if (held == NULL) return;
  pw_joined_free(held->joined);
  pw_tally_free(&held->tally);
  R_Free(held->path);
  R_Free(held);
  R_ClearExternalPtr(pointer);
}

/* Nobody's answers yet: `sizes` are how many waves there are, how wide a
 * pattern is and how many values a record has at most. */
SEXP pw_call_joined_begin(SEXP people, SEXP sizes, SEXP memory, SEXP path) {
  SEXP pointer = PROTECT(pw_handle_new(free_joined));
  held_joined *held = R_Calloc(1, held_joined);
  R_SetExternalPtrAddr(pointer, held);
  held->alloc = pw_alloc_unlimited();
  held->path = kept_path(path);
  const int *size = INTEGER(sizes);
  pw_joined_plan plan = {(size_t)size[0],  (size_t)size[1],
                         (size_t)size[2],  Rf_asInteger(people),
                         bytes_of(memory), held->path};
  pw_tally_begin(&held->tally, &held->alloc, (size_t)size[1]);
  pw_error err;
  pw_status status = pw_joined_new(&held->joined, &plan, &held->alloc, &err);
  UNPROTECT(1);
  return status == PW_OK ? pointer : pw_kernel_error(&err);
}

/* Adds records of a wave, from 1: whose each is, and its values, a list of
 * double columns that belong at `first`, from 1, and on in the pattern. NULL,
 * or the error. */
SEXP pw_call_joined_add(SEXP pointer, SEXP wave, SEXP person, SEXP first,
                        SEXP values) {
  pw_error err;
  held_joined *held = pw_handle_held(pointer, "the tally is closed", &err);
  if (held == NULL) return pw_kernel_error(&err);
  R_xlen_t n = XLENGTH(person);
  const double **columns = pw_double_columns(values, n);
  if (columns == NULL) {
    pw_fail(&err, PW_ARGUMENT, "the block is not of doubles of one length");
    return pw_kernel_error(&err);
  }
  pw_stop stop = pw_stop_from_r();
  return pw_joined_add(held->joined, (size_t)Rf_asInteger(wave) - 1,
                       INTEGER(person), (size_t)n,
                       (size_t)Rf_asInteger(first) - 1, columns,
                       (size_t)XLENGTH(values), &stop, &err) == PW_OK
    ? R_NilValue
    : pw_kernel_error(&err);
}

/* list(answers, count), as pw_call_patterns_found(). Ends the tally. */
SEXP pw_call_joined_found(SEXP pointer) {
  pw_error err;
  held_joined *held = pw_handle_held(pointer, "the tally is closed", &err);
  if (held == NULL) return pw_kernel_error(&err);
  pw_stop stop = pw_stop_from_r();
  if (pw_joined_finish(held->joined, &held->tally, &stop, &err) != PW_OK)
    return pw_kernel_error(&err);
  SEXP out = PROTECT(pw_patterns_to_r(&held->tally));
  free_joined(pointer);
  UNPROTECT(1);
  return out;
}
