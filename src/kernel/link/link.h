/* Which records of several waves belong to the same person.
 *
 * Exact linking: two records with the same code are one person.
 * The waves' records come as one list, each with its wave; records of rosters
 * (attendance lists) follow under wave numbers >= `waves`: they make people
 * but are no answers, so they neither link nor compete. */
#ifndef PW_LINK_LINK_H
#define PW_LINK_LINK_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"

/* Which of several records with one code in one wave stands for the person. */
typedef enum {
  PW_KEEP_FIRST,
  PW_KEEP_LAST,
  PW_KEEP_MOST_COMPLETE, /* the most answers; the first among equals */
  PW_KEEP_NONE
} pw_duplicate_rule;

typedef enum {
  PW_LINKED = 1, /* the person answered in at least one other wave */
  PW_UNLINKED,   /* in this wave only */
  PW_DUPLICATE,  /* another record of the wave stands for the person, or none */
  PW_NO_ID       /* there is no code */
} pw_link_status;

typedef struct {
  int64_t rows;
  int32_t waves;
  const int32_t *code;    /* its number, 1 to `codes`; 0 for no code */
  int32_t codes;          /* see pw_number_codes() */
  const int32_t *wave;    /* 0-based; >= waves for a roster */
  const int32_t *answers; /* answered cells of the record; NULL where none of
                             them compete by these */
  pw_duplicate_rule rule;
} pw_link_input;

/* Fills the caller's `rival`, `rows` of it, with 1 for each record of a wave
 * that has another one with the same code, else 0. Only rows, waves, code,
 * codes and wave are looked at. Fails with PW_MEMORY; scratch is freed on every
 * path. */
pw_status pw_link_rivals(const pw_link_input *in, unsigned char *rival,
                         pw_alloc *alloc, pw_error *err);

/* Fills the caller's `person` (1-based, 0 for none) and `status`, `rows` of
 * each, and the number of people, who are numbered in the order of the numbers
 * of their codes. A roster's record is PW_LINKED when the person also answered,
 * otherwise PW_UNLINKED. Fails with PW_MEMORY; scratch is freed on every
 * path. */
pw_status pw_link_exact(const pw_link_input *in, int32_t *person,
                        int32_t *status, int32_t *people, pw_alloc *alloc,
                        pw_error *err);

#endif
