test_that("decisions are kept by the numbers of links, and taken back", {
  plan <- review_study()
  found <- links_to_review(read_cohort(plan))
  path <- file.path(plan$dir, "link-decisions.csv")
  expect_identical(keep_decisions(found, same = 1, different = 2), c("same", "different"))
  both <- readLines(path)
  expect_identical(keep_decisions(found, open = 1), c(NA, "different"))
  expect_identical(readLines(path), both[c(1, 3)])
  expect_identical(keep_decisions(found, open = 2), c(NA_character_, NA))
  expect_identical(readLines(path), both[1])
  expect_identical(read_cohort(plan)$links$decision, c(NA_character_, NA))
})

test_that("what another session decides meanwhile is seen", {
  plan <- review_study()
  one <- links_to_review(read_cohort(plan))
  other <- links_to_review(read_cohort(plan))
  keep_decisions(one, same = 1)
  expect_identical(keep_decisions(other, different = 2), c("same", "different"))
})

test_that("what may be seen of the links is what the profile leaves", {
  plan <- review_study()
  expect_false(anyNA(review_of_links(links_to_review(read_cohort(plan)))$code_one))
  plan$disclosure <- "ofs"
  expect_true(all(is.na(review_of_links(links_to_review(read_cohort(plan)))$code_one)))
})
