table_of <- function(columns, rows = 3, text = "12.34 [11.11, 13.57]") {
  body <- data.frame(name = rep("A scale of many words", rows), stringsAsFactors = FALSE)
  for (i in seq_len(columns)) body[[paste0("c", i)]] <- rep(text, rows)
  new_print_table(body, align = c("l", rep("r", columns)), caption = "C")
}

test_that("a table keeps to its page, in letters of 8 points and more, and breaks no number", {
  for (columns in c(1, 4, 7, 20)) for (width in paper_width) {
    table <- table_of(columns)
    pieces <- table_pieces(table, width)
    number <- letter_widths(table$body$c1[1])
    for (piece in pieces) {
      expect_lte(sum(piece$widths), width + 1e-6)
      expect_gte(piece$size, 8)
      expect_true(all(piece$widths[-1] >= number * piece$size + cell_padding - 1e-6))
      expect_identical(piece$columns[1], 1L)
    }
    # Each column stands in one part.
    expect_identical(unlist(lapply(pieces, function(piece) piece$columns[-1])), seq_len(columns) + 1L)
  }
  expect_false(is_wide_table(table_of(3)))
  expect_true(is_wide_table(table_of(7)))
})

test_that("a word that is longer than the page, or no column at all, has its room", {
  table <- new_print_table(data.frame(a = strrep("w", 300), b = "1"), align = c("l", "r"))
  for (piece in table_pieces(table, paper_width[["portrait"]])) expect_lte(sum(piece$widths), 482.1)
  one <- new_print_table(data.frame(a = character()), align = "l")
  expect_length(table_pieces(one, 482), 1)
})
