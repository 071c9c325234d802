wide_table <- function(columns, rows, ...) {
  body <- as.data.frame(matrix("some text here", rows, columns))
  new_print_table(body, align = rep("l", columns),
                  head = paste("Column", seq_len(columns)), ...)
}

test_that("wide tables are shrunk and long ones go over pages", {
  narrow <- write_table(wide_table(5, 3), "latex")
  expect_no_match(narrow, "resizebox|longtable")
  wide <- write_table(wide_table(9, 3), "latex")
  expect_match(wide, "\\resizebox{", fixed = TRUE, all = FALSE)
  long <- write_table(wide_table(3, 60, caption = "Long", notes = "A note."), "latex")
  expect_match(long, "\\endhead", fixed = TRUE, all = FALSE)
  expect_identical(sum(grepl("some text here &", long)), 60L)
  expect_snapshot(writeLines(write_table(wide_table(6, 1, notes = "A note."), "latex")))
})

test_that("no table is wider than the page that LaTeX makes of it", {
  skip_without_program("pdflatex")
  folder <- withr::local_tempdir()
  withr::local_dir(folder)
  writeLines(c(
    "\\documentclass{article}", paste0("\\usepackage{", latex_packages(), "}"),
    "\\begin{document}",
    write_table(wide_table(12, 3, caption = "Wide"), "latex"),
    write_table(wide_table(4, 90, caption = "Long", notes = "A note."), "latex"),
    write_table(wide_table(6, 50), "latex"),
    "\\end{document}"
  ), "a.tex")
  for (run in 1:2) {
    status <- system2("pdflatex", c("-interaction=nonstopmode", "a.tex"),
                      stdout = FALSE, stderr = FALSE)
  }
  expect_identical(status, 0L)
  log <- readLines("a.log", warn = FALSE)
  wide <- as.numeric(sub(".*\\(([0-9.]+)pt too wide.*", "\\1",
                         grep("Overfull .hbox", log, value = TRUE)))
  expect_lt(max(wide, 0), 5)
  expect_false(any(grepl("Overfull .vbox", log)))
})
