test_that("a profile leaves the reasons of a link and no code", {
  plan <- review_study()
  open <- review_links(read_cohort(plan))
  expect_null(attr(open, "profile"))
  expect_false(anyNA(open$code_one))
  for (profile in c("hesa", "ofs", "nhs")) {
    plan$disclosure <- profile
    shown <- review_links(read_cohort(plan))
    expect_true(all(is.na(c(shown$code_one, shown$code_other))), label = profile)
    kept <- setdiff(names(open), c("code_one", "code_other", "agree_on", "differ_on"))
    expect_identical(as.list(shown)[kept], as.list(open)[kept], label = profile)
  }
})
