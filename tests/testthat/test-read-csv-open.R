test_that("encodings are told apart", {
  text <- "n,w\n1,\u201cna\u00efve\u201d \u20ac\n"
  utf8 <- charToRaw(enc2utf8(text))
  files <- list(
    utf8, c(as.raw(c(0xef, 0xbb, 0xbf)), utf8),
    c(as.raw(c(0xff, 0xfe)), iconv(text, "UTF-8", "UTF-16LE", toRaw = TRUE)[[1]]),
    c(as.raw(c(0xfe, 0xff)), iconv(text, "UTF-8", "UTF-16BE", toRaw = TRUE)[[1]]),
    iconv(text, "UTF-8", "UTF-16LE", toRaw = TRUE)[[1]],
    iconv(text, "UTF-8", "windows-1252", toRaw = TRUE)[[1]]
  )
  found <- vapply(files, function(bytes) {
    x <- read_csv_survey(bytes_file(bytes))
    expect_identical(names(x), c("n", "w"))
    expect_identical(x$w, "\u201cna\u00efve\u201d \u20ac")
    attr(x, "survey")$encoding
  }, "")
  expect_identical(found, c("UTF-8", "UTF-8", "UTF-16LE", "UTF-16BE",
                            "UTF-16LE", "windows-1252"))
  latin <- bytes_file(c(charToRaw("a,b\n1,caf"), as.raw(0xe9), charToRaw("\n")))
  x <- read_csv_survey(latin)
  expect_identical(x$b, "caf\u00e9")
  expect_identical(attr(x, "survey")$encoding, "ISO-8859-1")
  x <- read_csv_survey(latin, encoding = "latin1")
  expect_identical(x$b, "caf\u00e9")
  greek <- bytes_file(c(charToRaw("a,b\n1,"), as.raw(0xe1), charToRaw("\n")))
  expect_identical(read_csv_survey(greek, encoding = "ISO-8859-7")$b, "\u03b1")
})

test_that("bytes of another encoding are read, and named by line", {
  mixed <- bytes_file(c(
    charToRaw("a,b\n1,"), as.raw(c(0xc3, 0xa9)), charToRaw("\n2,"),
    as.raw(c(0x93, 0xe9, 0x94)), charToRaw("\n")
  ))
  warning <- expect_warning(x <- read_csv_survey(mixed),
                            class = "pairwave_warning_encoding")
  expect_identical(warning$lines, 3)
  expect_identical(warning$count, 3)
  expect_identical(x$b, c("\u00e9", "\u201c\u00e9\u201d"))
  expect_identical(attr(x, "survey")$encoding, "UTF-8 and windows-1252")
  expect_warning(x <- read_csv_survey(mixed, encoding = "UTF-8"),
                 class = "pairwave_warning_encoding")
  expect_identical(x$b, c("\u00e9", "\ufffd\ufffd\ufffd"))
  half <- bytes_file(c(0xff, 0xfe, 0x61, 0x00, 0x0a, 0x00, 0x3d, 0xd8, 0x0a, 0x00))
  expect_warning(x <- read_csv_survey(half), class = "pairwave_warning_encoding")
  expect_identical(x$a, "\ufffd")
})

test_that("bad input gets one clear error", {
  fixed <- function(x) gsub("'[^']*[/\\\\]", "'", gsub("\\s+", " ", x))
  fails <- function(expr, class) {
    error <- expect_error(expr, class = class)
    fixed(gsub("file[0-9a-f]+", "file", conditionMessage(error)))
  }
  expect_match(
    fails(read_csv_survey(bytes_file(c(80, 75, 3, 4, 0, 0, 9, 200))),
          "pairwave_error_format"),
    "It is an Excel workbook or a zip archive"
  )
  expect_match(
    fails(read_csv_text("a,b", "1,2", "3,\"4", "5,6"), "pairwave_error_format"),
    "On line 3, a quote that opens a text is never closed"
  )
  fails(read_csv_survey(bytes_file(raw())), "pairwave_error_empty_file")
  fails(read_csv_text("", ""), "pairwave_error_empty_file")
  fails(read_csv_survey(tempfile()), "pairwave_error_no_file")
  expect_match(
    fails(read_csv_text("code,b", "1,2", options = list(columns = "cod")),
          "pairwave_error_column"),
    "Did you mean \"code\""
  )
})

