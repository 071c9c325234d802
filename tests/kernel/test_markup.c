#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "text/markup.h"
#include "text/well_formed.h"

enum { MOST = 64 };

typedef struct {
  int32_t n, name[MOST], parent[MOST];
  double tag[MOST], inner[MOST], close[MOST];
} scanned;

static pw_span span(const char *text) {
  pw_span out = {text, strlen(text)};
  return out;
}

/* The bytes in a block of their own size, so that a read past them shows. */
static pw_status scan_bytes(const char *bytes, size_t length, scanned *out,
                            pw_error *err) {
  char *exact = malloc(length ? length : 1);
  memcpy(exact, bytes, length);
  pw_span text = {exact, length};
  pw_span names[] = {span("Code"), span("Set")};
  pw_status status = pw_well_formed(text, &out->n, NULL, err);
  pw_elements columns = {out->n,   out->name,  out->parent,
                         out->tag, out->inner, out->close};
  if (status == PW_OK && out->n <= MOST) {
    status = pw_markup_elements(text, names, 2, &columns, NULL, err);
  }
  free(exact);
  return status;
}

static void elements_have_name_parent_and_place(void **state) {
  (void)state;
  const char *text = "<x:Set a=\"1>2\"><!-- <Code> --><Code/><y>t</y></x:Set>";
  scanned found;
  assert_int_equal(scan_bytes(text, strlen(text), &found, NULL), PW_OK);
  assert_int_equal(found.n, 3);
  int32_t names[] = {1, 0, -1}, parents[] = {-1, 0, 0};
  assert_memory_equal(found.name, names, sizeof names);
  assert_memory_equal(found.parent, parents, sizeof parents);
  assert_int_equal((int)found.inner[0], 15);
  assert_int_equal((int)found.close[0], (int)(strstr(text, "</x:") - text));
  assert_int_equal((int)found.close[1], (int)found.inner[1]);
  assert_int_equal((int)(found.close[2] - found.inner[2]), 1);
}

static void attributes_are_found_by_name(void **state) {
  (void)state;
  pw_span text =
    span("<Code guid=\"g\" x:name=\"a &gt; b\" empty=\"\"/><Set name=\"s\"/>");
  pw_span value;
  assert_int_equal(pw_markup_attribute(text, 0, span("name"), &value), 1);
  assert_int_equal(value.length, 8);
  assert_memory_equal(value.bytes, "a &gt; b", 8);
  assert_int_equal(pw_markup_attribute(text, 0, span("empty"), &value), 1);
  assert_int_equal(value.length, 0);
  assert_int_equal(pw_markup_attribute(text, 0, span("nam"), &value), 0);
  assert_int_equal(pw_markup_attribute(text, 1, span("guid"), &value), 0);
  assert_int_equal(pw_markup_attribute(text, 1000, span("guid"), &value), 0);
  text = span("<Code a = \"it's\"\n\tname\n=\n'\"a\" > b' />");
  assert_int_equal(pw_markup_attribute(text, 0, span("name"), &value), 1);
  assert_int_equal(value.length, 7);
  assert_memory_equal(value.bytes, "\"a\" > b", 7);
  assert_int_equal(pw_markup_attribute(text, 0, span("none"), &value), 0);
}

static void expect_white(const char *from, pw_markup_white white,
                         const char *to) {
  char out[64];
  size_t n = pw_markup_text(span(from), white, out);
  assert_int_equal(n, strlen(to));
  assert_memory_equal(out, to, n);
}

static void expect_text(const char *from, const char *to) {
  expect_white(from, PW_WHITE_KEPT, to);
}

static void references_become_characters(void **state) {
  (void)state;
  expect_text("a &lt;b&gt; &amp;&quot;&apos;", "a <b> &\"'");
  expect_text("&#13;&#10;&#x1F600;&#233;", "\r\n\xF0\x9F\x98\x80\xC3\xA9");
  expect_text("&#x0000000000000041;&#0000065;", "AA");
  expect_text("one<br/>two<i>three</i>", "onetwothree");
  expect_text("&unknown; &; & &#; &#xD800; &#1114112; &#x",
              "&unknown; &; & &#; &#xD800; &#1114112; &#x");
}

