test_that("a stretch is one quote, whoever coded it and however often", {
  codes <- new_codes(data.frame(
    unit = "u", source = "s", participant = "p", coder = c("A", "B", "B", "A"),
    code = c("x", "x", "y", "x"), start = c(0, 0, 0, 9), end = c(4, 4, 4, 13),
    text = c("word", "word", "word", "more")
  ))
  found <- quote_candidates(codes)
  expect_identical(found$text, c("word", "more"))
  expect_identical(found$codes, list(1:2, 1L))
  expect_identical(nrow(quote_candidates(new_codes(data.frame(unit = "u", code = "x")))), 0L)
})

test_that("a decision is about these words of this person in this place", {
  frame <- quote_candidates(quoted_codes())[1:2, ]
  for (column in c("source", "unit", "participant", "start", "text")) {
    other <- frame
    other[[column]] <- if (column == "start") 5L else "other"
    expect_false(any(quote_hashes(other) == frame$hash), info = column)
  }
})

test_that("decisions are kept whole, the later one of two, and private", {
  path <- withr::local_tempfile(fileext = ".csv")
  decided <- data.frame(hash = c("b", "a"), decision = c("yes", "no"),
                        shown = c("He said \"so\", and\u2026", "x,y"))
  write_quote_decisions(path, decided)
  expect_identical(read_quote_decisions(path), decided[2:1, ], ignore_attr = "row.names")
  write_quote_decisions(path, data.frame(hash = "a", decision = "yes", shown = "z"))
  expect_identical(read_quote_decisions(path)$shown, c("z", decided$shown[1]))
  skip_on_os("windows")
  expect_identical(format(file.mode(path)), "600")
})

test_that("a damaged decisions file is an error with the remedy", {
  path <- file.path(withr::local_tempdir(), "quote-decisions.csv")
  for (lines in list("hash,decision", c("hash,decision,shown", "a,maybe,x"),
                     c("hash,decision,shown", "a,yes,x", "a,no,x"),
                     c("hash,decision,shown", "a,yes"))) {
    writeLines(lines, path)
    expect_error(read_quote_decisions(path), class = "pairwave_error_quotes")
  }
  expect_snapshot(read_quote_decisions(path), error = TRUE)
})

test_that("words are replaced in brackets, the longer first", {
  expect_identical(replace_words(c("Ann and Anna", "none"), c(Ann = "A", Anna = "[a friend]")),
                   c("[A] and [a friend]", "none"))
})
