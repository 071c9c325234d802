# Two dates, a refusal, and no answer.
coded_dates <- function(kind = 1) {
  as_time_column(
    new_labelled_column(c(17956, -141428, NA, 17957), label = "Day",
                        labels = c(Refused = -141428), na_values = -141428),
    kind
  )
}

test_that("a date keeps its class and its codes when it is cut or joined", {
  x <- coded_dates()
  expect_s3_class(x, c("pairwave_coded_time", "Date"), exact = TRUE)
  data <- data.frame(id = 1:4)
  data$day <- x
  joined <- rbind(data[2:1, ], data[4, ])$day
  sliced <- vctrs::vec_slice(x, c(2, 1, 4))
  sorted <- function(x) attributes(x)[order(names(attributes(x)))]
  for (y in list(x[c(2, 1, 4)], joined, sliced, c(x[2:1], x[4]), unique(x[c(2, 2, 1, 4)]))) {
    expect_identical(sorted(y), sorted(x))
    expect_identical(as.double(unclass(y)), c(NA, 17956, 17957))
    expect_identical(hidden_codes(y), c(-141428, NA, NA))
  }
  expect_identical(attributes(x[[2]]), attributes(x))
  expect_identical(rep(x, 2), x[c(1:4, 1:4)])
})

test_that("a code in a date counts as missing and keeps its reason", {
  x <- coded_dates()
  expect_identical(is.na(x), c(FALSE, TRUE, TRUE, FALSE))
  expect_identical(format(x), c("2019-03-01", "Refused", NA, "2019-03-02"))
  expect_identical(as.character(x)[2:3], c("Refused", NA))
  expect_identical(max(x, na.rm = TRUE), as.Date("2019-03-02"))
  expect_identical(range(x, na.rm = TRUE), as.Date(c("2019-03-01", "2019-03-02")))
  expect_identical(mean(x, na.rm = TRUE), as.Date("2019-03-01") + 0.5)
  expect_match(paste(format(summary(x)), collapse = " "), "2019-03-01.*2019-03-02")
  # No comparison, difference or cut takes a code for a day.
  expect_identical(x > as.Date("2019-03-01"), c(FALSE, NA, NA, TRUE))
  expect_identical(as.double(x - as.Date("2019-02-01")), c(28, NA, NA, 29))
  expect_identical(as.character(cut(x, "month")), c("2019-03-01", NA, NA, "2019-03-01"))
  expect_identical(as.POSIXlt(x)$mday, c(1L, NA, NA, 2L))
  unlabelled <- x
  attr(unlabelled, "labels") <- NULL
  expect_identical(format(unlabelled)[2], "(user-missing)")
})

test_that("times and durations keep codes too", {
  at <- coded_dates(2)
  expect_s3_class(at, c("pairwave_coded_time", "POSIXct", "POSIXt"), exact = TRUE)
  expect_identical(format(at[1:2]), c("1970-01-01 04:59:16", "Refused"))
  expect_identical(attr(at[2], "tzone"), "UTC")
  took <- coded_dates(3)
  expect_s3_class(took, c("pairwave_coded_time", "hms", "difftime"), exact = TRUE)
  expect_identical(is.na(took[2:1]), c(TRUE, FALSE))
})

test_that("codes of one column never become dates of another", {
  x <- coded_dates()
  other <- as.Date("2020-01-01")
  different <- as_time_column(new_labelled_column(c(17958, 17957), na_values = 17957), 1)
  expect_identical(is.na(c(x[1:2], different[2:1])), c(FALSE, TRUE, TRUE, FALSE))
  expect_identical(class(c(x, different)), "Date")
  into <- x
  into[3:4] <- different
  expect_identical(format(into), c("2019-03-01", "Refused", "2019-03-03", NA))
  into[1] <- x[2]
  expect_identical(hidden_codes(into), c(-141428, -141428, NA, NA))
  into[1] <- as.Date("2000-01-01")
  expect_identical(format(into)[1], "2000-01-01")
  together <- try(vctrs::vec_c(x, other), silent = TRUE)
  if (!inherits(together, "try-error")) expect_identical(together, c(x, other))
  expect_identical(c(x, other), as.Date(c("2019-03-01", NA, NA, "2019-03-02", "2020-01-01")))
})

test_that("a date without codes is a plain date", {
  expect_identical(as_time_column(c(1, 2), 1), as.Date(c("1970-01-02", "1970-01-03")))
  expect_identical(vapply(list(1, Sys.Date(), Sys.time(), as.difftime(1, units = "secs")),
                          time_kind, 0L), 0:3)
})

test_that("a date with codes can be a demographic", {
  x <- coded_dates()
  counted <- demographics(data.frame(day = I(x))["day"], columns = "day")
  expect_identical(counted$level_label, c("2019-03-01", "2019-03-02", "Undisclosed"))
  expect_identical(counted$n, c(1L, 1L, 2L))
  both <- first_answers(list(x, x[4:1]), data.frame(a = c(1L, 2L), b = c(NA, 4L)))
  expect_identical(format(both), c("2019-03-01", "2019-03-01"))
  expect_identical(attr(both, "na_values"), -141428)
})

test_that("codes within a range keep their number, as far as there are letters", {
  x <- as_time_column(new_labelled_column(c(5, 3, 100, 7, 3, NA), na_values = 7,
                                          na_range = c(1, 10), labels = c(Late = 5)), 1)
  expect_identical(attr(x, "na_codes"), c(a = 7, b = 3, c = 5))
  expect_identical(hidden_codes(x), c(5, 3, NA, 7, 3, NA))
  expect_identical(format(x)[c(1, 2, 6)], c("Late", "(user-missing)", NA))
  many <- as_time_column(new_labelled_column(as.double(1:40), na_range = c(-Inf, 40)), 1)
  expect_true(all(is.na(many)))
  expect_identical(hidden_codes(many)[c(1, 25, 26, 40)], c(1, 25, NA, NA))
  expect_length(attr(many, "na_codes"), 26)
  expect_identical(missing_tags(x)[1:3], c(".c", ".b", "NA"))
})
