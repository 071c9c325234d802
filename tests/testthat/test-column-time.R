# Two dates, a refusal, and no answer.
coded_dates <- function(kind = 1) {
  as_time_column(
    new_labelled_column(c(17956, -141428, NA, 17957), label = "Day",
                        labels = c(Refused = -141428), na_values = -141428),
    kind
  )
}

test_that("Excel's counts of days are told by their range and made times", {
  expect_true(are_excel_days(c(36526, NA, 54788.9), 36526, 54789))
  for (x in list(54789, 36525.9, NA_real_, numeric(), as.Date("2079-07-06"))) {
    expect_false(are_excel_days(x, 36526, 54789))
  }
  # As R's help on as.Date() has Excel's origin.
  days <- c(36526, 44361.5, 54788)
  expect_identical(as.Date(excel_time_value(days)), as.Date(floor(days), origin = "1899-12-30"))
  expect_identical(format(excel_time_value(days[2]), "%H:%M"), "12:00")
})

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
  expect_s3_class(took, c("pairwave_coded_time", "hms", "difftime", "pairwave_bare_time"),
                  exact = TRUE)
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
})

# Every kind of coded time, with a plain one of each class of that kind.
plain_beside <- list(
  list(as.Date("2020-01-01")), list(as.POSIXct("2020-01-01 10:00:00", tz = "UTC")),
  list(as.difftime(2, units = "mins"),
       structure(5, units = "secs", class = c("hms", "difftime")))
)

test_that("coded times go together with plain ones and keep their codes", {
  for (kind in 1:3) {
    x <- coded_dates(kind)
    for (other in plain_beside[[kind]]) {
      number <- times_for(other, x)
      for (both in list(c(x, other), vctrs::vec_c(x, other), rbind(
        data.frame(v = x), data.frame(v = other)
      )$v)) {
        expect_identical(attributes(both)[c("class", "label", "labels", "na_codes", "na_values")],
                         attributes(x)[c("class", "label", "labels", "na_codes", "na_values")])
        expect_identical(hidden_codes(both), c(NA, -141428, NA, NA, NA))
        expect_identical(plain_values(both), c(17956, NA, NA, 17957, number))
      }
      turned <- vctrs::vec_c(other, x, NA)
      expect_identical(hidden_codes(turned), c(NA, NA, -141428, NA, NA, NA))
      expect_identical(plain_values(turned)[1], number)
      cast <- vctrs::vec_cast(x, other[0])
      expect_false(inherits(cast, "pairwave_coded_time"))
      expect_null(attributes(cast)$na_values)
      expect_identical(vctrs::vec_cast(other, x), c(x, other)[5])
    }
    expect_identical(c(x, NA)[5], x[3])
  }
  # A day and a moment are a moment; the codes would be of another unit.
  both <- vctrs::vec_c(coded_dates(1), coded_dates(2))
  expect_identical(class(both), c("POSIXct", "POSIXt"))
  expect_identical(format(both)[c(1, 2, 5)], c("2019-03-01 00:00:00", NA, "1970-01-01 04:59:16"))
  into <- coded_dates()
  into[1] <- as.POSIXct("2024-05-01 00:00:00", tz = "UTC")
  expect_identical(format(into[1]), "2024-05-01")
  expect_error(into[1] <- as.POSIXct("2024-05-01 09:30:00", tz = "UTC"),
               class = "vctrs_error_cast_lossy")
  expect_error(vctrs::vec_c(coded_dates(1), "a"), class = "vctrs_error_ptype2")
})

test_that("a plain column is to be had, and differences are plain", {
  expect_identical(as.Date(coded_dates()), as.Date(c("2019-03-01", NA, NA, "2019-03-02")))
  expect_identical(class(as.POSIXct(coded_dates(2))), c("POSIXct", "POSIXt"))
  expect_null(attr(as.POSIXct(coded_dates(2)), "na_codes"))
  for (kind in 1:3) {
    x <- coded_dates(kind)
    expect_setequal(names(attributes(x - x[1])), c("class", "units"))
    expect_identical(is.na(x - x[1]), c(FALSE, TRUE, TRUE, FALSE))
  }
  skip_if_not_installed("hms")
  expect_identical(hms::as_hms(coded_dates(3)), hms::hms(c(17956, NA, NA, 17957)))
})

# What an operator or a function gives, or what it says of why there is nothing.
outcome_of <- function(code) {
  tryCatch(withCallingHandlers(code, warning = function(w) tryInvokeRestart("muffleWarning")),
           error = conditionMessage)
}

