test_that("frequencies print in the order and levels of the framework", {
  skip_if_not(l10n_info()[["UTF-8"]])
  rows <- data.frame(unit = as.character(1:12), participant = paste0("P", c(1:9, 1:3)),
                     source = rep(c("s", "t"), 6), coder = "A",
                     code = c("a > a1", "a > a1", "a > a2", NA, "b", "b", "b", "b", NA, "a > a1", "b", "a"))
  x <- new_codes(rows, framework = new_framework(c("a", "a > a1", "a > a2", "b", "c")))
  expect_snapshot({
    code_frequencies(x)
    code_frequencies(x, by = "source", count = "participants")
    code_frequencies(x, disclosure = list(threshold = 3))
    code_frequencies(x, disclosure = "hesa", count = "participants")
    cat(write_table(as_print_table(code_frequencies(x, count = "participants")), "markdown"), sep = "\n")
  })
})
