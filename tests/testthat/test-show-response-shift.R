test_that("the table is that of the change, and says what the shift is", {
  answers <- data.frame(pre = c(27, 28, 31, 24, 27), then = c(24, 25, 31, 21, 26),
                        post = c(28, 30, 33, 26, 29))
  waves <- c("pre", "then", "post")
  shift <- as_print_table(response_shift(answers, waves = waves))
  change <- as_print_table(paired_change(answers, waves = waves))
  expect_identical(head(shift$head, -1), head(change$head, -1))
  at <- match(change$body$contrast, shift$body$contrast)
  expect_identical(shift$body$n[at][1], change$body$n[1])
  expect_match(utils::tail(shift$notes, 1), "then is pre as people saw it at post; pre to then is the response shift",
               fixed = TRUE)
})

test_that("waves are called by their labels", {
  answers <- data.frame(a = 1:4, b = c(1, 1, 2, 4), c = c(2, 2, 4, 5))
  table <- as_print_table(response_shift(
    answers, waves = c(Before = "a", "Looking back" = "b", After = "c")
  ))
  expect_match(utils::tail(table$notes, 1),
               "^Looking back is Before as people saw it at After; Before to Looking back is")
  expect_identical(sort(table$body$contrast),
                   c("Before to After", "Before to Looking back", "Looking back to After"))
})

test_that("a second judgement of one time is never told as a change", {
  answers <- data.frame(pre = c(27, 28, 31, 24, 27, 30), then = c(24, 25, 31, 21, 26, 29),
                        post = c(28, 30, 33, 26, 29, 31))
  shift <- response_shift(answers, waves = names(answers))
  said <- describe(shift)
  of_shift <- said$sentence[said$contrast == "pre -> then"]
  expect_match(of_shift, "0 judged it higher looking back, 1 the same and 5 lower", fixed = TRUE)
  expect_match(of_shift, "a response shift of -1.83", fixed = TRUE)
  expect_match(of_shift, memory_caution, fixed = TRUE)
  expect_no_match(of_shift, "scored|went from|a change of")
  expect_match(said$sentence[said$contrast == "then -> post"], "scored higher at post than at then")
  head <- as_print_table(shift)$head
  cells <- as_print_table(shift)$body$better
  expect_identical(cells[3], "0 higher / 1 same / 5 lower")
  expect_true("Better / same / worse" %in% head)
})
