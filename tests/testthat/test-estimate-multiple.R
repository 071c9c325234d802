ticks <- function() {
  x <- data.frame(
    black = c(1, 0, 0, NA, 1), white = c(1, 1, 0, NA, 0),
    other = c(0, 0, 0, NA, 0)
  )
  attr(x$black, "label") <- "Ethnicity: Black"
  attr(x$white, "label") <- "Ethnicity: White"
  attr(x$other, "label") <- "Ethnicity: Other"
  x
}
set <- list(ethnicity = c("black", "white", "other"))

test_that("each option is counted over everyone, and nobody is lost", {
  found <- demographics(ticks(), sets = set)
  expect_identical(shown(found), c(Black = 2L, White = 2L, Other = 0L,
                                   "None of these" = 1L, Missing = 1L))
  expect_identical(unique(found$denominator), 5L)
  expect_identical(found$percent[1:2], c(40, 40))
  expect_match(found$rule, "several answers each")
  asked <- demographics(ticks(), sets = set, denominator = "disclosed",
                        undisclosed = TRUE)
  expect_identical(asked$denominator[1], 4L)
  expect_identical(asked$percent, c(50, 50, 0, 25, NA))
  expect_snapshot(asked)
})

test_that("a tick on not saying is no answer when it is alone", {
  x <- data.frame(a = c(1, 0, 1), b = c(0, 0, 0), no = c(0, 1, 1))
  attr(x$no, "label") <- "Prefer not to say"
  found <- demographics(x, sets = list(eth = c("a", "b", "no")),
                        undisclosed_codes = "prefer not to say")
  expect_identical(shown(found), c(a = 2L, b = 0L, Undisclosed = 1L))
})

test_that("ticks are texts, counted values or categories", {
  text <- data.frame(a = c("Black", "", NA), b = c("", "White", NA))
  expect_identical(shown(demographics(text, sets = list(eth = c("a", "b")))),
                   c(a = 1L, b = 1L, Missing = 1L))
  two <- data.frame(a = c(2, 1, 1), b = c(2, 2, 1))
  expect_identical(
    shown(demographics(two, sets = list(eth = list(columns = c("a", "b"),
                                                   counted = 2)))),
    c(a = 1L, b = 2L, "None of these" = 1L)
  )
  labels <- c(Black = 1, White = 2, Asian = 3)
  category <- function(x) new_labelled_column(x, labels = labels)
  chosen <- structure(
    list(first = category(c(1, 2, NA)), second = category(c(2, NA, NA))),
    class = "data.frame", row.names = 1:3
  )
  expect_identical(
    shown(demographics(chosen, sets = list(eth = c("first", "second")))),
    c(Black = 1L, White = 2L, Asian = 0L, Missing = 1L)
  )
})

test_that("a set that the file declares is known by its name", {
  x <- ticks()
  attr(x, "survey") <- list(mr_sets = list(list(
    name = "$eth", label = "Ethnicity", kind = "dichotomies", counted = "1",
    variables = c("black", "white", "other")
  )))
  expect_identical(demographics(x, columns = "eth")$n,
                   demographics(x, sets = set)$n)
  expect_identical(demographics(x, columns = "$eth")$n,
                   demographics(x, sets = set)$n)
})

test_that("sets that can't be counted are errors", {
  expect_snapshot(error = TRUE, {
    demographics(ticks(), sets = list(ethnicity = "black"))
    demographics(ticks(), sets = list(ethnicity = c("black", "whit")))
    demographics(ticks(), sets = list(c("black", "white")))
    demographics(ticks(), columns = "black", sets = set, by = "ethnicity")
  })
})

test_that("a study may name a set that a wave's file declares", {
  x <- ticks()
  attr(x, "survey") <- list(mr_sets = list(list(
    name = "$eth", label = "Ethnicity", kind = "dichotomies", counted = "1",
    variables = c("black", "white", "other")
  )))
  study <- list(demographics = list(
    list(column = "eth", label = "eth"), list(column = "black", label = "Black")
  ))
  found <- complete_sets(study, list(pre = data.frame(black = 1), post = x))
  expect_identical(found$demographics[[1]]$columns, c("black", "white", "other"))
  expect_identical(found$demographics[[1]]$label, "Ethnicity")
  expect_identical(found$demographics[[2]], study$demographics[[2]])
})
