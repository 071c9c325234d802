test_that("a yes is recorded and shown, and a changed word voids it", {
  path <- withr::local_tempfile(fileext = ".csv")
  codes <- quoted_codes()
  review <- review_quotes(codes, yes = c(1, 2), no = 4, replace = c(Zora = "a friend"),
                          decisions = path)
  expect_identical(review$decision, c("yes", "yes", NA, "no", rep(NA, 6)))
  expect_identical(as.character(review$shown)[1], "[a friend] sat with me.")
  expect_identical(review_quotes(codes, decisions = path), review)
  text <- as.character(unclass(codes)$text)
  text[2] <- "We revised in threes."
  codes$text <- new_identifying_column(text)
  expect_identical(review_quotes(codes, decisions = path)$decision[1:4], c("yes", NA, NA, "no"))
})

test_that("what is found is named by kind, and words are hidden", {
  review <- review_quotes(quoted_codes(), names = "revised")
  expect_identical(review$kinds, c("name", "name", "name; email", NA, "code", "number", rep(NA, 4)))
  printed <- capture.output(print(review), print(as.data.frame(unclass(review))))
  for (word in c("Zora", "jo@", "kt-14", "07700", "revised", "tutor")) {
    expect_false(any(grepl(word, printed, fixed = TRUE)), info = word)
  }
  expect_snapshot(print(review))
  expect_snapshot(print(review, texts = TRUE))
})

test_that("no address, long number, code or given name can be approved", {
  path <- withr::local_tempfile(fileext = ".csv")
  codes <- quoted_codes()
  for (i in c(3, 5, 6)) {
    expect_error(review_quotes(codes, yes = i, decisions = path), class = "pairwave_error_quotes")
  }
  expect_error(review_quotes(codes, yes = 1, names = "Zora", decisions = path),
               class = "pairwave_error_quotes")
  expect_false(file.exists(path))
  review <- review_quotes(codes, yes = 6, replace = c("07700 900123" = "a number"),
                          decisions = path)
  expect_identical(as.character(review$shown)[6], "I rang [a number].")
  expect_identical(review$kinds[6], NA_character_)
})

test_that("what can't be decided is refused", {
  path <- "quote-decisions.csv"
  codes <- quoted_codes()
  expect_snapshot(error = TRUE, {
    review_quotes(codes, yes = 1)
    review_quotes(codes, yes = 1, decisions = 3)
    review_quotes(codes, yes = 11, decisions = path)
    review_quotes(codes, yes = 1, no = 1, decisions = path)
    review_quotes(codes, yes = 5, decisions = path)
    review_quotes(codes, yes = 2, replace = c(Zora = "a friend"), decisions = path)
    review_quotes(codes, yes = 2, replace = "a friend", decisions = path)
    review_quotes(codes, names = 1)
    review_quotes(data.frame())
  })
})
