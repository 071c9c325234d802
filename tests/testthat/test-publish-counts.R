test_that("the paper's 15 people print as each profile has it", {
  people <- fifteen()
  expect_snapshot(for (profile in profiles) {
    print(demographics(people, undisclosed = c("year", "fif", "ethnicity"),
                       disclosure = profile))
  })
})

test_that("HESA's rounding is that of a calculator", {
  people <- data.frame(x = factor(rep(1:4, c(23, 12, 2, 3))))
  result <- demographics(people, disclosure = "hesa")
  expect_identical(result$n, c(25L, 10L, 0L, 5L))
  expect_identical(unique(result$denominator), 40L)
  expect_identical(result$percent, c(62.5, 25, 0, 12.5))
  expect_identical(unique(result$status), "rounded")
})

test_that("percentages need the profile's number of people", {
  share <- function(n) {
    demographics(data.frame(x = rep(c("a", "b"), c(8, n - 8))),
                 disclosure = "hesa")$percent[1]
  }
  expect_identical(share(22), NA_real_)
  expect_identical(share(23), 40)
})

test_that("nothing suppressed is left in a result", {
  set.seed(3)
  people <- fifteen()[sample(15, 70, TRUE), ]
  people$age <- sample(18:30, 70, TRUE)
  people$linked <- runif(70) < 0.6
  people$weight <- 1 + runif(70)
  numbers <- function(x) {
    if (is.list(x)) return(unlist(lapply(x, numbers)))
    if (is.numeric(x)) as.numeric(x)
  }
  for (profile in c("hesa", "nhs", "ofqual")) {
    result <- demographics(people, who = c("everyone", "linked"),
                           columns = c("sex", "year", "ethnicity"),
                           disclosure = profile)
    held <- c(numbers(unclass(result)[c("n", "denominator", "estimate")]),
              numbers(attr(result, "strata")))
    expect_true(all(held[!is.na(held)] %% 5 == 0))
    expect_true(all(result$status %in% c("rounded", "suppressed")))
  }
  for (disclosure in list("hesa", list(threshold = 5))) {
    result <- demographics(people, columns = c("sex", "age"), weights = "weight",
                           summary = c(age = "mean"), disclosure = disclosure)
    away <- result$status == "suppressed"
    expect_true(all(is.na(result$n[away]) & is.na(result$estimate[away]) &
                      is.na(result$percent[away])))
    expect_null(attr(result, "weight")$sum)
  }
  result <- demographics(people, by = "year", columns = "ethnicity",
                         disclosure = list(threshold = 5))
  expect_true(all(is.na(result$n)))
  expect_true(all(is.na(attr(result, "strata")$n)))
})

test_that("suppressed counts can't be told apart, small or not", {
  result <- suppress_counts(table_of(c(2, 40, 50, 60)), list(threshold = 5))
  expect_identical(is.na(result$n), c(TRUE, TRUE, FALSE, FALSE))
  suppressed <- result[1:2, setdiff(names(result), c("level", "level_label"))]
  expect_identical(nrow(unique(suppressed)), 1L)
})

test_that("a denominator does not say how many did not disclose", {
  people <- data.frame(x = factor(rep(c("a", "b", NA), c(20, 16, 3))))
  result <- demographics(people, undisclosed = TRUE, denominator = "disclosed",
                         disclosure = list(threshold = 5))
  expect_identical(result$n, c(20L, NA, NA))
  expect_true(all(is.na(result$denominator)))
  expect_true(all(is.na(result$percent)))
})

test_that("ticks are suppressed one by one, and those nearly everyone made", {
  rows <- table_of(c(3, 38, 20, 0), total = 40)
  rows$several <- TRUE
  result <- suppress_counts(rows, list(threshold = 5))
  expect_identical(result$n, c(NA, NA, 20L, 0L))
})

test_that("the inside of a two-way table is shown as a whole or not", {
  people <- data.frame(a = rep(c("x", "y"), each = 30),
                       b = rep(c("u", "v"), 30))
  whole <- demographics(people, columns = "a", by = "b",
                        disclosure = list(threshold = 5))
  expect_identical(whole$n, rep(15L, 4))
  people$b[1:14] <- "u"
  few <- demographics(people, columns = "a", by = "b",
                      disclosure = list(threshold = 5))
  expect_true(all(is.na(few$n)) || !any(few$n %in% 1:4))
})

test_that("an average needs the profile's number of people", {
  people <- data.frame(age = c(20:26, NA))
  under <- function(disclosure, people) {
    result <- demographics(people, columns = "age", summary = c(age = "mean"),
                           disclosure = disclosure)
    result$estimate[result$statistic == "mean"]
  }
  expect_identical(under("hesa", people), NA_real_)
  expect_identical(under("hesa", data.frame(age = 20:27)), 23.6)
  expect_identical(under(list(threshold = 9), data.frame(age = 20:27)), NA_real_)
})

test_that("few people, one level and no people are tables too", {
  one <- suppress_counts(table_of(40), list(threshold = 5))
  expect_identical(one$n, 40L)
  for (disclosure in profiles) {
    none <- suppress_counts(table_of(c(0, 0)), disclosure)
    expect_true(all(is.na(none$n) | none$n == 0))
    few <- suppress_counts(table_of(c(1, 1, 0)), disclosure)
    expect_true(all(is.na(few$n)) || all(few$n == 0))
    expect_true(all(is.na(few$percent)))
  }
  expect_true(is.na(suppress_counts(table_of(c(3, 1)), list(threshold = 5))$denominator[1]))
  expect_error(round_to_base(NaN, 5), class = "pairwave_error_argument")
  expect_error(suppress_small(c(9, NaN), 5), class = "pairwave_error_argument")
})

test_that("a count that sums would give away is suppressed", {
  # 2, 2, 2 and 2 would be shown as 0 and their total as 10.
  result <- suppress_counts(table_of(c(2, 2, 2, 2)), "hesa")
  expect_true(all(is.na(result$n)))
  result <- suppress_counts(table_of(c(8, 8, 1)), "nhs")
  expect_true(all(is.na(result$n)))
  expect_identical(suppress_counts(table_of(c(2, 2, 2, 4)), "hesa")$n, c(0L, 0L, 0L, 5L))
})

test_that("the inside shows nothing that a question alone would suppress", {
  # 6 people are too few for four levels, whichever they chose.
  people <- data.frame(a = factor(rep(1, 6), 1:4), b = rep("u", 6))
  alone <- demographics(people, columns = "a", disclosure = list(threshold = 5))
  expect_true(all(is.na(alone$n)))
  inside <- demographics(people, columns = "a", by = "b",
                         disclosure = list(threshold = 5))
  expect_true(all(is.na(inside$n)))
})