test_that("arithmetic, comparisons and summaries are those of the column without codes", {
  skip_second_time()
  skip_if_not_installed("hms")
  operators <- c("+", "-", "*", "/", "^", "%%", "%/%", "==", "!=", "<", "<=", ">=", ">", "&", "|")
  # What a product, or a date some days on, keeps of the column is not looked at.
  essence <- function(x) {
    if (inherits(x, "pairwave_coded_time")) x <- plain_time(x)
    attributes(x) <- attributes(x)[intersect(names(attributes(x)),
                                             c("names", "class", "units", "tzone"))]
    x
  }
  tried <- same <- 0
  for (kind in 1:3) {
    x <- stats::setNames(coded_dates(kind), c("a", "b", "c", "d"))
    plain <- plain_time(x)
    others <- list(
      1, 1:4, 0.5, TRUE, NA, c(p = 1, q = 2, r = 3, s = 4), plain, plain[1], x, x[1],
      as.difftime(c(1, 90), units = "mins"), as.difftime(3, units = "secs"),
      as.difftime(2, units = "days"), hms::hms(60), hms::hms(c(1, NA, 3, 4)),
      as.Date("2019-03-01"), as.POSIXct("2019-03-01", tz = "UTC"), plain[0]
    )
    for (operator in operators) for (other in others) {
      bare <- if (inherits(other, "pairwave_coded_time")) plain_time(other) else other
      f <- get(operator)
      for (sides in list(list(list(x, other), list(plain, bare)),
                         list(list(other, x), list(bare, plain)))) {
        coded <- outcome_of(do.call(f, sides[[1]]))
        without <- outcome_of(do.call(f, sides[[2]]))
        plain_first <- inherits(sides[[1]][[1]], "difftime") &&
          !inherits(sides[[1]][[1]], "pairwave_coded_time")
        # Nothing is taken from a duration but a duration.
        no_sense <- operator == "-" && inherits(sides[[1]][[2]], c("Date", "POSIXct"))
        whole <- kind == 3 && !plain_first && !no_sense &&
          operator %in% c("+", "-", "==", "!=", "<", "<=", ">=", ">")
        told <- paste(kind, operator, paste(class(other), collapse = " "))
        if (whole) expect_identical(coded, without, info = told) else
          expect_identical(essence(coded), essence(without), info = told)
        tried <- tried + 1
        same <- same + is.character(without)
      }
    }
    for (name in c("abs", "sign", "floor", "ceiling", "trunc", "round", "signif", "sqrt", "exp",
                   "cumsum", "cummax", "diff", "mean", "median", "range", "min", "max", "sum",
                   "any", "all", "prod", "rev", "sort", "quantile")) {
      f <- get(name)
      coded <- outcome_of(if (name == "quantile") f(x, 0.5, na.rm = TRUE, type = 1) else f(x))
      without <- outcome_of(if (name == "quantile") f(plain, 0.5, na.rm = TRUE, type = 1) else f(plain))
      if (inherits(coded, "pairwave_coded_time")) coded <- plain_time(coded)
      expect_identical(coded, without, info = paste(kind, name))
    }
    expect_identical(mean(x, na.rm = TRUE), mean(plain, na.rm = TRUE))
    expect_identical(plain_time(rep(x, 2)), rep(plain, 2))
  }
  expect_identical(is.na(-coded_dates(3)), c(FALSE, TRUE, TRUE, FALSE))
  # Not only errors are alike.
  expect_lt(same, tried / 2)
  expect_identical(as.double(coded_dates(3) - as.difftime(1, units = "mins")),
                   c(17896, NA, NA, 17897))
})

test_that("differences of durations print as durations", {
  x <- coded_dates(3)
  expect_snapshot({
    x - x[1]
    x + 1
    diff(x)
    mean(x, na.rm = TRUE)
    round(x)
  })
})

test_that("durations print by the clock, as hms's do", {
  seconds <- c(0, 59, 3600, 86399, 360000, NA)
  expect_identical(trimws(format_duration(seconds)),
                   c("00:00:00", "00:00:59", "01:00:00", "23:59:59", "100:00:00", "NA"))
  expect_identical(format_duration(c(-5.5, 61)), c("-00:00:05.5", "   00:01:01"))
  expect_snapshot({
    coded_dates(3)
    coded_dates(1)
    coded_dates(1)[0]
  })
  skip_if_not_installed("hms")
  expect_identical(format_duration(seconds), format(hms::hms(seconds)))
})

test_that("dplyr and haven take coded times", {
  skip_if_not_installed("dplyr")
  x <- coded_dates()
  day <- as.Date("2020-01-01")
  expect_identical(hidden_codes(dplyr::bind_rows(data.frame(v = day), data.frame(v = x))$v)[3],
                   -141428)
  expect_identical(nrow(dplyr::full_join(data.frame(v = x), data.frame(v = day), by = "v")), 5L)
  expect_identical(format(dplyr::coalesce(x, day))[2:3], c("2020-01-01", "2020-01-01"))
  skip_if_not_installed("haven")
  file <- withr::local_tempfile(fileext = ".sav")
  haven::write_sav(data.frame(v = x, w = coded_dates(2)), file)
  expect_identical(plain_values(read_survey(file)$v), plain_values(x))
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
  expect_identical(missing_tags(x, code_byte)[1:3], c(".c", ".b", "NA"))
})
