test_that("change of a group prints, line by line, as such", {
  local_reproducible_output(width = 150)
  result <- unpaired_change(unlinked_cohort(c(24, 19, 15)))
  expect_snapshot({
    result
    summary(unpaired_change(unlinked_cohort()))
    unpaired_change(unlinked_cohort(), scales = character(), items = c("q1", "plan"))
    unpaired_change(unlinked_cohort(), by = "sex")
  })
  for (x in list(result, summary(result))) {
    table <- as_print_table(x)
    lines <- table$body$contrast
    expect_match(lines[nzchar(lines)], "(group)", fixed = TRUE)
    expect_identical(table$notes[[1]], group_caution)
  }
})

test_that("who is known to be in both waves is told with the test that counts them so", {
  notes <- as_print_table(unpaired_change(demo_cohort()))$notes
  expect_match(notes, "27 in both, r = 0.80, change 2.10 [0.84, 3.35], t(33.6) = 3.39, p = 0.002",
               fixed = TRUE, all = FALSE)
})

test_that("it knits, and is written in every format", {
  result <- unpaired_change(unlinked_cohort())
  for (format in c("html", "latex", "typst", "markdown")) {
    expect_match(paste(write_table(as_print_table(result), format), collapse = " "),
                 "not of people", fixed = TRUE)
  }
  path <- withr::local_tempfile(fileext = ".json")
  write_result(result, path)
  expect_match(paste(readLines(path), collapse = " "), "change_if_same", fixed = TRUE)
})
