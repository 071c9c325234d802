test_that("what fits stays as it is, and what does not is cut at its end", {
  text <- c("sex", "")
  expect_identical(shorten_alike(text, 5), text)
  expect_identical(shorten_alike("What is your favourite subject?", 12), "What is y...")
  expect_identical(shorten_alike(character(), 12), character())
})

test_that("common beginnings are shortened, not the end that differs", {
  stem <- "What grade level(s) will you teach in the coming year? "
  options <- c("Kindergarten", "Primary", "Middle school", "Something quite long that fits nowhere")
  short <- shorten_alike(paste0(stem, options), 26)
  expect_identical(short[1:3], c("What grade ...Kindergarten", "What grade level...Primary",
                                 "What grade...Middle school"))
  expect_match(short[4], "^What g[.]{3}Something q")
  # A beginning that ends within a word shows the whole of it.
  expect_identical(shorten_alike(c("a_very_long_stem_of_items_one", "a_very_long_stem_of_items_other"), 14),
                   c("a_very_l...one", "a_very...other"))
})

test_that("texts that differ still do, in as many columns as there are", {
  withr::local_seed(4)
  words <- c("the", "course", "learned", "very", "question", "scale", "I", "\u65e5\u672c", "caf\u00e9", "_1")
  made <- function() paste(sample(words, sample(2:9, 1), TRUE), collapse = " ")
  for (i in 1:40) {
    stem <- made()
    text <- unique(paste(stem, replicate(8, made())))
    width <- sample(16:40, 1)
    short <- shorten_alike(text, width)
    expect_true(all(display_width(short) <= width))
    expect_identical(short[display_width(text) <= width], text[display_width(text) <= width])
  }
  # As many different ones as there is room for: names with a number at the end.
  names <- paste0("how_much_do_you_agree_with_the_statement_", 1:200)
  for (width in c(12, 20, 30)) expect_false(anyDuplicated(shorten_alike(names, width)) > 0)
})
