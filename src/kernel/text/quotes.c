#include "text/quotes.h"

#include <string.h>

static int is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static size_t skip_blanks(const char *at, size_t from, size_t end) {
  while (from < end && is_blank(at[from])) from++;
  return from;
}

int pw_text_quotes(const char *text, size_t length, const char *quote,
                   size_t quote_length, int cut) {
  while (length > 0 && is_blank(text[length - 1])) length--;
  while (quote_length > 0 && is_blank(quote[quote_length - 1])) quote_length--;
  size_t t = skip_blanks(text, 0, length);
  size_t q = skip_blanks(quote, 0, quote_length);
  if (q == quote_length) return 0;
  while (t < length && q < quote_length) {
    int blank = is_blank(text[t]);
    if (blank != is_blank(quote[q])) return 0;
    if (blank) {
      t = skip_blanks(text, t, length);
      q = skip_blanks(quote, q, quote_length);
    } else if (text[t++] != quote[q++]) {
      return 0;
    }
  }
  return q == quote_length && (cut || t == length);
}

size_t pw_quote_whole(const char *quote, size_t length) {
  enum { DOTS = 3 }; /* bytes of either */
  if (length < DOTS) return length;
  const char *end = quote + length - DOTS;
  int cut = memcmp(end, "...", DOTS) == 0 ||
    memcmp(end, "\xE2\x80\xA6", DOTS) == 0;
  return cut ? length - DOTS : length;
}
