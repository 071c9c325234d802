test_that("places in bytes and in UTF-16 are those of the character", {
  text <- "a\u00e9\u20ac\U1F600!"
  expect_identical(text_characters(text, c(0L, 1L, 2L, 3L, 6L, 10L, 11L, 12L, -1L, NA), "byte"),
                   c(0L, 1L, NA, 2L, 3L, 4L, 5L, NA, NA, NA))
  expect_identical(text_characters(text, 0:6, "utf16"), c(0L, 1L, 2L, 3L, NA, 4L, 5L))
})

test_that("stretches are those of R's own substring", {
  set.seed(3)
  letters <- c("a", "\u00e9", "\u20ac", "\U1F600", "\n", " ")
  for (round in 1:50) {
    text <- paste(sample(letters, sample(0:30, 1), TRUE), collapse = "")
    start <- sample(0:35, 20, TRUE)
    end <- sample(0:35, 20, TRUE)
    expected <- ifelse(start <= end & end <= nchar(text), substring(text, start + 1, end), NA_character_)
    expect_identical(stretch_texts(list(texts = text, start = start, end = end), rep(1L, 20)), expected)
  }
})

test_that("only rules by which a text could differ are tried", {
  expect_identical(rules_that_differ("plain"), "as_is")
  expect_identical(rules_that_differ("a\r\nb"), c("as_is", "line_feeds"))
  expect_length(rules_that_differ("\ufeffa\r\n\U1F600"), length(offset_rules))
})

test_that("a quotation is the stretch, or its beginning", {
  texts <- c("a  b", "abc", "a\u00a0b", "x", "x")
  placed <- list(texts = texts, start = rep(0L, 6), end = c(4L, 3L, 3L, 9L, 1L, 1L))
  equal <- are_quoted(placed, c(1:5, NA),
                      quoting_texts(c("a b", "ab...", "a b", "a", "", "x")))
  expect_identical(equal, c(TRUE, TRUE, TRUE, FALSE, FALSE, NA))
  equal <- are_quoted(placed, c(1:5, NA),
                      quoting_texts(c("ab", "ab", "a\u2026", NA, "x\u2026", "x")))
  expect_identical(equal, c(FALSE, FALSE, TRUE, NA, TRUE, NA))
})

test_that("stretches of several texts come in any order", {
  texts <- c("one two", "\u00e9\U1F600 three", "", "unused")
  of <- c(2L, 1L, NA, 2L, 3L, 1L, 2L)
  start <- c(0L, 4L, 0L, 3L, 0L, 0L, 1L)
  end <- c(2L, 7L, 1L, 8L, 0L, 3L, NA)
  found <- stretch_texts(list(texts = texts, start = start, end = end), of)
  expect_identical(found, c("\u00e9\U1F600", "two", NA, "three", "", "one", NA))
})

test_that("texts that are made when looked at are texts in every way", {
  text <- c("h\u00e9llo \U1F600 there", "alone")
  of <- c(1L, 2L, 1L, NA, 2L)
  start <- c(0L, 0L, 6L, 0L, 3L)
  end <- c(5L, 5L, 7L, 2L, 50L)
  fresh <- function() stretch_texts(list(start = start, end = end), of, text)
  is <- c("h\u00e9llo", "alone", "\U1F600", NA, NA)
  expect_identical(length(fresh()), 5L)
  expect_identical(fresh(), is)
  # Taken, copied or changed before anybody looked.
  for (at in list(2:3, c(5, 1), -1, c(NA, 3L, 9L), 0L, c(TRUE, FALSE), c(2.7, 1), integer())) {
    expect_identical(fresh()[at], is[at])
    expect_identical(fresh()[at][c(1, NA)], is[at][c(1, NA)])
  }
  one <- fresh()
  two <- one
  two[2] <- "changed"
  expect_identical(one, is)
  expect_identical(two, replace(is, 2, "changed"))
  three <- structure(fresh(), class = "marked")
  expect_identical(unclass(three), is)
  expect_identical(c(fresh(), "more"), c(is, "more"))
  expect_identical(is.na(fresh()), is.na(is))
  expect_identical(unserialize(serialize(fresh(), NULL)), is)
  expect_identical(unserialize(serialize(three, NULL)), structure(is, class = "marked"))
  # What it was made of may change afterwards.
  made <- fresh()
  start[1] <- 2L
  text[1] <- "other"
  expect_identical(made, is)
})
