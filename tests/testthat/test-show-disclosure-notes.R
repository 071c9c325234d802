test_that("what is suppressed prints, and is said to be", {
  local_wide_console()
  cohort <- profiled_cohort(list(threshold = 5))
  expect_snapshot({
    paired_change(cohort)
    persistence(cohort)
    describe(persistence(cohort))
  })
})

test_that("a mark stands in the place of what it hides, and of nothing else", {
  rows <- data.frame(mark = c(NA, "[c]", NA, NA), percent = c(10, NA, NA, 30),
                     percent_mark = c(NA, NA, "[c]", NA))
  text <- c("1 (10)", "2 (20)", "3", "4 (30)")
  expect_identical(mark_cells(text, rows, any_percent = TRUE),
                   c("1 (10)", "[c]", "3 ([c])", "4 (30)"))
  expect_identical(mark_cells(text, rows, any_percent = FALSE),
                   c("1 (10)", "[c]", "3", "4 (30)"))
  expect_identical(mark_cells(text, rows["percent"], TRUE), text)
})

test_that("every mark of a table is explained under it, and no other", {
  withr::local_seed(84)
  symbols <- "\\[[a-z]+\\]|\\*|~"
  explained <- function(table) {
    said <- regmatches(table$notes, regexpr(paste0("^(", symbols, ")(?= (is|in brackets)|$)"),
                                            table$notes, perl = TRUE))
    sort(unique(said))
  }
  seen <- character()
  for (profile in profiles) {
    for (i in 1:4) {
      people <- fifteen()[sample(15, sample(c(10, 40, 90), 1), TRUE), ]
      result <- demographics(people, undisclosed = c("year", "fif", "ethnicity"),
                             disclosure = profile)
      printed <- as_print_table(result)
      cells <- unlist(printed$body[-(1:2)])
      marks <- unlist(regmatches(cells, gregexpr(symbols, cells)))
      expect_identical(explained(printed), sort(unique(marks)))
      seen <- union(seen, marks)
      expect_false(any(grepl("NA", cells)))
    }
  }
  expect_gt(length(seen), 1)
  open <- as_print_table(demographics(fifteen()))
  expect_identical(explained(open), character())
})
