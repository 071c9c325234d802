test_that("decisions are written and read again, the newest of a pair", {
  path <- withr::local_tempfile(fileext = ".csv")
  expect_null(read_decisions(path))
  decide <- function(one, other, decision) {
    write_decisions(path, data.frame(code_one = one, code_other = other, decision = decision))
  }
  decide(c("ab\"1", "cd2"), c("ab2", "cd3"), c("same", "different"))
  decide("cd3", "cd2", "same")
  found <- read_decisions(path)
  expect_identical(found$code_one, c("ab\"1", "cd3"))
  expect_identical(found$decision, c("same", "same"))
})

test_that("links are described by their number, and codes that were dropped not decided", {
  links <- read_cohort(review_study())$links
  review <- describe_links(links)
  expect_identical(review$link, seq_len(nrow(links)))
  links$code_one <- NA_character_
  expect_snapshot(check_can_decide(links, "file.csv", NULL), error = TRUE)
})
