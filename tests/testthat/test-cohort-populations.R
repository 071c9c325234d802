test_that("the words for people stand for the people of the cohort", {
  x <- demo_cohort()
  n <- function(who) demographics(x, who = who, denominator = "all")$denominator[1]
  answered <- !is.na(x$people[c("pre", "post", "six_month")])
  expect_identical(n("everyone"), nrow(x$people))
  expect_identical(n("answered"), sum(rowSums(answered) > 0))
  expect_identical(n("linked"), sum(rowSums(answered) > 1))
  expect_identical(n("attended"), sum(attenders(x)))
  expect_identical(n("pre+six_month"), sum(answered[, 1] & answered[, 3]))
  expect_identical(n("focus_group"), 15L)
})

test_that("several sets stand side by side", {
  expect_snapshot(demographics(demo_cohort(), columns = c("sex", "year"),
                               who = c("attended", "answered", "focus_group")))
})

test_that("a set that is not there is an error with the nearest", {
  x <- demo_cohort()
  expect_snapshot(error = TRUE, {
    demographics(x, who = "focus_grup")
    demographics(x, who = c("pre", "pre+pst"))
    demographics(x, columns = "sexx")
    demographics(x, by = "yeer")
  })
})
