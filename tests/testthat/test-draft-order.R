# The names of waves of files that are called so, in their order.
waves_called <- function(...) {
  waves <- lapply(c(...), function(text) list(text = text, survey = structure(list(), survey = list())))
  name_waves(waves)
}

test_that("dates in the names of files go before words", {
  order <- function(...) vapply(waves_called(...), `[[`, "", "text", USE.NAMES = FALSE)
  named <- c("2023-09 intake", "2024-01 midpoint", "2024-06 end")
  expect_identical(order(rev(named)), named)
  expect_match(attr(waves_called(named), "reason"), "dates in their names")
  expect_null(attr(waves_called(named), "doubt"))
  expect_match(attr(waves_called("2024-01 post", "2024-06 pre"), "doubt"), "words there say another")
  # Any dates in any form, in any order of the files.
  withr::local_seed(7)
  forms <- c("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%d-%m-%Y", "%Y_%m_%d", "%B %Y", "%b_%Y", "%Y-%m", "%Y %B")
  words <- c("end", "pre", "results", "mid", "post", "follow-up", "wave", "6 months")
  withr::local_locale(LC_TIME = "C")
  for (i in 1:60) {
    days <- sort(as.Date("2019-01-15") + 31 * sample(70, sample(2:4, 1)))
    form <- sample(forms, 1)
    word <- sample(words, length(days), TRUE)
    date <- format(days, form)
    text <- if (i %% 2) paste(date, word) else paste(word, date)
    shuffled <- sample(length(days))
    expect_identical(order(text[shuffled]), text, info = paste(text, collapse = "; "))
  }
  # Years of study, and dates that are the same, tell no order.
  expect_identical(date_in_name("survey 2018-19")$ymd, c(2018, NA, NA))
  expect_identical(order("post 2024", "pre 2024"), c("pre 2024", "post 2024"))
  expect_identical(order("end", "start", "midpoint"), c("start", "midpoint", "end"))
})

test_that("waves get the names that a person would give them", {
  names_of <- function(...) names(waves_called(...))
  labels_of <- function(...) vapply(waves_called(...), `[[`, "", "label", USE.NAMES = FALSE)
  expect_identical(names_of("Week 12", "Week 0"), c("week_0", "week_12"))
  expect_identical(names_of("Week 12"), "week_12")
  expect_identical(labels_of("Week 12", "Week 1"), c("Week 1", "Week 12"))
  expect_identical(names_of("2024-05-01", "2024-11-01"), c("may_2024", "november_2024"))
  expect_identical(labels_of("2024-05-01", "2024-11-01"), c("May 2024", "November 2024"))
  expect_identical(names_of("2024-05-01", "2024-05-15"), c("may_1_2024", "may_15_2024"))
  expect_identical(names_of("2023", "2024"), c("year_2023", "year_2024"))
  expect_identical(names_of("results-for-bridge-2024-05-01-1200"), "bridge")
  expect_identical(names_of("results-for-bridge-pre-2024-05-01-1200", "results-for-bridge-post-2024-07-01-0930"),
                   c("pre", "post"))
  expect_identical(names_of("results-survey123-pre", "results-survey456-post"),
                   c("survey123_pre", "survey456_post"))
  expect_identical(names_of("2024-05-01"), "wave")
  expect_identical(names_of("Bef\u00f6re", "Apr\u00e8s"), c("bef\u00f6re", "apr\u00e8s"))
})

test_that("waves are ordered by words, numbers or dates", {
  rank <- function(...) vapply(strsplit(c(...), "_"), time_rank, 0)
  expect_identical(order(rank("post", "pre", "six_month", "mid", "12_months")), c(2L, 4L, 1L, 3L, 5L))
  expect_identical(rank("t1", "t2", "wave3"), c(1, 2, 3))
  expect_identical(order(rank("month_6", "6_weeks", "1_year", "end")), c(4L, 2L, 1L, 3L))
  expect_true(all(is.na(rank("spring", "autumn"))))
  expect_identical(vapply(c("pre", "six_month", "one_year", "spring_term"), wave_label, ""),
                   c(pre = "Before", six_month = "Six months", one_year = "One year",
                     spring_term = "Spring term"))
  answers <- function(day) data.frame(
    Timestamp = sprintf("%s 10:0%d:00", day, 1:4), code = c("AB12", "CD34", "EF56", "GH78"),
    q1 = 1:4, q2 = c(2, 2, 3, 4), q3 = c(1, 3, 3, 4), check.names = FALSE
  )
  path <- draft_of(spring.csv = answers("2024-04-02"), autumn.csv = answers("2023-10-03"))
  expect_named(read_study(path)$waves, c("autumn", "spring"))
  expect_match(readLines(path), "order of the dates", all = FALSE)
  plain <- answers("2024-04-02")[-1]
  path <- draft_of(spring.csv = plain, autumn.csv = plain)
  expect_named(read_study(path)$waves, c("spring", "autumn"))
  expect_match(readLines(path), "neither names nor dates tell", all = FALSE)
})