test_that("messages read well", {
  folder <- tempfile()
  dir.create(folder)
  old <- setwd(folder)
  on.exit(setwd(old))
  writeLines(c("a,b", "1,\"2", "3,4"), "open.csv")
  writeLines(c("a,b", "1", "3,4,5"), "ragged.csv")
  writeLines("a,a", "twice.csv")
  writeBin(as.raw(c(80, 75, 0, 1, 2)), "binary.csv")
  writeBin(as.raw(c(0x50, 0x4b, 3, 4, 0x14, 0, 6, 0)), "book.csv")
  writeBin(as.raw(c(0x1f, 0x8b, 8, 8, 1, 2, 3, 4)), "packed.csv")
  writeBin(c(charToRaw("a,b\n1,2\n3,"), as.raw(0), charToRaw("\n")), "zero.csv")
  writeBin(c(charToRaw("a,b\n\u00e9,2\n3,"), as.raw(0xe9), charToRaw("\n")),
           "mixed.csv")
  writeBin(as.raw(c(0xff, 0xfe, 0x61, 0, 0x62)), "half.csv")
  writeLines(c("", ""), "blank.csv")
  file.create("empty.csv")
  writeLines("a,b", "header.csv")
  writeLines(c("<!DOCTYPE html>", "<html><body>Sign in, please</body></html>"), "login.csv")
  writeLines(c("[{\"id\": 1, \"q\": 2},", " {\"id\": 2, \"q\": 3}]", ""), "json.csv")
  dir.create("folder.csv")
  cat(strrep(",", 1e6 + 1), file = "wide.csv")
  expect_snapshot(read_csv_survey("open.csv", call = NULL), error = TRUE)
  expect_snapshot(read_csv_survey("binary.csv", call = NULL), error = TRUE)
  expect_snapshot(read_csv_survey("book.csv", call = NULL), error = TRUE)
  expect_snapshot(read_csv_survey("packed.csv", call = NULL), error = TRUE)
  expect_snapshot(read_csv_survey("zero.csv", call = NULL), error = TRUE)
  expect_snapshot(read_csv_survey("login.csv", call = NULL), error = TRUE)
  expect_snapshot(read_csv_survey("json.csv", call = NULL), error = TRUE)
  expect_snapshot(read_csv_survey("folder.csv", call = NULL), error = TRUE)
  expect_snapshot(read_csv_survey("half.csv", call = NULL), error = TRUE)
  expect_snapshot(read_csv_survey("blank.csv", call = NULL), error = TRUE)
  expect_snapshot(read_csv_survey("empty.csv", call = NULL), error = TRUE)
  expect_snapshot(read_csv_survey("none.csv", call = NULL), error = TRUE)
  expect_snapshot(read_csv_survey("wide.csv", call = NULL), error = TRUE)
  expect_snapshot(read_csv_survey("header.csv", encoding = "klingon", call = NULL),
                  error = TRUE)
  expect_snapshot(read_csv_survey("header.csv", delim = "\"", call = NULL),
                  error = TRUE)
  expect_snapshot(read_csv_survey("header.csv"))
  expect_snapshot(x <- read_csv_survey("ragged.csv"))
  expect_snapshot(x <- read_csv_survey("mixed.csv"))
  expect_snapshot(x <- read_csv_survey("mixed.csv", encoding = "UTF-8"))
  expect_snapshot(x <- read_csv_survey("twice.csv"))
})

test_that("a file that is no text is called what its first bytes say", {
  of <- function(...) file_signature(bytes_file(c(...)))$what
  expect_match(of(0x50, 0x4b, 3, 4, 1), "Excel workbook or a zip")
  expect_match(of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), "old Excel")
  expect_match(of(0x1f, 0x8b, 8), "compressed")
  expect_match(of(charToRaw("%PDF-1.7")), "PDF")
  expect_null(of(charToRaw("code,q1")))
  expect_null(of(0x50, 0x4b, 3))
  expect_null(of(raw()))
})

test_that("a web page and JSON are told from tables that begin like them", {
  kind <- function(...) text_kind(csv_file(...))$what
  for (page in c("<!DOCTYPE html>", "\n  <html>", "<?xml version='1.0'?>", "<Body>", "<script>")) {
    expect_identical(kind(page, "<p>a</p>"), "a web page or XML", info = page)
  }
  expect_null(kind("<5,>10", "1,2"))
  expect_identical(kind("{\"a\": 1}"), "JSON")
  expect_identical(kind("[", " {\"a\": 1}", "]", ""), "JSON")
  expect_identical(kind("[[1, 2],", "[3, 4]]"), "JSON")
  # Headings in brackets are no JSON, nor is a text that ends otherwise.
  expect_null(kind("[code],[q1]", "1,2"))
  expect_null(kind("{\"a\"},b", "1,2"))
  # Its end is looked for at the end, however long it is.
  expect_identical(kind("[", rep("{\"a\": 1},", 500), "{}]"), "JSON")
  expect_identical(kind("\ufeff{\"a\": 1}"), "JSON")
})

test_that("threads are as many as the option says, within bounds", {
  withr::local_envvar(OMP_THREAD_LIMIT = NA)
  threads <- function(n, limit = NULL) {
    withr::local_options(pairwave.threads = n)
    if (!is.null(limit)) withr::local_envvar(OMP_THREAD_LIMIT = limit)
    read_threads()
  }
  expect_identical(threads(NULL), 2L)
  expect_identical(vapply(list(0, 1, 3, 64, 1000, -5), threads, 1L), c(1L, 1L, 3L, 64L, 64L, 1L))
  expect_identical(threads(8, "2"), 2L)
  expect_identical(threads(1, "4"), 1L)
  expect_identical(threads(8, "many"), 8L)
})

test_that("an encoding that R knows is read, and one that nobody knows is refused", {
  polish <- "\u0141\u00f3d\u017a,za\u017c\u00f3\u0142\u0107\n1,2\n"
  bytes <- iconv(polish, "UTF-8", "ISO-8859-2", toRaw = TRUE)[[1]]
  expect_identical(recoded_bytes(bytes_file(bytes), "ISO-8859-2", "Can't.", NULL), charToRaw(enc2utf8(polish)))
  expect_named(read_csv_survey(bytes_file(bytes), encoding = "iso-8859-2"),
               c("\u0141\u00f3d\u017a", "za\u017c\u00f3\u0142\u0107"))
  expect_error(recoded_bytes(bytes_file(bytes), "klingon", "Can't.", NULL), class = "pairwave_error_encoding")
})
