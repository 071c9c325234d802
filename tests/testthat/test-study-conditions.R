excluding <- function(...) {
  study(waves = c(pre = "a.csv", post = "b.csv"), id = "code", exclude = list(list(...)))
}
checking <- function(...) {
  study(waves = c(pre = "a.csv", post = "b.csv"), id = "code", checks = list(rules = list(...)))
}

test_that("rules of exclusion have an outcome each", {
  plan <- study(
    waves = c(pre = "a.csv"), id = "code",
    exclude = list(
      list(reason = "preview", column = "Status", is = c(1, "Survey Preview")),
      list(reason = "too_fast", column = "secs", below = 60),
      list(reason = "other", column = "staff", is = "yes"),
      list(reason = "other", column = "age", is_not = "", label = "No age", waves = "pre")
    )
  )
  expect_identical(vapply(plan$exclude, `[[`, "", "outcome"), c(
    "excluded_preview", "excluded_too_fast", "excluded_other", "excluded_other_1"
  ))
  expect_identical(plan$exclude[[1]]$is, c("1", "Survey Preview"))
  expect_identical(plan$exclude[[2]]$below, 60)
  expect_true(is_in_wave(plan$exclude[[1]], "pre"))
  expect_false(is_in_wave(plan$exclude[[4]], "post"))
})

test_that("a slip in a rule of exclusion is told, with what is near", {
  expect_snapshot(error = TRUE, {
    excluding(reason = "previews", column = "Status", is = 1)
    excluding(column = "Status", is = 1)
    excluding(reason = "preview", is = 1)
    excluding(reason = "preview", column = "Status")
    excluding(reason = "preview", column = "Status", is = 1, above = 2)
    excluding(reason = "preview", column = "Status", iz = 1)
    excluding(reason = "too_fast", column = "secs", below = "two minutes")
    excluding(reason = "too_fast", column = "secs", below = 60, waves = "pst")
  })
  expect_snapshot(error = TRUE, study(waves = c(pre = "a.csv"), id = "code", exclude = "previews"))
})

test_that("rules of checks are known ones or have a column", {
  plan <- checking(not_scored = list(share = 0.1, severity = "error"),
                   young = list(column = "age", below = 16))
  expect_identical(names(plan$checks$rules), c("not_scored", "young"))
  expect_identical(plan$checks$rules$not_scored$share, 0.1)
  expect_snapshot(error = TRUE, {
    checking(not_score = list(share = 0.1))
    checking(not_scored = list(share = 10))
    checking(not_scored = list(severity = "eror"))
    checking(not_scored = list(column = "age", below = 16))
    checking(linked_share = list(share = 0.5))
    checking(young = list(column = "age"))
    checking(young = list(column = "age", below = 16, waves = "pree"))
    checking(`too young` = list(column = "age", below = 16))
    checking(young = list(column = "age", belo = 16))
  })
})
