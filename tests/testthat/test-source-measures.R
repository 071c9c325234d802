test_that("patterns of several sources are added up, each once", {
  one <- new_frame(list(a = c(1, NA, -0), b = c("x", "y", NA), n = c(2, 3, 1)))
  other <- new_frame(list(a = c(0, NaN, 1), b = c(NA, "y", "X"), n = c(5, 7, 11)))
  found <- add_patterns(list(one, other), c("a", "b"))
  expect_identical(found, new_frame(list(a = c(1, NA, 0, 1), b = c("x", "y", NA, "X"),
                                         n = c(2, 10, 6, 11))))
  expect_identical(1 / found$a[3], Inf)
})

test_that("a sum has two columns, other measures one", {
  measures <- list(here = presence_of("pre"), s = sum_of("pre", "q1"),
                   x = first_of("pre", "sex"))
  expect_identical(measure_columns(measures), c("here", "s.sum", "s.answered", "x"))
})

test_that("a pattern's place does not depend on how the columns are typed", {
  set.seed(4)
  columns <- list(sample(c(1:3, NA), 200, TRUE), sample(c("a", "a ", "A", NA), 200, TRUE),
                  sample(c(TRUE, NA), 200, TRUE))
  text <- do.call(paste, c(lapply(columns, function(x) ifelse(is.na(x), "-", paste0("<", x, ">")))))
  expect_identical(interaction_of(columns), match(text, unique(text)))
})
