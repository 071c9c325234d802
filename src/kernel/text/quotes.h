/* Whether a stretch of text is what a program quotes of it. Programs squeeze
 * blanks in a quotation and may cut its end off. */
#ifndef PW_TEXT_QUOTES_H
#define PW_TEXT_QUOTES_H

#include <stddef.h>

/* 1 where `quote` is `text`, or its beginning where `cut` is not 0, a run of
 * blanks of ASCII counting as one and none at the ends; 0 where it is not, or
 * has nothing but blanks. Both are UTF-8. */
int pw_text_quotes(const char *text, size_t length, const char *quote,
                   size_t quote_length, int cut);

/* The length of a quotation without the dots at its end, "..." or one
 * character, by which a program says that it cut it off. */
size_t pw_quote_whole(const char *quote, size_t length);

#endif
