#include "cmocka_all.h"
#include "drawing.h"
#include "failing.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/csv_convert.h"

static int64_t converts(const char *bytes, size_t length, pw_csv_encoding from,
                        const char *text) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_csv_utf8 out;
  assert_int_equal(
    pw_csv_to_utf8(&out, bytes, length, from, 1, &alloc, NULL, NULL), PW_OK);
  assert_int_equal(out.length, strlen(text));
  assert_memory_equal(out.bytes, text, out.length);
  pw_free(&alloc, out.bytes);
  assert_int_equal(alloc.in_use, 0);
  return out.damage.count;
}

static void other_encodings_become_utf8(void **state) {
  (void)state;
  assert_int_equal(
    converts("\x93"
             "a\x94 \x80 \xe9",
             7, PW_CSV_WINDOWS_1252, "\u201ca\u201d \u20ac \u00e9"),
    0);
  assert_int_equal(converts("\xe9", 1, PW_CSV_LATIN1, "\u00e9"), 0);
  assert_int_equal(
    converts("\xe9\0\x3d\xd8\0\xde", 6, PW_CSV_UTF16LE, "\u00e9\U0001f600"), 0);
  assert_int_equal(converts("\xc3\xa9", 2, PW_CSV_UTF8, "\u00e9"), 0);
}

static void damage_is_counted(void **state) {
  (void)state;
  assert_int_equal(converts("\xd8\x3d\0a", 4, PW_CSV_UTF16BE,
                            "\ufffd"
                            "a"),
                   1);
  assert_int_equal(converts("a\xe9"
                            "b\xc3",
                            4, PW_CSV_UTF8,
                            "a\ufffd"
                            "b\ufffd"),
                   2);
  assert_int_equal(converts("\xc3\xa9\x93", 3, PW_CSV_MIXED, "\u00e9\u201c"),
                   1);
  assert_int_equal(converts("\x81", 1, PW_CSV_WINDOWS_1252, "\xc2\x81"), 1);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_csv_utf8 out;
  assert_int_equal(pw_csv_to_utf8(&out, "a\xff\n\xff\xff\xff\xff\xff", 8,
                                  PW_CSV_UTF8, 2, &alloc, NULL, NULL),
                   PW_OK);
  assert_int_equal(out.damage.count, 6);
  assert_int_equal(out.damage.first[0], 1);
  assert_int_equal(out.damage.first[1], 5); /* in the text as UTF-8 */
  pw_free(&alloc, out.bytes);
  assert_int_equal(
    pw_csv_to_utf8(&out, "a\0b", 3, PW_CSV_UTF16LE, 1, &alloc, NULL, &err),
    PW_TRUNCATED);
  assert_null(out.bytes);
}

/* ---- a text of many pieces against one character after another ----------- */

#define MOST ((size_t)1 << 21)

/* A character of 1, 2, 3 or 4 bytes in UTF-8, of `plain` in 16 ASCII. */
static uint32_t character(uint64_t *random, int plain) {
  static const int ends[] = {0x80, 0x800, 0xd800, 0x110000};
  int kind = next_below(random, 16) < plain ? 0 : next_below(random, 4);
  int from = kind == 0 ? 1 : kind == 3 ? 0x10000 : ends[kind - 1];
  return (uint32_t)(from + next_below(random, ends[kind] - from));
}

static size_t put_unit(char *to, uint32_t unit, int big) {
  to[big ? 1 : 0] = (char)(unit & 0xff);
  to[big ? 0 : 1] = (char)(unit >> 8);
  return 2;
}

static size_t put_utf16(char *to, uint32_t c, int big) {
  if (c < 0x10000) return put_unit(to, c, big);
  put_unit(to, 0xd800 + ((c - 0x10000) >> 10), big);
  return 2 + put_unit(to + 2, 0xdc00 + ((c - 0x10000) & 0x3ff), big);
}

typedef struct {
  char *in, *expected;
  size_t in_length, length;
  int64_t damage;
  size_t first[5];
} sample;

