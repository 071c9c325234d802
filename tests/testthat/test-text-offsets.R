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
    expect_identical(.Call(pw_call_text_slices, text, start, end), expected)
  }
})

test_that("only rules by which a text could differ are tried", {
  expect_identical(rules_that_differ("plain"), "as_is")
  expect_identical(rules_that_differ("a\r\nb"), c("as_is", "line_feeds"))
  expect_length(rules_that_differ("\ufeffa\r\n\U1F600"), length(offset_rules))
})

test_that("a name is a quotation where it is the stretch, or its beginning", {
  expect_identical(is_quoted(c("a  b", "abc", "a\u00a0b", NA, "x"), c("a b", "ab", "a b", "a", ""),
                          c(TRUE, FALSE, TRUE, TRUE, TRUE)), c(TRUE, TRUE, TRUE, FALSE, FALSE))
})
