#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stopping.h"
#include "text/well_formed.h"

/* In a block of its own size, so that a read past it shows. */
static pw_status check_bytes(const char *bytes, size_t length, int32_t *n,
                             pw_error *err) {
  char *exact = malloc(length ? length : 1);
  memcpy(exact, bytes, length);
  pw_span xml = {exact, length};
  pw_status status = pw_well_formed(xml, n, NULL, err);
  free(exact);
  return status;
}

static void expect_wrong(const char *text, int64_t offset) {
  int32_t n;
  pw_error err;
  pw_error_clear(&err);
  if (check_bytes(text, strlen(text), &n, &err) != PW_FORMAT ||
      err.offset != offset) {
    fail_msg("%s: status %d, offset %d", text, (int)err.code, (int)err.offset);
  }
}

static void what_is_well_formed_has_its_elements_counted(void **state) {
  (void)state;
  const struct {
    const char *text;
    int32_t n;
  } fine[] = {
    {"<a/>", 1},
    {"\xEF\xBB\xBF<?xml version='1.0' encoding=\"UTF-8\" standalone='no' ?>\n"
     "<!-- > - --><?p?><?p <x> ?>\r\n<a><b c='\"' d:e = \"'>&amp;&#x1F600;\"\n"
     "/>t&lt;]] ><![CDATA[<x> & ]] ]]></a ><!---->\n<?q r?>",
     2},
    {"<a>]]&gt;]</a>", 1},
    {"<x:\xC3\xA9 xmlns:x=''></x:\xC3\xA9>", 1},
    {"<a>&#0000000000000000000000000000065;&quot;&gt;&apos;\x7F</a>", 1},
  };
  for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
    int32_t n;
    assert_int_equal(check_bytes(fine[i].text, strlen(fine[i].text), &n, NULL),
                     PW_OK);
    assert_int_equal(n, fine[i].n);
  }
}

static void what_is_not_is_refused_at_its_byte(void **state) {
  (void)state;
  expect_wrong("", 0);
  expect_wrong(" \n", 2);
  expect_wrong("text", 0);
  expect_wrong("<a/>text", 4);
  expect_wrong("<a/><b/>", 4);
  expect_wrong("<a/></a>", 4);
  expect_wrong("<a/>&amp;", 4);
  expect_wrong("<a/><![CDATA[x]]>", 4);
  expect_wrong("<a>", 3);
  expect_wrong("<a></b>", 3);
  expect_wrong("<a></a b>", 7);
  expect_wrong("<a ", 0);
  expect_wrong("<a", 0);
  expect_wrong("< a/>", 1);
  expect_wrong("<a:/>", 1);
  expect_wrong("<:a/>", 1);
  expect_wrong("<a:b:c/>", 1);
  expect_wrong("<a/ >", 2);
  expect_wrong("<a b/>", 4);
  expect_wrong("<a b=c/>", 5);
  expect_wrong("<a b='c/>", 5);
  expect_wrong("<a b='<'/>", 6);
  expect_wrong("<a b='1'c='2'/>", 8);
  expect_wrong("<a b='1' b='2'/>", 9);
  expect_wrong("<a b='&'/>", 6);
  expect_wrong("<a>&b;</a>", 3);
  expect_wrong("<a>&amp</a>", 3);
  expect_wrong("<a>&#;</a>", 3);
  expect_wrong("<a>&#x;</a>", 3);
  expect_wrong("<a>&#xg;</a>", 3);
  expect_wrong("<a>&#0;</a>", 3);
  expect_wrong("<a>&#xD800;</a>", 3);
  expect_wrong("<a>&#x110000;</a>", 3);
  expect_wrong("<a>&#99999999999999999999;</a>", 3);
  expect_wrong("<a>]]></a>", 3);
  expect_wrong("<a>\x01</a>", 3);
  expect_wrong("<a b='\x1F'/>", 6);
  expect_wrong("<a>\xFF</a>", 3);
  expect_wrong("<a>\xEF\xBF\xBF</a>", 3);
  expect_wrong("<a>\xED\xA0\x80</a>", 3);
  expect_wrong("<!-- a -- b --><a/>", 9);
  expect_wrong("<!-- a ---><a/>", 9);
  expect_wrong("<!-- a", 4);
  expect_wrong("<a><![CDATA[ ]]</a>", 12);
  expect_wrong("<!DOCTYPE a><a/>", 0);
  expect_wrong("<a><!ELEMENT a></a>", 3);
  expect_wrong("<? x?><a/>", 2);
  expect_wrong("<?x", 3);
  expect_wrong("<?x+?><a/>", 3);
  expect_wrong(" <?xml version='1.0'?><a/>", 6);
  expect_wrong("<a/><?XmL?>", 9);
  expect_wrong("<?xml?><a/>", 5);
  expect_wrong("<?xml version='2.0'?><a/>", 0);
  expect_wrong("<?xml encoding='utf-8'?><a/>", 0);
  expect_wrong("<?xml version='1.0'encoding='utf-8'?><a/>", 0);
  expect_wrong("<?xml version='1.0' encoding=''?><a/>", 0);
  expect_wrong("<?xml version='1.0' standalone='maybe'?><a/>", 0);
  expect_wrong("<?xml version='1.0' standalone='no' encoding='x'?><a/>", 0);
}

