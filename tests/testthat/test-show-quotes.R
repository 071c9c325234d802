test_that("quotes print in every format", {
  # Quotation marks are written as codes where the locale has none.
  skip_if_not(l10n_info()[["UTF-8"]])
  path <- withr::local_tempfile(fileext = ".csv")
  codes <- quoted_codes()
  review_quotes(codes, yes = c(1, 2, 8), replace = c(Zora = "a <friend>"), decisions = path)
  found <- quotes(codes, decisions = path, threshold = 3)
  for (format in c("markdown", "html", "latex", "typst")) {
    expect_snapshot(writeLines(write_table(as_print_table(found), format)))
  }
  expect_s3_class(as.data.frame(found), "data.frame")
})

test_that("a part of a review prints as one, and without its columns as a frame", {
  skip_if_not(l10n_info()[["UTF-8"]])
  review <- review_quotes(quoted_codes())
  expect_snapshot(print(review[1:2, ]))
  expect_snapshot(print(review[3, c("quote", "text")]))
})
