#include "read/sas_formats.h"

#include <stdio.h>
#include <string.h>

#define FORMAT_SUBHEADER UINT32_C(0xFFFFFBFE)
#define LONGEST_FORMAT 64

enum { PAGE_OF_ROWS = 0x0100, PAGE_KIND = 0x0F00 };

/* The places that depend on whether the file was written with 64 bits. */
typedef struct {
  uint64_t page_head, pointer, number; /* bytes */
  uint64_t width_at;                   /* in a subheader; the decimals follow */
} layout;

static const layout narrow = {16, 12, 4, 12};
static const layout wide = {32, 24, 8, 24};

typedef struct {
  pw_dictionary *dictionary;
  const layout *at;
  int big;
  int32_t next; /* variable */
} walk;

static uint64_t take(const walk *w, const unsigned char *from, uint64_t bytes) {
  uint64_t value = 0;
  for (uint64_t i = 0; i < bytes; i++) {
    value = value << 8 | from[w->big ? i : bytes - 1 - i];
  }
  return value;
}

/* TIME20 with width 20 and 3 decimals becomes TIME20.3. */
static void give_decimals(pw_dictionary *d, int32_t variable, uint64_t width,
                          uint64_t decimals) {
  pw_dictionary_variable *v = &d->variables[variable];
  char digits[24], whole[LONGEST_FORMAT + 24];
  if (v->format == PW_NO_TEXT || decimals == 0 || decimals >= width) return;
  pw_text format = pw_strpool_text(d->pool, v->format);
  size_t n = (size_t)snprintf(digits, sizeof digits, "%u", (unsigned)width);
  if (format.length <= n || format.length > LONGEST_FORMAT ||
      memcmp(format.bytes + format.length - n, digits, n) != 0 ||
      memchr(format.bytes, '.', format.length) != NULL)
    return;
  memcpy(whole, format.bytes, format.length);
  n = (size_t)snprintf(whole + format.length, 24, ".%u", (unsigned)decimals);
  v->format = pw_dictionary_text(d, whole, format.length + n);
}

static void read_subheader(walk *w, const unsigned char *from,
                           uint64_t length) {
  if (length < w->at->width_at + 4) return;
  uint64_t mark = take(w, from, 4);
  /* With 64 bits the mark is 8 bytes, of which a big-endian file has ours last.
   */
  if (mark == UINT32_MAX && w->big && w->at->number == 8)
    mark = take(w, from + 4, 4);
  if (mark != FORMAT_SUBHEADER || w->next >= w->dictionary->count) return;
  give_decimals(w->dictionary, w->next++, take(w, from + w->at->width_at, 2),
                take(w, from + w->at->width_at + 2, 2));
}

static void read_page(walk *w, const unsigned char *page, uint64_t size) {
  const uint64_t head = w->at->page_head, pointers = head + 8;
  if (size < pointers || (take(w, page + head, 2) & PAGE_KIND) == PAGE_OF_ROWS)
    return;
  uint64_t count = take(w, page + head + 4, 2);
  for (uint64_t i = 0; i < count && (i + 1) * w->at->pointer <= size - pointers;
       i++) {
    const unsigned char *pointer = page + pointers + i * w->at->pointer;
    uint64_t offset = take(w, pointer, w->at->number);
    uint64_t length = take(w, pointer + w->at->number, w->at->number);
    int is_plain = pointer[2 * w->at->number] == 0;
    if (is_plain && offset < size && length <= size - offset)
      read_subheader(w, page + offset, length);
  }
}

void pw_sas_formats_read(pw_dictionary *d, pw_bytes file) {
  enum {
    WIDE_AT = 32,
    SHIFTED_AT = 35,
    ENDIAN_AT = 37,
    SIZES_AT = 196,
    SHIFTED = '3'
  };
  if (file.length < SIZES_AT + 12) return;
  walk w = {d, file.at[WIDE_AT] == SHIFTED ? &wide : &narrow,
            file.at[ENDIAN_AT] == 0, 0};
  const unsigned char *sizes = file.at + SIZES_AT +
    (file.at[SHIFTED_AT] == SHIFTED ? 4 : 0);
  uint64_t head = take(&w, sizes, 4), page = take(&w, sizes + 4, 4);
  if (page == 0 || head > file.length) return;
  for (uint64_t at = head;
       d->status == PW_OK && w.next < d->count && page <= file.length - at;
       at += page) {
    read_page(&w, file.at + at, page);
  }
}