static void spoil(sample *s, uint32_t becomes) {
  if (s->damage < 5) s->first[s->damage] = s->length;
  s->damage++;
  s->length += pw_utf8_encode(becomes, s->expected + s->length);
}

/* Adds what is no character of the encoding. */
static void add_damage(sample *s, pw_csv_encoding encoding) {
  if (encoding == PW_CSV_UTF8 || encoding == PW_CSV_MIXED) {
    s->in[s->in_length++] = '\xff';
    spoil(s, encoding == PW_CSV_UTF8 ? PW_UTF8_REPLACEMENT : 0xff);
  } else if (encoding == PW_CSV_WINDOWS_1252) {
    s->in[s->in_length++] = '\x81';
    spoil(s, 0x81);
  } else if (encoding != PW_CSV_LATIN1) {
    /* A low half alone; the character before is no high half alone. */
    s->in_length +=
      put_unit(s->in + s->in_length, 0xdc12, encoding == PW_CSV_UTF16BE);
    spoil(s, PW_UTF8_REPLACEMENT);
  }
}

static void add_character(sample *s, pw_csv_encoding encoding, uint32_t c) {
  char *to = s->in + s->in_length;
  if (encoding == PW_CSV_UTF8 || encoding == PW_CSV_MIXED) {
    s->in_length += pw_utf8_encode(c, to);
  } else if (encoding == PW_CSV_WINDOWS_1252 || encoding == PW_CSV_LATIN1) {
    c = c < 0x80 ? c : 0xa0 + c % 0x60;
    *to = (char)c;
    s->in_length++;
  } else {
    s->in_length += put_utf16(to, c, encoding == PW_CSV_UTF16BE);
  }
  s->length += pw_utf8_encode(c, s->expected + s->length);
}

static void pieces_are_as_the_whole(void **state) {
  (void)state;
  sample s = {malloc(MOST + 8), malloc(3 * MOST), 0, 0, 0, {0}};
  uint64_t random = 20261130;
  for (int round = 0; round < 48; round++) {
    pw_csv_encoding encoding = (pw_csv_encoding)(round % PW_CSV_ENCODINGS);
    int plain = round < 12 ? 16 : round < 24 ? 15 : round < 36 ? 8 : 0;
    int broken = round % 4 == 0 ? 0 : round % 4 == 1 ? 100000 : 3;
    s.in_length = s.length = 0;
    s.damage = 0;
    size_t upto = MOST / (size_t)(1 + next_below(&random, 8));
    while (s.in_length < upto) {
      add_character(&s, encoding, character(&random, plain));
      if (broken > 0 && next_below(&random, broken) == 0)
        add_damage(&s, encoding);
    }
    for (int threads = 1; threads <= 3; threads += 2) {
      pw_alloc alloc = pw_alloc_unlimited();
      pw_csv_utf8 out;
      assert_int_equal(pw_csv_to_utf8(&out, s.in, s.in_length, encoding,
                                      threads, &alloc, NULL, NULL),
                       PW_OK);
      assert_int_equal(out.length, s.length);
      assert_true(memcmp(out.bytes, s.expected, s.length) == 0);
      assert_int_equal(out.damage.count, s.damage);
      for (int i = 0; i < 5 && i < s.damage; i++)
        assert_int_equal(out.damage.first[i], s.first[i]);
      pw_free(&alloc, out.bytes);
      assert_int_equal(alloc.in_use, 0);
    }
  }
  free(s.expected);
  free(s.in);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_csv_utf8 out;
    walk.status =
      pw_csv_to_utf8(&out, "a\xe9", 2, PW_CSV_LATIN1, 2, alloc, NULL, NULL);
    pw_free(alloc, out.bytes);
  } while (failed_cleanly(&walk));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(other_encodings_become_utf8),
    cmocka_unit_test(damage_is_counted),
    cmocka_unit_test(pieces_are_as_the_whole),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
