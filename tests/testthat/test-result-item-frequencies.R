test_that("items, waves and types that can't be used are refused", {
  frame <- data.frame(q1 = c(1, 2), text = c("a", "b"), when = c(1.5, 2.5))
  many <- data.frame(q = seq_len(40))
  expect_snapshot(error = TRUE, {
    item_frequencies(frame, items = "q2")
    item_frequencies(frame, items = character())
    item_frequencies(frame, items = "q1", range = 5)
    item_frequencies(frame, items = "q1", quartile_type = 5)
    item_frequencies(frame, items = "q1", nominal = "text")
    item_frequencies(many, items = "q")
    item_frequencies(1)
    item_frequencies(profiled_cohort("none"), items = "gse11")
    item_frequencies(profiled_cohort("none"), scales = character())
  })
})

test_that("columns that identify people are not counted", {
  frame <- data.frame(email = c("a@b.example", "c@d.example"))
  frame$email <- new_identifying_column(frame$email)
  expect_snapshot(error = TRUE, item_frequencies(frame, items = "email"))
})

test_that("a question of one wave is counted beside the items of scales", {
  x <- item_frequencies(profiled_cohort("none"), items = "Q5")
  expect_identical(unique(x$wave[x$item == "Q5"]), "post")
  expect_identical(unique(x$who[x$item == "Q5"]), "wave")
  expect_setequal(unique(x$wave[x$item == "gse1"]), c("pre", "post", "six_month"))
})
