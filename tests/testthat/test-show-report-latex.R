test_that("a table for LaTeX is no float, escapes its texts and repeats its head", {
  table <- new_print_table(data.frame(a = c("x_1 & \\y", "\u05e9\u05dc"), b = c("1", "2")),
                           align = c("l", "r"), caption = "50%", notes = "A {note}")
  text <- paste(latex_pieces(table, 482), collapse = "\n")
  expect_match(text, "\\papercaption{50\\%}", fixed = TRUE)
  expect_match(text, "x\\_1 \\& \\textbackslash{}y", fixed = TRUE)
  expect_match(text, "\\others{", fixed = TRUE)
  expect_match(text, "\\endhead", fixed = TRUE)
  expect_no_match(text, "resizebox|begin[{]table[}]")
})

test_that("a PDF has its fonts in it, and every letter of Latin", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  for (program in c("xelatex", "pdffonts", "pdftotext")) skip_without_program(program)
  path <- withr::local_tempfile(fileext = ".pdf")
  suppressWarnings(suppressMessages(report(
    demo_cohort(), path, title = "\u0174yl stra\u00dfe \u22121", sections = "brief"
  )))
  fonts <- system2("pdffonts", path, stdout = TRUE)
  expect_gt(length(fonts), 2)
  expect_match(fonts[-(1:2)], " yes +(yes|no) +(yes|no) +[0-9]+ +[0-9]+$")
  text <- paste(system2("pdftotext", c("-enc", "UTF-8", path, "-"), stdout = TRUE), collapse = "\n")
  Encoding(text) <- "UTF-8"
  for (letters in c("\u0174yl", "stra\u00dfe", "\u22121")) expect_true(grepl(letters, text, fixed = TRUE))
  info <- system2("pdfinfo", path, stdout = TRUE)
  expect_match(info, "^Pages: +1$", all = FALSE)
  expect_match(info, "A4", all = FALSE)
})
