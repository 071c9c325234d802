/* Hostile XML. What is well-formed must be scanned to its end: every element
 * that was counted, its attributes, its content as text, never more than it
 * has. */
#include <stdlib.h>
#include <string.h>

#include "text/markup.h"
#include "text/well_formed.h"

static void check(int holds) {
  if (!holds) abort();
}

static pw_span span(const char *text) {
  pw_span out = {text, strlen(text)};
  return out;
}

/* As text, in a block of its own size. */
static void take_text(pw_span from) {
  for (int white = PW_WHITE_KEPT; white <= PW_WHITE_BLANKS; white++) {
    char *to = malloc(from.length + 1);
    if (to == NULL) return;
    check(pw_markup_text(from, (pw_markup_white)white, to) <= from.length);
    free(to);
  }
}

static void take_element(pw_span xml, const pw_elements *all, int32_t i) {
  static const char *const names[] = {"name", "guid", "a", "xmlns"};
  check(all->parent[i] < i);
  check(all->tag[i] < all->inner[i] && all->inner[i] <= all->close[i]);
  check(all->close[i] <= (double)xml.length);
  check(xml.bytes[(size_t)all->tag[i]] == '<');
  for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
    pw_span value = {NULL, 0};
    if (!pw_markup_attribute(xml, (size_t)all->tag[i], span(names[k]), &value))
      continue;
    check(value.bytes > xml.bytes + (size_t)all->tag[i]);
    check(value.bytes + value.length < xml.bytes + (size_t)all->inner[i]);
    check(memchr(value.bytes, '<', value.length) == NULL);
    take_text(value);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  pw_span xml = {(const char *)data, size};
  pw_span known[] = {span("Code"), span("Coding")};
  pw_error err;
  int32_t n;
  take_text(xml);
  int fine = pw_well_formed(xml, &n, NULL, &err) == PW_OK;
  size_t room = (size_t)n + 1;
  int32_t *whole = calloc(2 * room, sizeof *whole);
  double *bytes = calloc(3 * room, sizeof *bytes);
  if (whole != NULL && bytes != NULL) {
    pw_elements all = {n,     whole,        whole + room,
                       bytes, bytes + room, bytes + 2 * room};
    pw_status status = pw_markup_elements(xml, known, 2, &all, NULL, &err);
    if (fine) {
      check(status == PW_OK);
      for (int32_t i = 0; i < n; i++) take_element(xml, &all, i);
      pw_span content = {xml.bytes + (size_t)all.inner[0],
                         (size_t)(all.close[0] - all.inner[0])};
      take_text(content);
    }
  }
  free(whole);
  free(bytes);
  return 0;
}
