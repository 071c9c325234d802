test_that("columns with other labels are combined with a warning", {
  one <- new_labelled_column(c(1, 2), labels = c(No = 1, Yes = 2))
  other <- new_labelled_column(c(1, 2), labels = c(No = 1, Perhaps = 2, Yes = 3))
  expect_warning(both <- combined_prototype(one, other),
                 class = "pairwave_warning_labels")
  expect_identical(attr(both, "labels"), c(No = 1, Yes = 2, Yes = 3))
  expect_snapshot({
    invisible(combined_prototype(one, other))
    attr(one, "labels") <- c(Never = 1, Always = 2, Often = 3)
    invisible(combined_prototype(one, other))
  })
  # Labels of missing values with a letter are those of their letters.
  tags <- vapply(c("a", "b"), tagged_missing, 0)
  one <- new_labelled_column(c(1, tags[1]), labels = c(Yes = 1, Refused = tags[[1]]))
  other <- new_labelled_column(c(1, tags[2]), labels = c(Yes = 1, Unknown = tags[[2]]))
  both <- combined_prototype(one, other)
  expect_identical(names(attr(both, "labels")), c("Yes", "Refused", "Unknown"))
  expect_identical(missing_tags(attr(both, "labels")[2:3]), c(".a", ".b"))
  expect_identical(missing_tags(bare_values(cast_labelled(other, both))[2]), ".b")
  expect_error(cast_labelled(other, one, x_arg = "x", to_arg = "to"),
               class = "vctrs_error_cast_lossy")
})

test_that("rbind() of surveys that are coded otherwise says which column and codes", {
  survey <- function(labels) {
    structure(list(code = c("A1", "B2"), came = new_labelled_column(c(1, 2), labels = labels),
                   age = c(20, 30)),
              class = c("pairwave_survey", "data.frame"), row.names = 1:2)
  }
  one <- survey(c(Yes = 1, No = 2))
  expect_silent(rbind(one, one))
  other <- survey(c(No = 1, Yes = 2))
  # In either order, of three, beside a plain data frame, and with columns in
  # another order.
  for (parts in list(list(one, other), list(other, one), list(one, one, other),
                     list(one, as.data.frame(other)), list(one, other[3:1]))) {
    expect_warning(both <- do.call(rbind, parts), class = "pairwave_warning_labels")
    expect_s3_class(both, "pairwave_survey")
    expect_identical(attr(both$came, "labels"), attr(parts[[1]]$came, "labels"))
  }
  condition <- tryCatch(rbind(one, other), warning = identity)
  expect_identical(condition$column, "came")
  expect_identical(condition$codes, c(No = 1, Yes = 2))
  expect_snapshot({
    invisible(rbind(one, other))
    one$came[1] <- other$came[1]
  })
})
