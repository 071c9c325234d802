# Each trait of a program is a generated project; positions are right where the text
# at each is what was selected.

expect_read <- function(path, texts = said, ...) {
  codes <- read_codes(path, ...)
  given <- !is.na(codes$code)
  expect_identical(as.character(codes$text)[given], texts)
  invisible(codes)
}

test_that("a project gives its codings, coders, codes and texts", {
  path <- project_file_of(spoken, c("peers", "advice"), c("Ann", "Ben"), stretches)
  codes <- expect_read(path)
  expect_identical(codes$coder, c("Ann", "Ben", "Ann", "Ben"))
  expect_identical(codes$code, c("peers", "advice", "peers", NA))
  expect_identical(codes$source, c("FG1", "FG1", "FG2", "FG2"))
  expect_identical(codes$start[1:3], as.integer(stretches$start))
  expect_identical(attr(codes, "sources")$length, nchar(unname(spoken)))
  expect_identical(attr(codes, "offsets"), list(code = "as_is", checked = 3L, equal = 3L))
  expect_identical(attr(codes, "read"), "all")
  expect_identical(nrow(read_codes(path, uncoded = "unread")), 3L)
})

test_that("the inner file has any name at the root, folders any capitals", {
  for (inner in c("Project.qde", "My study \u00e4.qde", "PROJECT.QDE")) {
    expect_read(project_file_of(spoken, 1:2, c("A", "B"), stretches, inner = inner,
                                folder = "Sources"))
  }
})

test_that("text may stand in the XML, whose line ends are line feeds", {
  expect_read(project_file_of(spoken, 1:2, c("A", "B"), stretches, inside = TRUE))
})

crlf <- function(text) gsub("\n", "\r\n", text, fixed = TRUE)
with_mark <- function(text) paste0("\ufeff", text)
moved <- function(by) {
  out <- stretches
  before <- mapply(function(i, start) substr(spoken[i], 1, start), out$source, out$start)
  shift <- vapply(before, by, 1)
  out$start <- out$start + shift
  after <- mapply(function(i, end) substr(spoken[i], 1, end), stretches$source, stretches$end)
  out$end <- out$end + vapply(after, by, 1)
  out
}
line_ends <- function(text) lengths(regmatches(text, gregexpr("\n", text)))
faces <- function(text) lengths(regmatches(text, gregexpr("\U1F600", text)))

test_that("positions are taken by the rule by which the quoted stretches are right", {
  rule <- function(path) attr(expect_read(path), "offsets")$code
  project <- function(codings, bytes, ...) {
    project_file_of(spoken, 1:2, c("A", "B"), codings, bytes = bytes, ...,
                    frame = parent.frame())
  }
  expect_identical(rule(project(moved(line_ends), crlf)), "as_is")
  expect_identical(rule(project(stretches, crlf)), "line_feeds")
  expect_identical(rule(project(stretches, with_mark)), "as_is")
  expect_identical(rule(project(moved(function(x) 1), with_mark)), "mark")
  expect_identical(rule(project(moved(faces), identity)), "utf16")
  expect_identical(rule(project(moved(faces), crlf)), "utf16_line_feeds")
  expect_identical(rule(project(moved(function(x) 1 + faces(x)), function(x) with_mark(crlf(x)))),
                   "mark_utf16_line_feeds")
})

test_that("without quotations the program decides, and nothing is said to be checked", {
  bare <- stretches[names(stretches) != "name"]
  codes <- expect_read(project_file_of(spoken, 1:2, c("A", "B"), bare, bytes = crlf,
                                       origin = "ATLAS.ti 26"))
  expect_identical(attr(codes, "offsets"), list(code = "line_feeds", checked = 0L, equal = 0L))
  bare <- moved(line_ends)[names(stretches) != "name"]
  codes <- expect_read(project_file_of(spoken, 1:2, c("A", "B"), bare, bytes = crlf,
                                       origin = "MAXQDA 2022"))
  expect_identical(attr(codes, "offsets")$code, "as_is")
})

test_that("a quotation may be cut, squeezed, or no quotation at all", {
  cut <- stretches
  cut$name <- c("h\u00e9llo\u2026", " and   more ", "line:6")
  codes <- expect_read(project_file_of(spoken, 1:2, c("A", "B"), cut))
  expect_identical(attr(codes, "offsets"), list(code = "as_is", checked = 2L, equal = 2L))
})

test_that("quotations that stand elsewhere in the text are warned of", {
  wrong <- stretches
  wrong$start <- wrong$start + 1
  wrong$end <- wrong$end + 1
  path <- project_file_of(spoken, 1:2, c("A", "B"), wrong)
  expect_warning(read_codes(path), class = "pairwave_warning_offsets")
  expect_snapshot(invisible(read_codes(path)))
})

