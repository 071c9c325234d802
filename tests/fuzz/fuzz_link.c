/* Codes of any bytes, one a line, through normalising and the search for codes
 * that are alike. The first byte chooses the rule; plain lines are cut into
 * elements of equal width.
 *
 * What the search does with one code grows with the cube of its length, and
 * with all of them with the square of their number. So there are few codes, or
 * two of any length, and many inputs a second. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "link/normalise.h"
#include "link/similar.h"

#define MOST_CODES 48
#define MOST_WORK 6000 /* keys' characters, but for the first two codes */
#define ELEMENTS 4

/* The characters that go into the keys of a code. */
static size_t work(size_t length, int edits) {
  if (length > PW_LONGEST_CODE) return length;
  size_t keys = edits == 0 ? 1 : length;
  if (edits > 1 && length < PW_LONGEST_TWICE) keys *= length / 2 + 1;
  return keys * length;
}

static void cut(const pw_text *code, pw_text *element) {
  size_t width = code->length / ELEMENTS;
  /* Only text without multi-byte characters can be cut anywhere. */
  for (size_t i = 0; i < code->length; i++) {
    if ((unsigned char)code->bytes[i] >= 0x80) width = 0;
  }
  for (int e = 0; e < ELEMENTS; e++) {
    element[e].bytes = code->bytes + (size_t)e * width;
    element[e].length = width;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static pw_text codes[MOST_CODES], elements[MOST_CODES * ELEMENTS];
  if (size < 2) return 0;
  char *room = malloc(size);
  int32_t count = 0;
  size_t used = 0, done = 0;
  for (size_t from = 1; from < size && count < MOST_CODES;) {
    const uint8_t *end = memchr(data + from, '\n', size - from);
    size_t length = end ? (size_t)(end - data) - from : size - from;
    size_t written;
    pw_error err;
    if (pw_normalise_code((const char *)data + from, length, room + used,
                          size - used, &written, &err) == PW_OK) {
      done += work(written, data[0] % 3);
      if (count >= 2 && done > MOST_WORK) break;
      codes[count].bytes = room + used;
      codes[count].length = written;
      cut(&codes[count], &elements[count * ELEMENTS]);
      used += written;
      count++;
    }
    from += length + 1;
  }
  pw_candidate_input in = {count,       codes,
                           data[0] % 3, data[0] & 4 ? ELEMENTS : 0,
                           elements,    data[0] & 8 ? 3 : 4};
  pw_alloc alloc = pw_alloc_unlimited();
  if (data[0] & 16) alloc.fail_after = data[0] >> 5;
  pw_candidates out;
  pw_error err;
  if (pw_find_candidates(&in, &out, NULL, &alloc, &err) == PW_OK) {
    for (int64_t i = 0; i < out.count; i++) {
      if (out.pairs[i].one >= out.pairs[i].other || out.pairs[i].other >= count)
        abort();
    }
    pw_candidates_free(&out, &alloc);
  }
  if (alloc.in_use != 0) abort();
  free(room);
  return 0;
}
