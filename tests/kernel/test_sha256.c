#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"

static void expect(const char *bytes, size_t length, const char *hex) {
  unsigned char digest[PW_SHA256_BYTES];
  char found[65];
  pw_sha256 hash;
  pw_sha256_begin(&hash);
  pw_sha256_add(&hash, bytes, length);
  pw_sha256_end(&hash, digest);
  pw_sha256_hex(digest, found);
  assert_string_equal(found, hex);
  pw_sha256_begin(&hash);
  for (size_t i = 0; i < length; i++) pw_sha256_add(&hash, bytes + i, 1);
  pw_sha256_end(&hash, digest);
  pw_sha256_hex(digest, found);
  assert_string_equal(found, hex);
}

/* The examples that NIST gives with FIPS 180. */
static void equals_the_published_digests(void **state) {
  (void)state;
  expect("", 0,
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect("abc", 3,
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  char *million = malloc(1000000);
  memset(million, 'a', 1000000);
  expect(million, 1000000,
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  free(million);
}

static void expect_keyed(const char *key, size_t key_length,
                         const char *message, const char *hex) {
  unsigned char digest[PW_SHA256_BYTES];
  char found[65];
  pw_hmac_sha256(key, key_length, message, strlen(message), digest);
  pw_sha256_hex(digest, found);
  assert_string_equal(found, hex);
}

/* Test cases 2 and 6 of RFC 4231. */
static void equals_the_published_keyed_digests(void **state) {
  (void)state;
  expect_keyed("Jefe", 4, "what do ya want for nothing?",
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  char key[131];
  memset(key, 0xaa, sizeof key);
  expect_keyed(key, sizeof key,
    "Test Using Larger Than Block-Size Key - Hash Key First",
    "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(equals_the_published_digests),
    cmocka_unit_test(equals_the_published_keyed_digests),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
