#ifndef PW_TEST_SHEET_XML_H
#define PW_TEST_SHEET_XML_H

#define SHEET(rows)                                                           \
  "<?xml version=\"1.0\"?><x:worksheet xmlns:x='u'><x:dimension ref=\"A1\"/>" \
  "<x:sheetData>" rows "</x:sheetData></x:worksheet>"

/* A shared text with runs and how it is pronounced, and styles of which the
 * second is a date by number and the third by its code. */
static const char *const sheet_strings =
  "<sst count=\"4\"><si><t>one</t></si><si><r><rPr><b/></rPr><t>t</t></r>"
  "<rPh sb=\"0\"><t>no</t></rPh><r><t xml:space=\"preserve\">wo &amp; </t></r>"
  "</si><si/><si><t>a_x000D_\n_x0041_&lt;</t></si></sst>";
static const char *const sheet_styles =
  "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd&quot; of "
  "&quot;mmmm\"/><numFmt numFmtId=\"171\" formatCode=\"0.0 &quot;days&quot;\"/>"
  "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf "
  "numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf "
  "numFmtId=\"171"
  "\"/></cellXfs></styleSheet>";

#endif
