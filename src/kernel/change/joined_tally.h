/* Tallies people whose answers come record by record, wave by wave, while all
 * answers of a person make one pattern: in memory as long as they fit, else by
 * way of a file, from which a range of people after the other is put together.
 *
 * A pattern has for each wave 1 where the person is in it and else 0; then 1,
 * or 0 of a record that has no code and is a person by itself; then what the
 * records hold, missing where there is none. */
#ifndef PW_CHANGE_JOINED_TALLY_H
#define PW_CHANGE_JOINED_TALLY_H

#include "change/tally.h"

typedef struct {
  size_t waves;
  size_t width;   /* of a pattern: waves + 1 and what the records hold */
  size_t most;    /* values that a record of any wave has */
  int32_t people; /* with codes */
  size_t memory;  /* bytes, about, beyond which answers are put on disk, in a
                     thousand ranges at most */
  const char
    *path; /* of the file that they are put into then: none may be there
            */
} pw_joined_plan;

typedef struct pw_joined pw_joined;

/* `plan` is copied. Fails with PW_MEMORY, PW_FULL or PW_ARGUMENT, leaving
 * `*joined` NULL. */
pw_status pw_joined_new(pw_joined **joined, const pw_joined_plan *plan,
                        pw_alloc *alloc, pw_error *err);

/* Adds `n` records of a wave: whose each is (see pw_persons_of: those below 0
 * are left out), and its values, `count` columns that belong at `first` and on
 * in the pattern. Fails as pw_tally_add, and with PW_FULL. */
pw_status pw_joined_add(pw_joined *joined, size_t wave, const int32_t *person,
                        size_t n, size_t first, const double *const *values,
                        size_t count, const pw_stop *stop, pw_error *err);

/* The tally of all people, finished. Once. It is the caller's, who frees it,
 * also after a failure. */
pw_status pw_joined_finish(pw_joined *joined, pw_tally *tally,
                           const pw_stop *stop, pw_error *err);

/* NULL is fine. */
void pw_joined_free(pw_joined *joined);

#endif
