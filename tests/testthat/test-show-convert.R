focus_group <- function() {
  demographics(
    read_cohort(system.file("extdata", "demo", "study.yml", package = "pairwave")),
    who = "focus_group"
  )
}
cells <- function() unlist(as_print_table(focus_group())$body, use.names = FALSE)

test_that("flextable has every cell, and fits a page of Word", {
  skip_if_not_installed("flextable")
  table <- flextable::as_flextable(focus_group())
  expect_s3_class(table, "flextable")
  # A number and what stands in brackets behind it stay together.
  expect_identical(unlist(table$body$dataset, use.names = FALSE),
                   gsub("([0-9]) [(]([0-9])", "\\1\u00a0(\\2", cells()))
  wide <- demographics(
    read_cohort(system.file("extdata", "demo", "study.yml", package = "pairwave")),
    who = c("everyone", "attended", "answered", "linked", "focus_group")
  )
  expect_lte(sum(dim(flextable::as_flextable(wide))$widths), page_width + 0.01)
})

test_that("gt has every cell", {
  skip_if_not_installed("gt")
  table <- as_gt(focus_group())
  expect_s3_class(table, "gt_tbl")
  html <- as.character(gt::as_raw_html(table))
  for (cell in setdiff(cells(), "")) expect_match(html, cell, fixed = TRUE)
})

test_that("tinytable has every cell", {
  skip_if_not_installed("tinytable")
  table <- as_tinytable(focus_group())
  text <- tinytable::save_tt(table, "markdown")
  for (cell in setdiff(cells(), "")) expect_match(text, cell, fixed = TRUE)
})

test_that("what is no result is an error", {
  expect_snapshot(error = TRUE, {
    as_gt(1)
    as_tinytable(data.frame())
    as_ard("x")
  })
})

test_that("a package that is not installed is asked for by name", {
  skip_if(requireNamespace("gt", quietly = TRUE), "gt is installed")
  expect_error(as_gt(focus_group()), class = "pairwave_error_missing_package")
})
