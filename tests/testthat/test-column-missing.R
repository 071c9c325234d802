test_that("answers of a wave are finite numbers", {
  data <- data.frame(pre = 1:2, sex = c("f", "m"), huge = c(1, Inf))
  expect_snapshot(error = TRUE, {
    paired_change(data, waves = c("pre", "sex"))
    paired_change(data, waves = c("pre", "huge"))
  })
})

test_that("a value is missing by its code, by the range, or for being none", {
  withr::local_seed(17)
  for (i in 1:50) {
    values <- sample(c(-99:-95, 1:9, NA), 30, TRUE)
    codes <- sample(c(-99, -98, 9), sample(0:3, 1))
    range <- if (i %% 2) sort(sample(-97:9, 2))
    x <- new_labelled_column(as.double(values), labels = c(A = 1), na_values = if (length(codes)) codes,
                             na_range = range)
    expected <- vapply(values, function(value) {
      is.na(value) || value %in% codes || (!is.null(range) && value >= range[1] && value <= range[2])
    }, NA)
    expect_identical(is_missing_answer(x), expected)
    expect_identical(is.na(plain_values(x)), expected)
  }
})

test_that("every letter of a missing value is read where it was put", {
  for (byte in c(4, 5, 6)) {
    letter_values <- vapply(letters, tagged_missing, 0, byte = byte)
    expect_true(all(is.na(letter_values)))
    expect_identical(missing_tags(letter_values, byte), paste0(".", letters))
  }
  expect_identical(missing_tags(c(NA, 1, NaN, tagged_missing("z"))), c("NA", "NA", "NA", ".z"))
  labels <- c(Yes = 1, Refused = tagged_missing("r"), None = NA)
  expect_identical(label_keys(labels), c("1", ".r", NA))
  expect_identical(label_keys(c(A = "a", B = "b")), c("a", "b"))
})

test_that("pairs of lowest and highest are single codes, and one range", {
  expect_identical(split_missing(numeric()), list())
  expect_identical(split_missing(c(9, 9)), list(values = 9, range = NULL))
  expect_identical(split_missing(c(-9, -9, -8, -8, 1, 5)), list(values = c(-9, -8), range = c(1, 5)))
  expect_identical(split_missing(c(-Inf, -1)), list(values = NULL, range = c(-Inf, -1)))
  expect_identical(split_missing(c("x  ", "x  ", "NA", "NA"))$values, c("x", "NA"))
})

test_that("declared codes become NA where that is asked, and dates keep their class", {
  variables <- list(missing = list(c(-9, -9, 90, 99), numeric(), c(86400, 86400)), time = c(0L, 0L, 1L))
  expect_identical(drop_user_missing(c(1, -9, 95, NA, 100), variables, 1), c(1, NA, NA, NA, 100))
  expect_identical(drop_user_missing(c(1, -9), variables, 2), c(1, -9))
  expect_identical(user_missing(variables, 3)$values, spss_time_value(86400, kind = 1L))
  day <- structure(spss_time_value(86400 * c(1, 2), kind = 1L), class = "Date")
  expect_identical(drop_user_missing(day, variables, 3), c(day[1][NA], day[2]))
})

test_that("texts are numbers where all of them are", {
  expect_identical(numeric_answers(c("1", " 2.5", "", NA, "1e2")), c(1, 2.5, NA, NA, 100))
  expect_null(numeric_answers(c("1", "often")))
  expect_identical(numeric_answers(new_labelled_column(c(1, -9), na_values = -9)), c(1, NA))
  expect_identical(numeric_answers(new_labelled_column(c("1", "x"), na_values = "x")), c(1, NA))
})

test_that("a wave's answers are plain numbers, its codes NA", {
  data <- list(a = new_labelled_column(c(1, -9), na_values = -9), b = 1:2, c = c(1, -Inf), d = factor("1"))
  expect_identical(wave_answers(data, "a", NULL), c(1, NA))
  expect_identical(wave_answers(data, "b", NULL), c(1, 2))
  expect_error(wave_answers(data, "c", NULL), "row 2")
  expect_error(wave_answers(data, "d", NULL), class = "pairwave_error_argument")
  # Sums that overflow are no infinite answers.
  expect_identical(wave_answers(list(a = c(1e308, 1e308)), "a", NULL), c(1e308, 1e308))
})
