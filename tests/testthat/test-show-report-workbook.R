sheets_of <- function(cohort, ...) {
  path <- withr::local_tempfile(fileext = ".xlsx", .local_envir = parent.frame())
  expect_identical(report(cohort, path, ...), path)
  path
}

test_that("a report as a workbook has a sheet for each table, the same as the results", {
  skip_second_time()
  path <- sheets_of(demo_cohort(), audience = "internal")
  sheets <- suppressWarnings(read_survey(path))$Sheet
  expect_identical(sheets, c(
    "Change", "Every figure of change", "Did it last", "Means", "Flow of people", "Who took part",
    "Item by item", "Reliability", "Stayed and lost", "Linked and not linked",
    "Provenance"
  ))
  read <- suppressWarnings(read_survey(path, sheet = "Change"))
  table <- as_print_table(paired_change(demo_cohort()))
  expect_identical(names(read), table$head)
  expect_identical(as.character(read[["Change [95% CI]"]]), table$body$change)
  expect_identical(as.double(read$n), as.double(table$body$n))
})

test_that("a study has the sheets that it has something for, and a publication its threshold", {
  skip_second_time()
  one <- edge_cohorts$one_wave()
  expect_identical(names(report_tables(one)), c(
    "Means", "Flow of people", "Who took part", "Single questions", "Reliability",
    "Provenance"
  ))
  expect_true("Change of the group" %in% names(report_tables(unlinked_cohort())))
  expect_false("Change" %in% names(report_tables(unlinked_cohort())))
  path <- sheets_of(one)
  people <- suppressWarnings(read_survey(path, sheet = "Who took part"))
  table <- as_print_table(demographics(cohort_for(one, "publication")))
  expect_identical(people[[3]], table$body[[3]])
})
