#include <float.h>
#include <math.h>
#include <string.h>

#include "cmocka_all.h"

#include "failing.h"
#include "sav_declared.h"
#include "write/sav_encode.h"

static pw_text three[3] = {{"ab", 2}, {"", 0}, {"123456789", 9}};

static void give_three(void *data, int32_t variable, int64_t from,
                       int64_t count, pw_text *texts) {
  (void)data, (void)variable;
  memcpy(texts, three + from, (size_t)count * sizeof *texts);
}

static pw_status encode(const double *numbers, pw_sav_compression compression,
                        pw_alloc *alloc, pw_byte_buffer *b) {
  pw_alloc own = pw_alloc_unlimited();
  pw_dictionary d;
  pw_sav_layout layout;
  pw_sav_encoder e;
  pw_error err;
  pw_sav_cells cells[2] = {{numbers, NULL, PW_TIME_NONE}, {0}};
  pw_dictionary_new(&d, &own, NULL);
  declare(&d, "n", 0);
  declare(&d, "t", 9);
  pw_sav_layout_new(&layout, &d, &own, NULL);
  *b = pw_byte_buffer_new(alloc);
  pw_status status = pw_sav_encoder_open(&e, &layout, cells, give_three, NULL,
                                         compression, b, &err);
  if (status == PW_OK) status = pw_sav_encode(&e, 0, 1, &err);
  if (status == PW_OK) status = pw_sav_encode(&e, 1, 2, &err);
  if (status == PW_OK) {
    assert_true(pw_sav_encoded(&e) <= b->used);
    pw_sav_encoder_finish(&e);
    assert_int_equal(pw_sav_encoded(&e), b->used);
  }
  pw_sav_encoder_close(&e);
  pw_sav_encoder_close(&e);
  pw_sav_layout_free(&layout);
  pw_dictionary_free(&d);
  assert_int_equal(own.in_use, 0);
  return status;
}

static void commands_stand_for_what_they_can(void **state) {
  (void)state;
  const double numbers[3] = {5, (double)NAN, 0.5};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_byte_buffer b;
  assert_int_equal(encode(numbers, PW_SAV_BYTECODE, &alloc, &b), PW_OK);
  /* Number, text, text of three cases: nine commands in two blocks. */
  const unsigned char first[] = {105, 253, 254, 255, 254, 254, 253, 253};
  const unsigned char second[] = {253, 0, 0, 0, 0, 0, 0, 0};
  assert_int_equal(b.used, 8 + 3 * 8 + 8 + 8);
  assert_memory_equal(b.bytes, first, 8);
  assert_memory_equal(b.bytes + 8, "ab      ", 8);
  assert_memory_equal(b.bytes + 16, &numbers[2], 8);
  assert_memory_equal(b.bytes + 24, "12345678", 8);
  assert_memory_equal(b.bytes + 32, second, 8);
  assert_memory_equal(b.bytes + 40, "9       ", 8);
  pw_byte_buffer_free(&b);
}

static void the_ends_of_the_commands_are_right(void **state) {
  (void)state;
  static const struct {
    double x;
    unsigned char command;
  } cases[] = {{-99, 1},    {151, 251}, {-100, 253},     {152, 253},  {0, 100},
               {-0.0, 253}, {0.5, 253}, {INFINITY, 253}, {1e300, 253}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const double numbers[3] = {cases[i].x, 0, 0};
    pw_alloc alloc = pw_alloc_unlimited();
    pw_byte_buffer b;
    assert_int_equal(encode(numbers, PW_SAV_BYTECODE, &alloc, &b), PW_OK);
    assert_int_equal(b.bytes[0], cases[i].command);
    pw_byte_buffer_free(&b);
  }
}

static void plain_cases_are_elements(void **state) {
  (void)state;
  const double numbers[3] = {5, (double)NAN, 0.5}, sysmis = -DBL_MAX;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_byte_buffer b;
  assert_int_equal(encode(numbers, PW_SAV_PLAIN, &alloc, &b), PW_OK);
  assert_int_equal(b.used, 3 * 24);
  assert_memory_equal(b.bytes + 8, "ab              ", 16);
  assert_memory_equal(b.bytes + 24, &sysmis, 8);
  pw_byte_buffer_free(&b);
}