static void a_zero_ends_nothing(void **state) {
  (void)state;
  int32_t n;
  pw_error err;
  assert_int_equal(check_bytes("<a/>\0<b/>", 9, &n, &err), PW_FORMAT);
  assert_int_equal(err.offset, 4);
  assert_int_equal(check_bytes("<a b='\0'/>", 10, &n, &err), PW_FORMAT);
  assert_int_equal(err.offset, 6);
}

/* `n` times what is repeated, between what is before and behind. */
static pw_status check_repeated(const char *before, const char *repeated,
                                size_t n, const char *behind) {
  size_t one = strlen(repeated), at = strlen(before);
  char *text = malloc(at + n * one + strlen(behind) + 1);
  memcpy(text, before, at);
  for (size_t i = 0; i < n; i++, at += one) memcpy(text + at, repeated, one);
  strcpy(text + at, behind);
  int32_t elements;
  pw_status status = check_bytes(text, strlen(text), &elements, NULL);
  free(text);
  return status;
}

static void depth_names_and_attributes_have_a_limit(void **state) {
  (void)state;
  assert_int_equal(check_repeated("", "<a>", PW_XML_DEPTH + 1, "</a>"),
                   PW_FORMAT);
  assert_int_equal(check_repeated("<a>", "<b></b>", 10 * PW_XML_DEPTH, "</a>"),
                   PW_OK);
  assert_int_equal(check_repeated("<", "a", PW_XML_NAME, "/>"), PW_OK);
  assert_int_equal(check_repeated("<", "a", PW_XML_NAME + 1, "/>"), PW_FORMAT);
  char tag[16 * PW_XML_ATTRIBUTES] = "<a";
  int32_t n;
  for (int i = 0; i <= PW_XML_ATTRIBUTES; i++) {
    assert_int_equal(check_repeated(tag, "", 0, "/>"), PW_OK);
    sprintf(tag + strlen(tag), " a%d=''", i);
  }
  strcat(tag, "/>");
  assert_int_equal(check_bytes(tag, strlen(tag), &n, NULL), PW_FORMAT);
}

/* Only the whole of it is well-formed, with a byte order mark or without. */
static void no_beginning_of_a_document_is_one(void **state) {
  (void)state;
  const char *marked =
    "\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8' standalone=\"no\" ?>"
    "<!-- - --><?p q?><Set a=\"&#x41;\" b:c=\"\">"
    "<Code name = 'x'/>t&amp;\xC3\xA9<![CDATA[<]]>\r\n</Set>";
  int32_t n;
  for (const char *text = marked; text <= marked + 3; text += 3) {
    for (size_t i = 0; i < strlen(text); i++)
      assert_int_equal(check_bytes(text, i, &n, NULL), PW_FORMAT);
    assert_int_equal(check_bytes(text, strlen(text), &n, NULL), PW_OK);
  }
}

static void a_stop_ends_the_check(void **state) {
  (void)state;
  enum { N = 1 << 17 };
  char *text = malloc(4 * N + 8), *at = text;
  memcpy(at, "<a>", 3), at += 3;
  for (int i = 0; i < N; i++, at += 4) memcpy(at, "<b/>", 4);
  memcpy(at, "</a>", 4), at += 4;
  pw_span xml = {text, (size_t)(at - text)};
  int32_t n;
  pw_stop stop = {stop_at_once, NULL};
  assert_int_equal(pw_well_formed(xml, &n, &stop, NULL), PW_STOPPED);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_well_formed_has_its_elements_counted),
    cmocka_unit_test(what_is_not_is_refused_at_its_byte),
    cmocka_unit_test(a_zero_ends_nothing),
    cmocka_unit_test(depth_names_and_attributes_have_a_limit),
    cmocka_unit_test(no_beginning_of_a_document_is_one),
    cmocka_unit_test(a_stop_ends_the_check),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
