test_that("answers by wave print a line for each answer, in every format", {
  frame <- data.frame(
    sure_pre = c(2, 3, 1, 4, 2, 3), sure_post = c(3, 3, 2, 4, 4, NA),
    plan_pre = c("no", "no", "yes", "no", "no", "yes"),
    plan_post = c("yes", "no", "yes", "yes", "yes", "yes")
  )
  x <- item_frequencies(frame, items = c("sure", "plan"), label = "Next steps",
                        waves = c(Before = "*_pre", After = "*_post"))
  expect_snapshot(x)
  for (format in setdiff(table_formats, "console")) {
    written <- paste(write_table(as_print_table(x), format), collapse = "\n")
    expect_match(written, "2.5 (2 to 3)", fixed = TRUE)
    expect_match(written, "5 (83.3)", fixed = TRUE)
  }
})

test_that("waves stand in their order, whichever asked first", {
  x <- item_frequencies(profiled_cohort("none"), scales = character(), items = c("Q5", "gse1"))
  expect_identical(as_print_table(x)$head[4:6], c("Before", "After", "Six months"))
})