/* The same three cases, each with a block of its own. */
static void each_case_to_be_deflated_begins_a_block(void **state) {
  (void)state;
  const double numbers[3] = {5, (double)NAN, 0.5};
  pw_alloc alloc = pw_alloc_unlimited();
  pw_byte_buffer b;
  assert_int_equal(encode(numbers, PW_SAV_ZLIB, &alloc, &b), PW_OK);
  const unsigned char commands[3][8] = {
    {105, 253, 254}, {255, 254, 254}, {253, 253, 253}};
  assert_int_equal(b.used, 3 * 8 + 4 * 8);
  assert_memory_equal(b.bytes, commands[0], 8);
  assert_memory_equal(b.bytes + 8, "ab      ", 8);
  assert_memory_equal(b.bytes + 16, commands[1], 8);
  assert_memory_equal(b.bytes + 24, commands[2], 8);
  assert_memory_equal(b.bytes + 32, &numbers[2], 8);
  assert_memory_equal(b.bytes + 40, "123456789       ", 16);
  pw_byte_buffer_free(&b);
}

/* What is final can be taken off between any two cases. */
static void bytes_may_be_taken_as_they_come(void **state) {
  (void)state;
  enum { ROWS = 50 };
  double numbers[ROWS];
  unsigned char pieces[ROWS * 40];
  size_t used = 0;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_dictionary d;
  pw_sav_layout layout;
  pw_sav_encoder e;
  pw_error err;
  for (int i = 0; i < ROWS; i++) numbers[i] = i % 3 ? i : i + 0.25;
  pw_sav_cells cells[3] = {{numbers, NULL, PW_TIME_NONE},
                           {numbers, NULL, PW_TIME_NONE},
                           {numbers, NULL, PW_TIME_NONE}};
  pw_dictionary_new(&d, &alloc, NULL);
  declare(&d, "a", 0), declare(&d, "b", 0), declare(&d, "c", 0);
  pw_sav_layout_new(&layout, &d, &alloc, NULL);
  pw_byte_buffer b = pw_byte_buffer_new(&alloc), whole = b;
  pw_sav_encoder_open(&e, &layout, cells, NULL, NULL, PW_SAV_BYTECODE, &whole,
                      &err);
  assert_int_equal(pw_sav_encode(&e, 0, ROWS, &err), PW_OK);
  pw_sav_encoder_close(&e);
  pw_sav_encoder_open(&e, &layout, cells, NULL, NULL, PW_SAV_BYTECODE, &b,
                      &err);
  for (int i = 0; i <= ROWS; i++) {
    if (i < ROWS) assert_int_equal(pw_sav_encode(&e, i, 1, &err), PW_OK);
    else pw_sav_encoder_finish(&e);
    size_t ready = pw_sav_encoded(&e);
    memcpy(pieces + used, b.bytes, ready);
    used += ready;
    pw_sav_encoder_drop(&e, ready);
  }
  assert_int_equal(used, whole.used);
  assert_memory_equal(pieces, whole.bytes, used);
  pw_sav_encoder_close(&e);
  pw_byte_buffer_free(&b);
  pw_byte_buffer_free(&whole);
  pw_sav_layout_free(&layout);
  pw_dictionary_free(&d);
  assert_int_equal(alloc.in_use, 0);
}

static void every_allocation_may_fail(void **state) {
  (void)state;
  const double numbers[3] = {0.1, 0.2, 0.3};
  pw_walk walk = {0};
  do {
    pw_byte_buffer b;
    walk.status = encode(numbers, PW_SAV_BYTECODE, fail_next(&walk), &b);
    pw_byte_buffer_free(&b);
  } while (failed_cleanly(&walk));
  assert_int_equal(walk.k, 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(commands_stand_for_what_they_can),
    cmocka_unit_test(the_ends_of_the_commands_are_right),
    cmocka_unit_test(plain_cases_are_elements),
    cmocka_unit_test(each_case_to_be_deflated_begins_a_block),
    cmocka_unit_test(bytes_may_be_taken_as_they_come),
    cmocka_unit_test(every_allocation_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
