test_that("tables stand beside each other by the names of their rows", {
  one <- new_print_table(
    data.frame(a = c("Before", "", "After"), b = c("x", "y", "x"), n = c("1", "2", "3")),
    align = c("l", "l", "r"), head = c("Stage", "", "n"), notes = c("Shared.", "Of one.")
  )
  two <- new_print_table(
    data.frame(a = c("Before", "", "After"), b = c("x", "z", "x"), n = c("4", "5", "6")),
    align = c("l", "l", "r"), head = c("Stage", "", "n"), notes = "Shared."
  )
  beside <- tables_beside(list(`2018` = one, `2019` = two))
  expect_identical(beside$head, c("Stage", "", "2018", "2019"))
  expect_identical(unname(as.list(beside$body)), list(
    c("Before", "", "", "After"), c("x", "y", "z", "x"), c("1", "2", "", "3"), c("4", "", "5", "6")
  ))
  expect_identical(beside$notes, c("Shared.", "Of one."))
  expect_identical(beside$row_heads, 2L)
  # Of several columns each has its table's name.
  one$body$m <- two$body$m <- "7"
  one$align <- two$align <- c("l", "l", "r", "r")
  one$head <- two$head <- c("Stage", "", "n", "m")
  expect_identical(tables_beside(list(a = one, b = two))$head,
                   c("Stage", "", "a, n", "a, m", "b, n", "b, m"))
})
