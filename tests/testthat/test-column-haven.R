# What whole files become is asked in test-read-haven.R.

test_that("a column of haven's becomes ours", {
  skip_if_not_installed("haven")
  coded <- haven::labelled(c(1, haven::tagged_na("a"), NA),
                           c(Yes = 1, Refused = haven::tagged_na("a")), label = "Agreed?")
  ours <- column_of_haven(coded)
  expect_s3_class(ours, "pairwave_labelled")
  expect_identical(column_label(ours), "Agreed?")
  expect_identical(names(column_labels(ours)), c("Yes", "Refused"))
  expect_identical(haven::na_tag(as.double(unclass(ours))), c(NA, "a", NA))
  plain <- column_of_haven(coded, letters = FALSE)
  expect_identical(names(column_labels(plain)), "Yes")
  expect_identical(haven::na_tag(as.double(unclass(plain))), c(NA_character_, NA, NA))
  spss <- haven::labelled_spss(c(1, 9), c(No = 1, Refused = 9), na_values = 9, na_range = c(90, 99))
  ours <- column_of_haven(spss)
  expect_identical(column_na_values(ours), 9)
  expect_identical(column_na_range(ours), c(90, 99))
  expect_identical(is_missing_answer(ours), c(FALSE, TRUE))
})

test_that("times and texts keep what they are", {
  day <- structure(as.Date("2020-02-29"), format.stata = "%td", label = "Day")
  expect_identical(column_of_haven(day), day)
  at <- as.POSIXct(1e9, origin = "1970-01-01", tz = "UTC")
  expect_identical(column_of_haven(at), at)
  clock <- structure(3600, units = "secs", class = c("hms", "difftime"))
  expect_identical(column_of_haven(clock), clock)
  text <- structure(c("a", "b"), label = "Words", display_width = 20L)
  expect_identical(column_of_haven(text), text)
  expect_identical(column_of_haven(1:2), c(1, 2))
})
