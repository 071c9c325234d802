test_that("who came is told by numbers, words and labels, in any case", {
  came <- function(x) as_came(x, "w1", "came.csv", NULL)
  expect_identical(came(c("1", " Yes ", "TRUE", "x", "Attended", "no", "0", "", NA, "absent")),
                   rep(c(TRUE, FALSE), each = 5))
  expect_identical(came(c(1, 0, NA)), c(TRUE, FALSE, FALSE))
  expect_identical(came(c(TRUE, FALSE, NA)), c(TRUE, FALSE, FALSE))
  # The label says it, whatever the code.
  expect_identical(came(new_labelled_column(c(1, 2, 2, NA), labels = c(No = 1, Yes = 2))),
                   c(FALSE, TRUE, TRUE, FALSE))
  # A code that is declared as missing is nothing.
  expect_identical(came(new_labelled_column(c(1, -9), na_values = -9)), c(TRUE, FALSE))
  expect_snapshot(error = TRUE, {
    came(c("1", "late"))
    came(c("ill", "late", "1"))
  })
})

test_that("sessions are counted for those on the list, who came where any of their rows says so", {
  withr::local_seed(13)
  plan <- list(attendance = list(sessions = c("w1", "w2", "w3"), groups = "focus"))
  for (i in 1:20) {
    people <- data.frame(person = 1:8)
    listed <- sample(c(1:6, NA), 10, TRUE)
    flags <- lapply(c(w1 = 1, w2 = 2, w3 = 3, focus = 4), function(k) sample(c(TRUE, FALSE), 10, TRUE))
    joined <- join_attendance(people, listed, list(flags = flags), plan)
    for (person in 1:8) {
      rows <- which(listed == person)
      sessions <- sum(vapply(flags[1:3], function(flag) any(flag[rows]), NA))
      expect_identical(joined$attended[person], if (length(rows)) sessions else NA_integer_)
      expect_identical(joined$focus[person], any(flags$focus[rows]))
    }
  }
})

test_that("rows of the list are counted, and those that repeat a person", {
  expect_identical(count_listed(list(codes = c("a", "b", "a", "", "", "a"))), c(listed = 6L, repeated = 2L))
  expect_null(count_listed(NULL))
  expect_null(read_attendance(list()))
})

test_that("a list is read whatever its rows' order, codes being compared as the study's are", {
  sessions <- function(rows) {
    list <- data.frame(code = c("AB12", "ef-56", "KL11", "kl 11"), w1 = c(1, 0, 1, 0), w2 = c(1, 1, 0, 1),
                       focus = c("yes", "no", "no", "no"))
    cohort <- read_cohort(small_study_files(attendance = as.list(list[rows, ])))
    cohort$people[c("pre", "post", "attended", "focus")]
  }
  withr::local_seed(14)
  expected <- sessions(1:4)
  expect_identical(expected$attended, c(2L, NA, 1L, NA, NA, 2L, NA))
  for (i in 1:3) expect_identical(sessions(sample(4)), expected)
})