static void white_space_is_what_a_parser_makes_of_it(void **state) {
  (void)state;
  const char *text = "a\r\nb\rc\n\td&#13;&#10;";
  expect_white(text, PW_WHITE_KEPT, "a\r\nb\rc\n\td\r\n");
  expect_white(text, PW_WHITE_LINES, "a\nb\nc\n\td\r\n");
  expect_white(text, PW_WHITE_BLANKS, "a b c  d\r\n");
}

static void brackets_are_no_text_but_cdata(void **state) {
  (void)state;
  expect_white("a<!-- <b> > --><?x > ?><![CDATA[<i> &amp;\r\n]>]]>c",
               PW_WHITE_LINES, "a<i> &amp;\n]>c");
  expect_white("a<![CDATA[b", PW_WHITE_LINES, "ab");
  const char *text = "<Set><![CDATA[<Code>]]><Code/></Set>";
  scanned found;
  assert_int_equal(scan_bytes(text, strlen(text), &found, NULL), PW_OK);
  assert_int_equal(found.n, 2);
}

/* Whatever was counted, no more is written than there is room for. */
static void elements_that_were_not_counted_are_refused(void **state) {
  (void)state;
  const char *texts[] = {
    "<a><b/></a>", "<a><b/>",          "<a/>",  "</a>", "<",
    "<a x=\">",    "<!DOCTYPE a><a/>", "<!-- ", "<?x",  "<![CDATA[]]"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    for (int32_t n = 0; n < 4; n++) {
      scanned found;
      pw_elements columns = {n,         found.name,  found.parent,
                             found.tag, found.inner, found.close};
      memset(&found, 0x55, sizeof found);
      pw_status status =
        pw_markup_elements(span(texts[i]), NULL, 0, &columns, NULL, NULL);
      int whole = (i == 0 && n == 2) || (i == 2 && n == 1);
      assert_int_equal(status == PW_OK, whole);
      for (int32_t k = n; k < MOST; k++)
        assert_int_equal(found.parent[k], 0x55555555);
    }
  }
}

static void every_beginning_of_a_document_is_read_within_it(void **state) {
  (void)state;
  const char *text =
    "<?p?><Set a=\"&#x41;\" b:c=\"\"><!-- - - --><Code name = 'x'/>t&amp;"
    "<![CDATA[<]]>\r\n</Set>";
  for (size_t n = 0; n <= strlen(text); n++) {
    scanned found;
    pw_error err;
    char out[128];
    pw_status status = scan_bytes(text, n, &found, &err);
    assert_true(status == PW_OK || status == PW_FORMAT);
    char *exact = malloc(n ? n : 1);
    memcpy(exact, text, n);
    pw_span part = {exact, n}, value;
    assert_true(pw_markup_text(part, PW_WHITE_BLANKS, out) <= n);
    for (size_t at = 0; at < n; at++) {
      pw_markup_attribute(part, at, span("name"), &value);
    }
    free(exact);
  }
}

static int stop_at_once(void *data, double done) {
  (void)data;
  (void)done;
  return 1;
}

static void a_stop_ends_the_scan(void **state) {
  (void)state;
  scanned found;
  pw_elements columns = {1,         found.name,  found.parent,
                         found.tag, found.inner, found.close};
  pw_stop stop = {stop_at_once, NULL};
  assert_int_equal(
    pw_markup_elements(span("<a/>"), NULL, 0, &columns, &stop, NULL),
    PW_STOPPED);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(elements_have_name_parent_and_place),
    cmocka_unit_test(attributes_are_found_by_name),
    cmocka_unit_test(references_become_characters),
    cmocka_unit_test(white_space_is_what_a_parser_makes_of_it),
    cmocka_unit_test(brackets_are_no_text_but_cdata),
    cmocka_unit_test(elements_that_were_not_counted_are_refused),
    cmocka_unit_test(every_beginning_of_a_document_is_read_within_it),
    cmocka_unit_test(a_stop_ends_the_scan),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
