wide_table <- function(columns = 6) {
  cells <- stats::setNames(
    lapply(seq_len(columns), function(i) paste0("figure ", i, 1:2)),
    paste("Column", seq_len(columns))
  )
  new_print_table(
    data.frame(Variable = c("Sex", ""), level = c("Female", "Male"), cells,
               check.names = FALSE),
    align = c("l", "l", rep("r", columns)), row_heads = 2L,
    caption = "Who took part in the workshops of the autumn",
    notes = "One, two, three, four, five, six, seven, eight, nine, ten, eleven."
  )
}

test_that("no line is wider than the console, at any width", {
  for (columns in c(1, 2, 6)) for (width in 30:120) {
    lines <- write_table_console(wide_table(columns), width)
    expect_lte(max(nchar(lines)), width)
    # Every figure is there, once.
    text <- paste(lines, collapse = "\n")
    for (i in seq_len(columns)) for (row in 1:2) {
      expect_length(gregexpr(paste0("figure ", i, row), text)[[1]], 1)
      expect_match(text, paste0("figure ", i, row), fixed = TRUE)
    }
  }
})

test_that("folded columns stand behind the names of their rows", {
  expect_snapshot(writeLines(write_table_console(wide_table(), 60)))
  expect_snapshot(writeLines(write_table_console(wide_table(2), 10)))
})

test_that("columns stay aligned where characters are wide", {
  table <- new_print_table(
    data.frame(a = c("\u4e2d\u6587", "e\u0301", "abcd"), b = c("1", "22", "3")),
    align = c("l", "r")
  )
  lines <- write_table_console(table, 80)
  expect_length(unique(cli::ansi_nchar(lines, "width")), 1)
})
