test_that("the table has a line for each code, within a portrait page, in every format", {
  found <- joint_display(coded_cohort())
  expect_snapshot(found)
  table <- as_print_table(found)
  expect_length(table$body, 6)
  # A portrait page of 16 cm holds about 95 characters of 10 points.
  lines <- write_table(table, "markdown")
  widths <- vapply(table$body, function(column) max(display_width(column)), 1)
  expect_lt(sum(pmax(widths, 8)) + 12, 95)
  for (format in table_formats) {
    expect_true(any(grepl("Inclusion", write_table(table, format), fixed = TRUE)), info = format)
  }
})

test_that("under a threshold the mark stands for what is suppressed", {
  cohort <- coded_cohort()
  cohort$study$disclosure <- list(threshold = 3)
  expect_snapshot(joint_display(cohort, material = "answers", outcome = "belonging: pre to post"))
})