test_that("a stretch beyond the text, or of no length, keeps its row and says so", {
  odd <- stretches
  odd$end[1] <- 5000
  odd$end[2] <- odd$start[2]
  odd$name <- NA
  codes <- read_codes(project_file_of(spoken, 1:2, c("A", "B"), odd))
  expect_identical(codes$note[1:3], c("beyond_text", "zero_length", NA))
  expect_identical(as.character(codes$text)[1:3], c(NA, "", "alone"))
})

test_that("a code that nothing defines keeps its row without a code", {
  path <- project_file_of(spoken, 1, c("A", "B"), stretches)
  codes <- read_codes(path)
  expect_identical(codes$code[1:3], c("1", NA, "1"))
  expect_identical(codes$note[1:3], c(NA, "undefined_code", NA))
})

test_that("identifiers compare without braces and capitals", {
  xml <- project_xml(spoken, 1:2, c("A", "B"), stretches)
  xml <- gsub("targetGUID=\"([^\"]*)\"", "targetGUID=\"{\\U\\1}\"", xml, perl = TRUE)
  path <- file.path(withr::local_tempdir(), "x.qdpx")
  files <- stats::setNames(as.list(spoken), paste0("sources/", test_guid("source", 1:2), ".txt"))
  write_zip(path, c(list(project.qde = xml), files))
  expect_read(path)
})

test_that("codes nest, folders can't be given, and equal names stay apart", {
  codebook <- paste0(
    "<Code guid=\"", test_guid("c", 9), "\" name=\"Support\" isCodable=\"false\">",
    "<Description>All   kinds</Description>",
    "<Code guid=\"", test_guid("c", 1), "\" name=\"citizenship\" isCodable=\"true\"/>",
    "<Code guid=\"", test_guid("c", 2), "\" name=\"citizenship\" isCodable=\"true\"/></Code>",
    "<Code guid=\"", test_guid("c", 3), "\" name=\"A &gt; B\" isCodable=\"true\"/>"
  )
  path <- project_file_of(spoken, NULL, c("A", "B"), stretches, codebook = codebook)
  framework <- attr(read_codes(path), "framework")
  expect_identical(framework$code, c("Support", "Support > citizenship",
                                     "Support > citizenship (2)", "A>B"))
  expect_identical(framework$codable, c(FALSE, TRUE, TRUE, TRUE))
  expect_identical(framework$description[1], "All kinds")
})

test_that("a source of a name that another has keeps its own codings", {
  texts <- stats::setNames(spoken, c("Answer", "Answer"))
  codes <- expect_read(project_file_of(texts, 1:2, c("A", "B"), stretches))
  expect_identical(codes$unit[1:3], c("Answer", "Answer", "Answer (2)"))
})

test_that("a PDF's stretch in its text and on its page counts once", {
  coding <- function(i) paste0("<Coding guid=\"", test_guid("x", i), "\" creatingUser=\"",
                               test_guid("user", 1), "\"><CodeRef targetGUID=\"",
                               test_guid("code", 1), "\"/></Coding>")
  pdf <- paste0(
    "<PDFSource guid=\"", test_guid("source", 9), "\" name=\"Leaflet\">",
    "<PDFSelection guid=\"", test_guid("d", 1), "\" page=\"0\" firstX=\"1\">", coding(91),
    "</PDFSelection><PDFSelection guid=\"", test_guid("d", 2), "\" page=\"1\">", coding(92),
    "</PDFSelection><Representation guid=\"", test_guid("r", 1),
    "\" name=\"t\"><PlainTextContent>eat granola now</PlainTextContent><PlainTextSelection guid=\"",
    test_guid("d", 1), "\" name=\"granola\" startPosition=\"4\" endPosition=\"11\">", coding(93),
    "</PlainTextSelection></Representation></PDFSource>"
  )
  codes <- read_codes(project_file_of(spoken, 1:2, c("A", "B"), stretches, extra = pdf))
  leaflet <- codes[codes$source == "Leaflet" & !is.na(codes$code), ]
  expect_identical(as.character(leaflet$text), c(NA, "granola"))
  expect_identical(leaflet$start, c(NA, 4L))
})

test_that("what is stretched over two speakers is both's, with one number", {
  long <- data.frame(source = 1, code = 1, user = 1, start = 4, end = 41, name = NA)
  codes <- read_codes(project_file_of(spoken, 1, "A", long), speaker = "^(P[0-9]):")
  given <- codes[!is.na(codes$code), ]
  expect_identical(given$participant, c("P1", "P2"))
  expect_identical(given$row, c(1L, 1L))
})

test_that("the folder of the one who coded is shown nowhere", {
  codes <- read_codes(project_file_of(spoken, 1:2, c("A", "B"), stretches))
  expect_false(any(grepl("someone", utils::capture.output(str(codes)))))
})
