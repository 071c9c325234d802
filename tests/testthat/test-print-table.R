plain_table <- function(...) {
  new_print_table(
    data.frame(Variable = c("Sex", ""), level = c("Female", "Male"),
               n = c("11 (73.3)", "4 (26.7)")),
    align = c("l", "l", "r"), head = c("Variable", "", "N (%)"), ...
  )
}

awkward <- c("a|b", "*x*_y_", "<b>&\"'", "50% $5 #1", "\\~^{}[1]", "a--b...",
             "two\nlines")

test_that("a table is written in every format", {
  table <- plain_table(caption = "Who took part", notes = "n = 15.")
  for (to in table_formats) {
    expect_snapshot(writeLines(write_table(table, to)))
  }
})

test_that("a table needs neither caption nor notes nor rows", {
  table <- plain_table()
  expect_length(write_table(table, "markdown"), 4)
  expect_false(any(grepl("caption", write_table(table, "html"))))
  expect_match(write_table(table, "latex")[1], "center")
  empty <- new_print_table(data.frame(a = character()), align = "l")
  for (to in table_formats) {
    expect_type(write_table(empty, to), "character")
  }
})

test_that("markup in the text stays text", {
  table <- new_print_table(data.frame(text = awkward), align = "l",
                           caption = "A & B", notes = "n < 5")
  for (to in c("markdown", "html", "latex", "typst")) {
    expect_snapshot(writeLines(write_table(table, to)))
  }
})

test_that("Pandoc reads the Markdown and the HTML back as the text given", {
  skip_if_not_installed("rmarkdown")
  skip_if_not(rmarkdown::pandoc_available("2.0"))
  table <- new_print_table(data.frame(text = awkward[-6]), align = "l")
  for (to in c("markdown", "html")) {
    file <- tempfile(fileext = ".txt")
    out <- tempfile(fileext = ".html")
    writeLines(write_table(table, to), file, useBytes = TRUE)
    rmarkdown::pandoc_convert(file, to = "html", from = to, output = out)
    read <- paste(readLines(out, encoding = "UTF-8"), collapse = " ")
    cells <- regmatches(read, gregexpr("<t[hd][^>]*>[^<]*</t[hd]>", read))[[1]]
    text <- gsub("<[^>]*>", "", cells)
    for (entity in list(c("&lt;", "<"), c("&gt;", ">"), c("&quot;", "\""),
                        c("&#39;", "'"), c("\u2019", "'"), c("\u201c", "\""),
                        c("\u201d", "\""), c("&amp;", "&"))) {
      text <- gsub(entity[1], entity[2], text, fixed = TRUE)
    }
    expect_identical(text[-1], one_line(awkward[-6]))
  }
})

test_that("columns are aligned by what is seen", {
  table <- new_print_table(
    data.frame(a = c("\u4e2d\u6587", "e\u0301", "abcd"), b = c("1", "22", "3")),
    align = c("l", "r")
  )
  for (to in c("console", "markdown")) {
    lines <- write_table(table, to)
    expect_length(unique(cli::ansi_nchar(lines, "width")), 1)
  }
})
