markup_of <- function(xml) read_markup(charToRaw(xml), "x.qdpx", refi_names, NULL)

test_that("elements are found by local name, with parents, attributes and text", {
  found <- markup_of(paste0("<p:Project xmlns:p='urn:x' name='a&lt;b'><!-- c --><p:Code name=\"&#233;\"/>",
                            "<Note>x<![CDATA[ <y> ]]>z&#13;\n</Note></p:Project>"))
  expect_identical(element_name(found, seq_along(found$name)), c("Project", "Code", "Note"))
  expect_identical(found$parent, c(0L, 1L, 1L))
  expect_identical(attribute_of(found, c(1L, 2L, 0L), "name"), c("a<b", "\u00e9", NA))
  expect_identical(content_of(found, elements_called(found, "Note")), "x <y> z\r\n")
  expect_identical(child_of(found, 1:2, "Note"), c(3L, 0L))
})

test_that("an identifier is the same with braces and capitals", {
  found <- markup_of("<Project><Code guid='{AB-C}'/><Code guid='ab-c'/></Project>")
  expect_identical(guid_of(found, 2:3), c("ab-c", "ab-c"))
})

test_that("a DOCTYPE is found behind comments and instructions, and in UTF-16", {
  hostile <- c("<!DOCTYPE a><a/>", "<?xml version='1.0'?>\n<!-- <a> --><?x?><!DOCTYPE a><a/>",
               paste0("<!--", strrep("x", 1e5), "--><!DOCTYPE a><a/>"))
  for (xml in hostile) expect_error(markup_of(xml), class = "pairwave_error_codes_file")
  wide <- unlist(lapply(charToRaw(hostile[1]), function(byte) c(byte, as.raw(0))))
  for (bytes in list(wide, c(as.raw(c(0xff, 0xfe)), wide))) {
    expect_error(read_markup(bytes, "x", refi_names, NULL), class = "pairwave_error_codes_file")
  }
})

test_that("XML is the same however it is written", {
  plain <- "<Project name=\"a 'b' c\"><Note>x &lt;y&gt;\nz</Note><Code name=\"7\"/></Project>"
  odd <- paste0("<Project  name\n=\n'a &apos;b&apos;&#32;c' ><Note>x <![CDATA[<y>]]><!-- > --><?i >?>",
                "\r\nz</Note ><!-- <Code> --><Code name = '7' /></Project >")
  wide <- iconv(list(charToRaw(odd)), "UTF-8", "UTF-16LE", toRaw = TRUE)[[1]]
  latin <- charToRaw(paste0("<?xml version='1.0' encoding='ISO-8859-1'?>", odd))
  marked <- c(as.raw(c(0xef, 0xbb, 0xbf)), charToRaw(odd))
  for (bytes in list(charToRaw(plain), charToRaw(odd), c(as.raw(c(0xff, 0xfe)), wide), latin, marked)) {
    found <- read_markup(bytes, "x.qdpx", refi_names, NULL)
    expect_identical(element_name(found, seq_along(found$name)), c("Project", "Note", "Code"))
    expect_identical(found$parent, c(0L, 1L, 1L))
    expect_identical(attribute_of(found, 1L, "name"), "a 'b' c")
    expect_identical(content_of(found, 2L), "x <y>\nz")
    expect_identical(position_of(found, 0:3, "name"), c(NA, NA, NA, 7L))
  }
  expect_error(read_markup(c(charToRaw("<a/>"), raw(1), charToRaw("<b/>")), "x", refi_names, NULL),
               class = "pairwave_error_codes_file")
})

test_that("whatever another parser refuses is refused, and what is read is the same", {
  skip_if_not_installed("xml2")
  n <- asked_or("PAIRWAVE_XML_DOCUMENTS", 120, 500, again = 20)
  found <- unlist(lapply(seq_len(n), function(seed) {
    said <- markup_difference(hostile_xml(seed))
    if (!is.null(said)) paste0("seed ", seed, ": ", said)
  }))
  expect_identical(found, NULL)
})

test_that("nothing is refused that a document may well have", {
  skip_if_not_installed("xml2")
  fine <- vapply(seq_len(few_or_many(100, 300, again = 50)), function(seed) {
    bytes <- hostile_xml(seed)
    theirs <- tryCatch(suppressWarnings(xml2::read_xml(bytes)), error = function(e) NULL)
    ours <- tryCatch(read_markup(bytes, "x", "Code", NULL), error = function(e) NULL)
    is.null(theirs) || !is.null(ours)
  }, NA)
  # A colon in the name of nothing that has a prefix, at most.
  expect_gt(mean(fine), 0.98)
})

test_that("an encoding is taken by its mark, its zeros or its declaration, or refused", {
  xml <- "<?xml version='1.0' encoding='%s'?><Project name='caf\u00e9'/>"
  name_of <- function(bytes) attribute_of(read_markup(bytes, "x", refi_names, NULL), 1L, "name")
  recoded <- function(named, to) iconv(list(charToRaw(sprintf(xml, named))), "UTF-8", to, toRaw = TRUE)[[1]]
  for (named in c("ISO-8859-1", "windows-1252", "UTF-8")) {
    expect_identical(name_of(recoded(named, named)), "caf\u00e9")
  }
  for (to in c("UTF-16LE", "UTF-16BE")) expect_identical(name_of(recoded("UTF-16", to)), "caf\u00e9")
  expect_identical(name_of(c(as.raw(c(0xfe, 0xff)), recoded("utf-16", "UTF-16BE"))), "caf\u00e9")
  refused <- list(recoded("us-ascii", "UTF-8"), recoded("UTF-16", "UTF-8"), recoded("EBCDIC", "UTF-8"),
                  recoded("UTF-8", "ISO-8859-1"), c(as.raw(c(0xef, 0xbb, 0xbf)), recoded("ISO-8859-1", "UTF-8")),
                  recoded("iso-8859-99", "ISO-8859-1"), recoded("UTF-8", "UTF-32LE"),
                  utils::head(recoded("UTF-16", "UTF-16LE"), -1))
  for (bytes in refused) expect_error(name_of(bytes), class = "pairwave_error_codes_file")
})
