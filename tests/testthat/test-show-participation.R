test_that("a diagram keeps within its width", {
  flow <- participation(demo_cohort())
  for (width in c(60, 80, 120)) {
    lines <- format(flow, as = "diagram", width = width)
    expect_lte(max(nchar(lines, "width")), width)
  }
  expect_snapshot(writeLines(format(flow, as = "diagram", width = 80)))
})
