test_that("without a yes there is no quote", {
  codes <- quoted_codes()
  expect_identical(nrow(quotes(codes)), 0L)
  path <- withr::local_tempfile(fileext = ".csv")
  review_quotes(codes, no = 1:4, decisions = path)
  expect_identical(nrow(quotes(codes, decisions = path, threshold = 1)), 0L)
  expect_snapshot(quotes(codes, decisions = path))
})

test_that("codes that too few have are shown without words", {
  skip_if_not(l10n_info()[["UTF-8"]])
  path <- withr::local_tempfile(fileext = ".csv")
  codes <- quoted_codes()
  review_quotes(codes, yes = c(2, 4, 8, 10), decisions = path)
  found <- as.data.frame(quotes(codes, decisions = path, people = quoted_people(),
                                attributes = c("sex", "year"), threshold = 3))
  expect_identical(found$code, c("peers", "peers", "advice", "home"))
  expect_identical(found$status, c("shown", "shown", "suppressed", "suppressed"))
  expect_identical(found$n, c(7L, 7L, NA, NA))
  expect_identical(found$text[3:4], c(NA_character_, NA))
  expect_identical(found$participant, c(1L, 2L, NA, NA))
  expect_snapshot(quotes(codes, decisions = path, people = quoted_people(),
                         attributes = c("sex", "year"), threshold = 3))
  # All but one have it: the one is a small cell of its own.
  protected <- as.data.frame(quotes(codes, decisions = path, disclosure = list(threshold = 3)))
  expect_true(all(protected$status == "suppressed"))
  expect_true(all(is.na(protected$n)) && all(is.na(protected$text)))
})

test_that("codes can be named, and one above others has the quotes below it", {
  codes <- new_codes(data.frame(unit = c("1", "2"), participant = c("p", "q"), coder = "A",
                                code = c("a > x", "a > y"), text = c("one", "two")))
  path <- withr::local_tempfile(fileext = ".csv")
  review_quotes(codes, yes = 1:2, decisions = path)
  expect_identical(quotes(codes, decisions = path, code = "a", threshold = 1)$text, c("one", "two"))
  expect_identical(quotes(codes, decisions = path, code = "y", threshold = 1)$code, "a > y")
  expect_snapshot(error = TRUE, {
    quotes(codes, code = "z")
    quotes(codes, threshold = 0)
    quotes(codes, people = quoted_people(), attributes = "age")
    quotes(codes, attributes = "sex")
    quotes(codes, attributes = "sex", people = quoted_people()["sex"])
    quotes(codes, attributes = "sex", people = quoted_people()[c(1, 1), ])
    quotes(1)
  })
})

test_that("who would stand beside a quote is as quotes() has it", {
  cohort <- read_cohort(coded_study("quotes: {attributes: sex, threshold: 2}"))
  review_quotes(cohort, material = "answers", yes = 1:4)
  material <- check_material(cohort, "answers")
  beside <- people_beside_quotes(cohort, material_with_texts(cohort, material), material, NULL)
  shown <- as.data.frame(quotes(cohort, material = "answers"))
  shown <- shown[shown$status == "shown", ]
  expect_gt(sum(!is.na(shown$attributes)), 0)
  said <- review_quotes(cohort, material = "answers")
  expect_identical(unname(beside[said$participant[match(shown$text, said$text)]]), shown$attributes)
})
