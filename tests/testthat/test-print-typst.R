test_that("a text is a string, whatever is in it", {
  text <- c("plain", "a \"b\"", "c:\\d", "#x [y] *z* $1 <l> @r // c")
  # Read back as Typst does: the quotes off, and each escape undone.
  back <- gsub("\\\\(.)", "\\1", substr(typst_string(text), 2,
                                        nchar(typst_string(text)) - 1))
  expect_identical(back, text)
  expect_identical(typst_string("a\"\\"), "\"a\\\"\\\\\"")
})

test_that("a caption makes a figure, and several notes lines", {
  table <- new_print_table(data.frame(a = "x"), align = "l", caption = "A",
                           notes = c("One.", "Two."))
  expect_snapshot(writeLines(write_table(table, "typst")))
  table$caption <- NULL
  expect_match(write_table(table, "typst")[1], "^#table")
})
