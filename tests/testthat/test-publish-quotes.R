test_that("an attribute is shown as far as enough people are shown alike", {
  people <- quoted_people()
  shown <- function(k) unname(quote_attributes(people$participant, people, c("sex", "year"), k))
  expect_identical(shown(1), c("F, year 1", "F, year 1", "F, year 1", "F, year 2", "F", "M, year 1",
                               "M, year 1", "M, year 2"))
  # Two would be known by the year that is not said, so the three of year 1 go with them.
  expect_identical(shown(3), c(rep("F", 5), rep("M", 3)))
  expect_identical(shown(2), c("F, year 1", "F, year 1", "F, year 1", "F", "F", "M", "M", "M"))
  expect_identical(shown(4), rep(NA_character_, 8))
  expect_identical(unname(quote_attributes("p", NULL, "sex", 1)), NA_character_)
})

test_that("every attribution fits k people or nobody is told apart, whatever the people", {
  set.seed(5)
  for (i in 1:200) {
    n <- sample(1:40, 1)
    k <- sample(1:6, 1)
    people <- data.frame(
      participant = paste0("p", seq_len(n)), a = sample(c(letters[1:3], NA), n, replace = TRUE),
      b = sample(c("x", "y", NA), n, replace = TRUE, prob = c(8, 2, 1)),
      c = sample(1:4, n, replace = TRUE)
    )
    shown <- quote_attributes(people$participant, people, c("a", "b", "c"), k)
    alike <- table(shown, useNA = "ifany")
    expect_true(all(alike >= k) || length(alike) == 1, info = i)
  }
})

test_that("values are said by their labels, and numbers with what they are of", {
  year <- structure(c(3, 4, NA), label = "Year", labels = c(Three = 3))
  expect_identical(attribute_texts(year, "year"), c("Three", "Year 4", NA))
  expect_identical(attribute_texts(factor(c("b", "a")), "x"), c("b", "a"))
})

test_that("a profile asks for more people than the threshold", {
  expect_identical(quote_threshold(3, disclosure_profile("none")), 3L)
  expect_identical(quote_threshold(3, disclosure_profile(list(threshold = 10))), 10L)
  expect_gte(quote_threshold(3, disclosure_profile("hesa")), 5L)
})
