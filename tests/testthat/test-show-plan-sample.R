test_that("a plan prints its sizes, with separators, and only the columns it has", {
  plan <- plan_sample(c(2, 40), change = c(1, 1.5), r = 0.5)
  table <- as_print_table(plan)
  expect_identical(table$head, c("n", "Change", "SD change", "d_z", "Power"))
  expect_identical(gsub(",", "", table$body$n), format(plan$n, trim = TRUE))
  expect_match(table$body$n, ",", all = FALSE)
  expect_identical(table$body$change, c("1.00", "1.50"))
  expect_identical(table$body$power, vapply(plan$power, decimals, "", digits = 3))
  expect_identical(as.numeric(gsub(",", "", table$body$n)), plan$n)
})

test_that("scales, contrasts and groups of an earlier cohort have columns of their own", {
  plan <- plan_sample(paired_change(demo_cohort(), by = "sex"), n = 20)
  table <- as_print_table(plan)
  expect_identical(table$head[1:3], c("Scale", "Contrast", attr(plan, "by_label")))
  labels <- vapply(demo_cohort()$study$scales, `[[`, "", "label")
  expect_setequal(table$body$scale, unname(labels))
  absent <- is.na(plan$change)
  expect_true(any(absent))
  expect_identical(table$body$change == "-", absent)
  for (why in unique(plan$note[absent])) {
    expect_match(table$notes, why, fixed = TRUE, all = FALSE)
  }
  expect_match(table$notes[1], "alpha 0.05", fixed = TRUE)
})
