# Numbers alone: the locale changes nothing here.

test_that("a codebook has no end of a variable, and counts nobody", {
  for (disclosure in list("hesa", list(threshold = 5))) {
    book <- as.data.frame(codebook(profiled_cohort(disclosure)))
    expect_true(all(is.na(book$lowest) & is.na(book$highest) & is.na(book$distinct)))
    expect_true(all(is.na(book$n) & is.na(book$n_missing)))
  }
})

test_that("what says nothing of people stays as it is", {
  open <- as.data.frame(codebook(profiled_cohort("none")))
  expect_false(anyNA(open$n))
  for (disclosure in list("hesa", list(threshold = 5))) {
    book <- as.data.frame(codebook(profiled_cohort(disclosure)))
    stays <- setdiff(names(open), c("n", "n_missing", "distinct", "lowest", "highest"))
    expect_identical(book[stays], open[stays])
    table <- as_print_table(codebook(profiled_cohort(disclosure)))
    expect_false(any(c("n", "Missing", "Distinct") %in% table$head))
  }
})
