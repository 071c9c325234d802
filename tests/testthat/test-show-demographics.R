test_that("Table 2 of the paper is printed to the character", {
  printed <- as_print_table(table_2())
  expect_identical(printed$body, published)
  expect_identical(printed$head, c("Variable", "", "Total Participants N (%)"))
  expect_snapshot(table_2())
  # In every format every cell, in the order of the rows.
  cells <- as.vector(t(as.matrix(published)))
  for (to in setdiff(table_formats, "console")) {
    left <- paste(write_table(printed, to), collapse = "\n")
    for (cell in c("Total Participants", cells[nzchar(cells)])) {
      at <- regexpr(cell, left, fixed = TRUE)
      expect_true(at > 0, label = paste(to, cell))
      left <- substring(left, at + nchar(cell))
    }
    expect_no_match(left, "[0-9]+ \\([0-9]", label = to)
  }
})

test_that("the focus group of the demo study prints Table 2", {
  skip_if_not(exists("read_survey", asNamespace("pairwave")))
  cohort <- read_cohort(system.file("extdata", "demo", "study.yml",
                                    package = "pairwave", mustWork = TRUE))
  result <- demographics(cohort, who = "focus_group")
  expect_identical(as_print_table(result)$body, published)
  expect_identical(as_print_table(result)$notes,
                   "n = 15, people in focus_group; percentages are of all of them.")
})

test_that("columns side by side print as one table", {
  x <- sixty_people()
  two <- demographics(x, columns = c("sex", "year"), who = c("everyone", "a"))
  expect_identical(as_print_table(two)$head[-(1:2)], c("Everyone (n = 60)", "A (n = 35)"))
  expect_identical(printed_cells(two), c(
    "23 (38.3) | 15 (42.9)", "20 (33.3) | 11 (31.4)", "17 (28.3) | 9 (25.7)",
    "32 (53.3) | 17 (48.6)", "28 (46.7) | 18 (51.4)", "0 (0) | 0 (0)"
  ))
  expect_notes(two, "Columns: everyone; a (people in a).", "n (%) of all people in the column")
  expect_identical(as_print_table(two)$body[[2]], c("f", "m", "Missing", "3", "4", "5"))
  by <- demographics(x, columns = "sex", by = "year")
  expect_identical(as_print_table(by)$head[-(1:2)], c("3 (n = 32)", "4 (n = 28)", "5 (n = 0)"))
  expect_identical(printed_cells(by), c(
    "12 (37.5) | 11 (39.3) | 0", "11 (34.4) | 9 (32.1) | 0", "9 (28.1) | 8 (28.6) | 0"
  ))
  expect_notes(by, "Columns: year, of everyone.")
  # Both at once, which a snapshot has as it is printed.
  expect_snapshot(demographics(x, columns = "sex", who = c("a", "b"), by = "year"))
})

test_that("a comparison is printed under the table", {
  people <- data.frame(sex = rep(c("Female", "Male"), c(11, 4)),
                       year = rep(c("3", "4", "5"), c(7, 5, 3)))
  compared <- demographics(people, who = "everyone", columns = "sex",
                           population = list(sex = c(Female = 25, Male = 14)))
  expect_identical(printed_cells(compared), c("11 (73.3)", "4 (26.7)"))
  expect_notes(compared, "sex, exact multinomial test against the shares of 39 people",
               "(Female 25, Male 14): p = 0.595 (n = 15; not adjusted)")
})

test_that("decimals and style change the print only as they say", {
  people <- data.frame(x = rep(c("a", "b", "c"), c(1, 4, 3)))
  cells <- function(...) as_print_table(demographics(people, ...))$body$n
  expect_identical(cells(), c("1 (12.5)", "4 (50)", "3 (37.5)"))
  expect_identical(cells(style = "fixed"), c("1 (12.5)", "4 (50.0)", "3 (37.5)"))
  expect_identical(cells(decimals = 0), c("1 (13)", "4 (50)", "3 (38)"))
  expect_identical(cells(decimals = 2, style = "fixed"),
                   c("1 (12.50)", "4 (50.00)", "3 (37.50)"))
})
