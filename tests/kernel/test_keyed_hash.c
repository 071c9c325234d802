#include "cmocka_all.h"

#include "base/keyed_hash.h"

static const uint64_t key[2] = {UINT64_C(0x0706050403020100),
                                UINT64_C(0x0f0e0d0c0b0a0908)};

/* The first vectors of the authors' reference code: texts of the bytes 0, 1, 2,
 * ... under the key of the bytes 0 to 15. */
static void hashes_are_those_of_the_authors(void **state) {
  (void)state;
  const char text[2] = {0, 1};
  static const unsigned char expected[2][16] = {
    {0xa3, 0x81, 0x7f, 0x04, 0xba, 0x25, 0xa8, 0xe6, 0x6d, 0xf6, 0x72, 0x14,
     0xc7, 0x55, 0x02, 0x93},
    {0xda, 0x87, 0xc1, 0xd8, 0x6b, 0x99, 0xaf, 0x44, 0x34, 0x76, 0x59, 0x11,
     0x9b, 0x22, 0xfc, 0x45},
  };
  for (size_t n = 0; n < 2; n++) {
    pw_keyed_hash h = pw_hash_keyed(key, text, n);
    for (size_t i = 0; i < 16; i++) {
      assert_int_equal(h.half[i / 8] >> (8 * (i % 8)) & 0xff, expected[n][i]);
    }
  }
}

/* Texts that differ in one bit or in length, and keys that do. */
static void what_differs_has_another_hash(void **state) {
  (void)state;
  enum { LENGTH = 20, MANY = LENGTH * 8 + LENGTH + 1 };
  static pw_keyed_hash seen[MANY];
  char text[LENGTH] = {0};
  int n = 0;
  for (size_t length = 0; length < LENGTH; length++)
    seen[n++] = pw_hash_keyed(key, text, length);
  for (int bit = 0; bit < LENGTH * 8; bit++) {
    text[bit / 8] = (char)(1 << bit % 8);
    seen[n++] = pw_hash_keyed(key, text, LENGTH);
    text[bit / 8] = 0;
  }
  const uint64_t other[2] = {key[0] ^ 1, key[1]};
  seen[n++] = pw_hash_keyed(other, text, LENGTH - 1);
  assert_int_equal(n, MANY);
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < i; j++) {
      assert_true(seen[i].half[0] != seen[j].half[0]);
      assert_true(seen[i].half[1] != seen[j].half[1]);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(hashes_are_those_of_the_authors),
    cmocka_unit_test(what_differs_has_another_hash),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
