test_that("kinds follow from what answers are possible", {
  kind <- function(x, ...) unique(of_item(x, rev(x), ...)$kind)
  expect_identical(kind(c(0, 1, 1)), "yes_no")
  expect_identical(kind(c(3, 4, 4)), "ordered")
  expect_identical(kind(c(1, 2, 2), range = c(1, 2)), "yes_no")
  expect_identical(kind(c(1, 2, 2), range = c(1, 5)), "ordered")
  expect_identical(kind(c("a", "b", "c")), "nominal")
  expect_identical(kind(c(1, 2, 3), nominal = "q"), "nominal")
  labelled <- new_labelled_column(c(1, 2, 9, 1), labels = c(Yes = 1, No = 2, "No answer" = 9),
                                  na_values = 9)
  found <- of_item(labelled, rev(labelled))
  expect_identical(unique(found$kind), "yes_no")
  expect_identical(value(found, "n"), 2)
  expect_match(value(found, "share_before", what = "rule"), "\"Yes\"")
  expect_equal(value(found, "share_before"), 1)
})

test_that("a reversed item is turned and says so", {
  found <- of_item(c(1, 2, 5), c(2, 2, 5), reverse = "q", range = c(1, 5))
  expect_equal(value(found, "change"), -1 / 3)
  expect_match(found$item_label[1], "reversed")
})
