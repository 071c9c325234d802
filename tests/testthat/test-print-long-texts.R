test_that("a text higher than a page stands below its table, whole", {
  long <- strrep("many words ", 300)
  solid <- strrep("x", 4000)
  head <- strrep("wave ", 60)
  table <- new_print_table(
    data.frame(a = c(long, "short", long), b = c("1", solid, "3")), align = c("l", "r"),
    head = c("A", head), notes = "First."
  )
  table$groups <- c("one", "one", long)
  short <- shorten_long_texts(table)
  expect_lte(max(nchar(unlist(short$body))), 1000)
  expect_lte(max(nchar(short$head)), 200)
  expect_lte(max(nchar(short$groups)), 1000)
  expect_identical(unname(unlist(short$body)[c(2, 4, 6)]), c("short", "1", "3"))
  # Each once, under its number.
  said <- sub("^\\[text [0-9]\\] ", "", short$notes)
  expect_identical(said, c("First.", table$head[2], table$body$a[1], table$body$b[2]))
  expect_match(short$head[2], "\u2026 [text 1]", fixed = TRUE)
  expect_identical(short$body$a[1], short$groups[3])
  expect_match(short$body$b[2], "[text 3]", fixed = TRUE)
  table$caption <- strrep("caption ", 300)
  expect_lt(nchar(shorten_long_texts(table)$caption), 1000)
  expect_match(shorten_long_texts(table)$notes[2], table$caption, fixed = TRUE)
  # What is short stays as it is.
  expect_identical(shorten_long_texts(short, cell = 2000), short)
})

test_that("LaTeX gets no cell that is higher than a page, and every letter", {
  long <- strrep("many words ", 300)
  solid <- strrep("x", 4000)
  table <- new_print_table(data.frame(a = c(long, "short"), b = c("1", solid)), align = c("l", "r"))
  for (lines in list(write_table_latex(table), latex_pieces(shorten_long_texts(table), 482))) {
    rows <- grep("&", lines, value = TRUE)
    expect_lt(max(nchar(rows)), 2500)
    text <- gsub("\\hspace{0pt}", "", paste(lines, collapse = "\n"), fixed = TRUE)
    expect_match(text, solid, fixed = TRUE)
    expect_match(text, trimws(long), fixed = TRUE)
  }
})

test_that("long words alone may be broken", {
  expect_identical(escape_latex("0.87, 3.08 and a-word-of-some-letters"),
                   "0.87, 3.08 and a-word-of-some-letters")
  word <- escape_latex(paste("a", strrep("y", 90)))
  pieces <- strsplit(word, "\\hspace{0pt}", fixed = TRUE)[[1]]
  expect_identical(nchar(sub("^a ", "", pieces)), c(20L, 20L, 20L, 20L, 10L))
})
