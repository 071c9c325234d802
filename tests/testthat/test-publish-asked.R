# What tables may tell of who was asked.

test_that("a set is divided by who was asked, where both parts have people", {
  set <- c(TRUE, TRUE, FALSE)
  parts <- divided_by_asking(set, "linked", c(TRUE, FALSE, FALSE), "pre")
  expect_named(parts, c("asked by pre of linked", "not asked by pre of linked"))
  expect_identical(unname(parts), list(c(TRUE, FALSE, FALSE), c(FALSE, TRUE, FALSE)))
  expect_identical(divided_by_asking(set, "linked", set, "pre"), list())
})

test_that("people not asked are no cover for an answer", {
  # Of 37 people 12 were not asked, which the flow tells: 14, 10 and 1 are the rest.
  n <- c(14, 10, 1, 12)
  aside <- c(FALSE, FALSE, FALSE, TRUE)
  expect_identical(small_of_question(n, aside, TRUE, 5), c(FALSE, TRUE, TRUE, FALSE))
  # Where it must not be told, it goes as well.
  expect_identical(small_of_question(n, aside, FALSE, 5), c(FALSE, TRUE, TRUE, TRUE))
  # Few who were not asked need an answer beside them.
  away <- small_of_question(c(14, 10, 2), c(FALSE, FALSE, TRUE), FALSE, 5)
  expect_identical(away, c(FALSE, TRUE, TRUE))
  expect_identical(small_of_question(n[1:2], aside[1:2], TRUE, 5), suppress_small(n[1:2], 5))
})

test_that("who was in neither wave that asked is decided with the flow", {
  withr::local_seed(1)
  x <- attacked_cohort(list(threshold = 5), waves = 2, n = 40, attendance = FALSE)
  # By each wave alone at least.
  found <- unlist(unname(asked_populations(x)), recursive = FALSE)
  in_pre <- !is.na(x$people$pre)
  expect_identical(unname(found[["asked by pre of everyone"]]), in_pre)
  expect_identical(unname(found[["not asked by pre of everyone"]]), !in_pre)
  told <- may_tell_asked(every_population(x), x, "a1")
  expect_true("everyone" %in% told)
  x$study$disclosure <- disclosure_profile("none")
  expect_identical(may_tell_asked(every_population(x), x, "a1"), names(every_population(x)))
})
