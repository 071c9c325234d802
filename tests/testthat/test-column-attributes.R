test_that("what a column says is read, and NULL where it says nothing", {
  x <- new_labelled_column(c(1, -9), label = "Item", labels = c(Yes = 1), na_values = -9,
                           na_range = c(-99, -10))
  expect_identical(column_label(x), "Item")
  expect_identical(column_labels(x), c(Yes = 1))
  expect_identical(column_na_values(x), -9)
  expect_identical(column_na_range(x), c(-99, -10))
  for (read in list(column_label, column_labels, column_na_values, column_na_range,
                    column_na_codes)) {
    expect_null(read(1))
  }
  # Not by the beginning of its name: `label` is none of `labels`.
  expect_null(column_label(structure(1, labels = c(Yes = 1))))
})

test_that("a text of each column is NA where a column has none", {
  columns <- list(column_annotate(1, measure = "scale"), 2, column_annotate(3, measure = ""),
                  column_annotate(4, measure = c("a", "b")))
  expect_identical(column_texts(columns, "measure"), c("scale", NA, NA, NA))
  expect_identical(column_texts(list(), "measure"), character())
})

test_that("a column is annotated with what is given", {
  expect_identical(attributes(column_annotate(1, role = "input", measure = NULL)),
                   list(role = "input"))
  expect_identical(column_annotate(1, role = NULL), 1)
})
