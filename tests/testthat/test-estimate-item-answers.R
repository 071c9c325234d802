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

test_that("answers stand in the order of the labels, then of the code, in every wave alike", {
  pre <- new_labelled_column(c(3, 1, 7, NA), labels = c(High = 3, Low = 1))
  post <- new_labelled_column(c(1, 3, 3, 9), labels = c(High = 3, Low = 1, None = 9), na_values = 9)
  found <- item_levels(list(pre = pre, post = post))
  expect_identical(found$value, c("3", "1", "7"))
  expect_identical(found$text, c("High", "Low", "7"))
  expect_true(found$declared)
  expect_identical(found$at, list(pre = c(1L, 2L, 3L, NA), post = c(2L, 1L, 1L, NA)))
  # Codes that nobody declared are ordered as numbers, texts by their bytes.
  expect_identical(item_levels(list(c(10, 9, 100)))$value, c("9", "10", "100"))
  expect_identical(item_levels(list(c("b", "B", "a")))$value, c("B", "a", "b"))
  expect_identical(item_levels(list(c(TRUE, NA, FALSE)))$text, c("No", "Yes"))
})

test_that("turning an item twice gives it back, and its ends change places", {
  withr::local_seed(86)
  for (i in 1:10) {
    low <- sample(-1:3, 1)
    range <- c(low, low + sample(2:6, 1))
    x <- sample(c(range[1]:range[2], NA), 20, TRUE)
    turn <- function(x) new_item(list(a = x), "q", FALSE, range, TRUE, environment())$answers$a
    expect_identical(turn(turn(x)), as.double(x))
    expect_identical(turn(as.double(range)), as.double(rev(range)))
    expect_identical(is.na(turn(x)), is.na(x))
  }
  yes_no <- function(reversed) new_item(list(a = c(1, 2, 2)), "q", FALSE, c(1, 2), reversed, environment())
  expect_identical(yes_no(FALSE)$answers$a, c(0, 1, 1))
  expect_identical(yes_no(TRUE)$answers$a, c(1, 0, 0))
  expect_identical(c(yes_no(FALSE)$yes, yes_no(TRUE)$yes), c("2", "1"))
})

test_that("yes is the answer that says so, wherever it stands, else the second", {
  yes_of <- function(x) new_item(list(a = x), "q", FALSE, NULL, FALSE, environment())$yes
  expect_identical(yes_of(c("YES", "no")), "YES")
  expect_identical(yes_of(new_labelled_column(1:2 + 0, labels = c(Yes = 1, No = 2))), "Yes")
  expect_identical(yes_of(new_labelled_column(1:2 + 0, labels = c(Fail = 1, Pass = 2))), "Pass")
  expect_identical(yes_of(c(0, 1)), "1")
  expect_error(new_item(list(a = c("x", "y"), b = 1:2), "q", FALSE, NULL, FALSE, environment()),
               class = "pairwave_error_argument")
})
