test_that("a codebook has no end of a variable, and counts nobody", {
  for (disclosure in list("hesa", list(threshold = 5))) {
    book <- as.data.frame(codebook(protected_cohort(disclosure)))
    expect_true(all(is.na(book$lowest) & is.na(book$highest) & is.na(book$distinct)))
    expect_true(all(is.na(book$n) & is.na(book$n_missing)))
  }
})
