
test_that("counts are those of table(), whatever the column holds", {
  withr::local_seed(1)
  n <- 500
  columns <- list(
    whole = sample(c(1:6, NA), n, TRUE),
    double = sample(c(-99, 0.5, 1e6, NA, 3), n, TRUE),
    text = sample(c("a", "b", "\u00e9", NA), n, TRUE),
    yes = sample(c(TRUE, FALSE, NA), n, TRUE),
    factor = factor(sample(c("u", "v", NA), n, TRUE), levels = c("v", "w", "u")),
    date = as.Date("2020-01-01") + sample(0:3, n, TRUE)
  )
  for (name in names(columns)) {
    x <- columns[[name]]
    counted <- demographics(data.frame(x = x), columns = "x", undisclosed = TRUE)
    expected <- table(x, useNA = "always")
    names(expected)[is.na(names(expected))] <- "Undisclosed"
    if (is.logical(x)) names(expected)[1:2] <- c("No", "Yes")
    found <- shown(counted)
    expect_identical(
      found[order(names(found))],
      c(unclass(expected)[order(names(expected))]), ignore_attr = TRUE
    )
  }
})

test_that("texts count by what they say, not by how they are encoded", {
  text <- c("caf\u00e9", "caf\u00e9", "tea")
  text[2] <- iconv(text[2], "UTF-8", "latin1")
  expect_identical(shown(demographics(data.frame(x = text))),
                   stats::setNames(2:1, c("caf\u00e9", "tea")))
})

test_that("a column of 10,000 answers is refused with a remedy", {
  many <- data.frame(
    text = as.character(1:10000), number = 1:10000 / 7,
    factor = factor(1:10000)
  )
  expect_snapshot(error = TRUE, {
    demographics(many, columns = "text")
    demographics(many, columns = "number")
    demographics(many, columns = "factor")
  })
  expect_identical(
    nrow(demographics(data.frame(x = as.character(1:1000)))), 1000L
  )
  few <- data.frame(few = rep(1:2, 5000))
  expect_error(demographics(cbind(few, many), columns = c("few", "number")),
               "number", class = "pairwave_error_column")
})

test_that("a broken data frame is refused", {
  broken <- structure(list(a = c("x", "y", "x"), b = c("u", "v")),
                      class = "data.frame", row.names = 1:3)
  expect_error(demographics(broken), "differ in length",
               class = "pairwave_error_argument")
})

test_that("columns of many groups are counted as those of a few are", {
  groups <- rep_len(1:1500, 2000)
  columns <- list(first = rep_len(c(3, NA, 1), 2000), second = rep_len(1:7, 2000),
                  third = rep_len(c("b", "a"), 2000))
  found <- .Call(pw_call_crosstab, columns, groups, 1500L, NULL, 1000L)
  for (i in seq_along(columns)) {
    answers <- unique(columns[[i]])
    expect_identical(columns[[i]][found[[i]]$first], answers)
    people <- matrix(found[[i]]$people, ncol = 1500, byrow = TRUE)
    row <- match(columns[[i]], answers)
    expect_equal(people, unclass(table(row, groups)), ignore_attr = TRUE)
  }
  columns$second <- 1:2000
  failed <- .Call(pw_call_crosstab, columns, groups, 1500L, NULL, 1000L)
  expect_identical(c(failed$code, failed$column), c("range", 2))
})
