#include "read/sav_sieve.h"

int pw_sav_sieve_part(pw_sav_sieve *s, uint64_t bytes, int wanted) {
  uint64_t at = s->case_bytes;
  s->case_bytes += bytes;
  if (!wanted && bytes >= PW_SAV_GAP) return 0;
  pw_sav_span *last = s->n > 0 ? &s->spans[s->n - 1] : NULL;
  if (last == NULL || last->from + last->length != at) {
    last = &s->spans[s->n++];
    last->from = at;
    last->length = 0;
  }
  last->length += bytes;
  s->kept += bytes;
  return 1;
}

int pw_sav_sieve_helps(const pw_sav_sieve *s, uint64_t most) {
  return s->kept > 0 && s->kept < s->case_bytes && s->kept <= most;
}
