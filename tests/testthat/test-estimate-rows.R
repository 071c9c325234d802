# Numbers alone: the locale changes nothing here.

people <- function(n = 300) {
  labelled <- function(codes, labels, ...) {
    new_labelled_column(sample(codes, n, TRUE), labels = labels, ...)
  }
  data.frame(
    sex = I(labelled(c(1, 2, -99, NA), c(Female = 1, Male = 2), na_values = -99)),
    year = factor(sample(c("3", "4", NA), n, TRUE), c("3", "4", "5")),
    region = sample(c("North", "South", "", NA), n, TRUE),
    entry = sample(c(2015:2017, NA), n, TRUE),
    yes = sample(c(TRUE, FALSE), n, TRUE),
    tick_a = sample(c(1, 0, NA), n, TRUE), tick_b = sample(c(1, NA), n, TRUE),
    age = sample(c(18:30, NA), n, TRUE), score = stats::rnorm(n),
    weight = stats::runif(n), inner = sample(c(TRUE, FALSE), n, TRUE)
  )
}

test_that("questions counted together are what each is alone", {
  withr::local_seed(7)
  x <- people()
  x$sex <- unclass(x$sex)
  questions <- c("age", "sex", "ticks", "year", "region", "entry", "yes", "band")
  x$band <- x$age
  count <- function(columns, ...) {
    demographics(
      x, columns = columns, sets = list(ticks = c("tick_a", "tick_b")),
      summary = c(age = "median"), bands = list(band = c(20, 25)),
      undisclosed = c("region", "age"), ...
    )
  }
  ways <- list(
    list(), list(who = c("everyone", "inner")), list(by = "year"),
    list(weights = "weight"), list(denominator = "disclosed"),
    list(outcomes = "score"),
    list(who = "inner", by = "sex", weights = "weight", outcomes = "score",
         denominator = "disclosed"),
    list(population = list(sex = c(Female = 500, Male = 400)), test = "fisher")
  )
  for (way in ways) {
    together <- do.call(count, c(list(questions), way))
    alone <- do.call(rbind, lapply(questions, function(question) {
      one <- way
      if (question != "sex") one$population <- NULL
      as.data.frame(do.call(count, c(list(question), one)))
    }))
    side <- function(rows) match(paste(rows$who, rows$group),
                                 unique(paste(rows$who, rows$group)))
    alone <- alone[order(side(alone)), ]
    row.names(alone) <- NULL
    expect_identical(as.data.frame(together), alone)
  }
})

test_that("the rows of a question stand together, what sums up its numbers first", {
  x <- data.frame(
    age = c(20, 30, NA), sex = c("a", "b", "a"), score = c(1, 2, 3),
    inner = c(TRUE, TRUE, FALSE)
  )
  rows <- demographics(
    x, columns = c("sex", "age"), who = c("everyone", "inner"),
    summary = c(age = "mean"), outcomes = "score",
    population = list(sex = c(a = 6, b = 4))
  )
  one <- c(rep("count", 2), rep(c("mean", "sd"), 2), "p_population", "mean", "sd",
           "count")
  everyone <- rows[rows$who == "everyone", ]
  expect_identical(everyone$statistic, one)
  expect_identical(everyone$variable, rep(c("sex", "age"), c(7, 3)))
  # Only everyone has somebody without an age, yet the row stays for both.
  expect_identical(rows$statistic[rows$who == "inner"], one)
  expect_identical(rows$n[rows$level_label == "Missing"], c(1L, 0L))
  expect_identical(rows$who, rep(c("everyone", "inner"), each = 10))
})

test_that("questions without a row are fine", {
  x <- data.frame(age = c(20, 30), year = factor(c(NA, NA), levels = character()))
  rows <- demographics(x, columns = c("age", "year"), summary = c(age = "mean"),
                       undisclosed = FALSE)
  expect_identical(rows$variable, c("age", "age", "year"))
  rows <- demographics(x, columns = "age", summary = c(age = "mean"))
  expect_identical(rows$statistic, c("mean", "sd"))
})
