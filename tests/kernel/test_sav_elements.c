#include "cmocka_all.h"

#include <stdlib.h>

#include "sav_build.h"
#include "read/sav_elements.h"

/* `n` bytes of data as a file of their own, without a dictionary. */
static pw_status open_data(pw_sav_elements *e, pw_source *source,
                           const void *data, size_t n,
                           pw_sav_compression compression, pw_alloc *alloc) {
  static pw_sav_records records;
  memset(&records, 0, sizeof records);
  records.compression = compression;
  records.bias = 100;
  records.sysmis = -5;
  pw_bytes bytes = {data, n};
  *source = pw_source_memory(bytes);
  int64_t at;
  return pw_sav_elements_open(e, &records, source, NULL, 0, &at, -9, 0, alloc,
                              NULL, NULL);
}

static void every_command_is_understood(void **state) {
  (void)state;
  sav_file f;
  f.n = 0;
  add_bytes(&f, "\x65\x66\x67\x68\x69\x6a\xff\x6c", 8); /* 1 to 6, missing, 8 */
  add_bytes(&f, "\x00\xfd\x65\xfd\x00\xfe\xfd\xfc", 8);
  add_f64(&f, 0.5), add_f64(&f, -5), add_f64(&f, 1e300);
  add_bytes(&f, "\x65\x65\x65\x65\x65\x65\x65\x65", 8); /* after the end */
  for (int64_t some = 1; some <= 13; some++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_sav_elements e;
    pw_source source;
    double x[16] = {0}, blanks;
    memset(&blanks, ' ', 8);
    assert_int_equal(open_data(&e, &source, f.at, f.n, PW_SAV_BYTECODE, &alloc),
                     PW_OK);
    int64_t n = 0, got;
    while ((got = pw_sav_numbers(&e, x + n, n + some > 16 ? 16 - n : some)) > 0)
      n += got;
    assert_int_equal(n, 13);
    const double expected[] = {1, 2,   3, 4,  5,      6,    -9,
                               8, 0.5, 1, -9, blanks, 1e300};
    for (int i = 0; i < 13; i++) assert_true(x[i] == expected[i]);
    pw_sav_elements_close(&e);
    assert_int_equal(open_data(&e, &source, f.at, f.n, PW_SAV_BYTECODE, &alloc),
                     PW_OK);
    for (n = 0; (got = pw_sav_pass(&e, some)) > 0; n += got) {
    }
    assert_int_equal(n, 13);
    pw_sav_elements_close(&e);
    assert_int_equal(alloc.in_use, 0);
  }
}

/* Once the commands that were left after a cut were taken for more cases. */
static void a_cut_element_is_the_end(void **state) {
  (void)state;
  sav_file f;
  f.n = 0;
  add_bytes(&f, "\xff\xfd\xff\xff\xff\xff\xff\xff", 8),
    add_bytes(&f, "1234567", 7);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_sav_elements e;
  pw_source source;
  double x[8];
  assert_int_equal(open_data(&e, &source, f.at, f.n, PW_SAV_BYTECODE, &alloc),
                   PW_OK);
  assert_int_equal(pw_sav_numbers(&e, x, 8), 1);
  assert_int_equal(pw_sav_numbers(&e, x, 8), 0);
  assert_int_equal(pw_sav_pass(&e, 8), 0);
  pw_sav_elements_close(&e);
}

static void texts_are_joined_over_segments(void **state) {
  (void)state;
  enum { WIDTH = 600, ELEMENTS = 32 + 32 + 12 };
  /* 255 bytes of each of the first two segments, with a byte of padding. */
  unsigned char plain[ELEMENTS * 8];
  char expected[WIDTH + 1];
  for (int i = 0; i < WIDTH; i++) expected[i] = (char)('a' + i % 26);
  memset(plain, 0, sizeof plain);
  memcpy(plain, expected, 255), memcpy(plain + 256, expected + 255, 255);
  memset(plain + 512, ' ', 96);
  memcpy(plain + 512, expected + 510, 90);
  pw_sav_variable variable = {0, ELEMENTS, WIDTH, 0, 3, 0, 0, "V"};
  for (int cut = 0; cut < 2; cut++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_sav_elements e;
    pw_source source;
    pw_sav_texts texts = {NULL, 0, 0};
    size_t length;
    assert_int_equal(open_data(&e, &source, plain, sizeof plain - (size_t)cut,
                               PW_SAV_PLAIN, &alloc),
                     PW_OK);
    e.texts = &texts;
    assert_int_equal(pw_sav_text_cell(&e, &variable, &length), !cut);
    if (!cut) {
      assert_int_equal(length, WIDTH);
      assert_memory_equal(texts.bytes, expected, WIDTH);
    }
    pw_sav_elements_close(&e);
    pw_free(&alloc, texts.bytes);
    assert_int_equal(alloc.in_use, 0);
  }
}

/* A text is put together from what is not blank in it, not from its width. */
static void blanks_cost_no_memory(void **state) {
  (void)state;
  enum { WIDTH = 32767, ELEMENTS = 131 * 32 };
  unsigned char packed[ELEMENTS + 16];
  memset(packed, 0xfe, sizeof packed);
  packed[0] = 0xfd;
  memcpy(packed + 8, "short   ", 8);
  memset(packed + 16, 0xfe, ELEMENTS - 8);
  pw_sav_variable variable = {0, ELEMENTS, WIDTH, 0, 131, 0, 0, "V"};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_sav_elements e;
  pw_source source;
  pw_sav_texts texts = {NULL, 0, 0};
  size_t length;
  assert_int_equal(
    open_data(&e, &source, packed, ELEMENTS + 8, PW_SAV_BYTECODE, &alloc),
    PW_OK);
  e.texts = &texts;
  assert_true(pw_sav_text_cell(&e, &variable, &length));
  assert_int_equal(length, 5);
  assert_memory_equal(texts.bytes, "short", 5);
  assert_true(texts.room < 8192);
  pw_sav_elements_close(&e);
  pw_free(&alloc, texts.bytes);
}

static void plain_numbers_are_the_bytes(void **state) {
  (void)state;
  double data[] = {1.5, -5, 3};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_sav_elements e;
  pw_source source;
  double x[4];
  assert_int_equal(
    open_data(&e, &source, data, sizeof data - 1, PW_SAV_PLAIN, &alloc), PW_OK);
  assert_int_equal(pw_sav_numbers(&e, x, 4), 2);
  assert_true(pw_sav_number(&e, x[0]) == 1.5 && pw_sav_number(&e, x[1]) == -9);
  e.swap = 1;
  const double one = 1;
  double swapped;
  for (int i = 0; i < 8; i++)
    ((unsigned char *)&swapped)[i] = ((const unsigned char *)&one)[7 - i];
  assert_true(pw_sav_number(&e, swapped) == 1);
  pw_sav_elements_close(&e);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_command_is_understood),
    cmocka_unit_test(a_cut_element_is_the_end),
    cmocka_unit_test(texts_are_joined_over_segments),
    cmocka_unit_test(blanks_cost_no_memory),
    cmocka_unit_test(plain_numbers_are_the_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
