test_that("the framework of the paper's Table 1 has its shape", {
  framework <- framework("social-support")
  leaf <- framework[!framework$code %in% framework$parent, ]
  expect_identical(sum(startsWith(leaf$code, "Social relationships")), 7L)
  expect_identical(sum(startsWith(leaf$code, "Supportive resources")), 9L)
  table <- as_print_table(framework)
  expect_identical(dim(table$body), c(18L, 4L))
  expect_identical(table$spans[table$spans[, 1] > 0, 1], c(7L, 11L))
  expect_identical(table$spans[table$spans[, 2] > 1, 2], c(3L, 5L, 6L))
  expect_identical(table$spans[table$spans[, 3] > 1, 3], 3L)
})

test_that("a framework prints with merged cells in each format", {
  small <- framework(data.frame(
    category = c("A & B", "A & B", "A & B", "C"), subcategory = c("x", "x", "y", NA),
    characteristic = c("one", "two", NA, NA), description = c("first <b>", NA, "third", "last_one")
  ))
  expect_snapshot(small)
  for (to in setdiff(table_formats, "console")) {
    expect_snapshot(writeLines(write_table(as_print_table(small), to)))
  }
  expect_snapshot(print(framework(data.frame(code = "only"))))
})

test_that("Word has its cells merged downwards", {
  skip_if_not_installed("flextable")
  skip_if_not_installed("xml2")
  path <- file.path(withr::local_tempdir(), "t.docx")
  write_result(framework("social-support"), path)
  entries <- archive_entries(path, NULL)
  document <- match("word/document.xml", entries$name)
  xml <- xml2::read_xml(archive_bytes(entries, document, 1e8, NULL)[[1]])
  merged <- xml2::xml_attr(xml2::xml_find_all(xml, "//w:vMerge"), "w:val", xml2::xml_ns(xml))
  expect_identical(sum(merged %in% "restart"), 6L)
  expect_identical(sum(!merged %in% "restart"), 7L - 1L + 11L - 1L + 2L + 4L + 5L + 2L)
})

test_that("every cell of an HTML table is there once", {
  table <- as_print_table(framework("social-support"))
  html <- paste(write_table(table, "html"), collapse = "\n")
  rows <- regmatches(html, gregexpr("<tr>.*?</tr>", html))[[1]][-1]
  spans <- lapply(rows, function(row) {
    cells <- regmatches(row, gregexpr("<t[hd][^>]*>", row))[[1]]
    span <- sub(".*rowspan=\"([0-9]+)\".*", "\\1", cells)
    as.integer(ifelse(span == cells, 1, span))
  })
  expect_identical(sum(unlist(spans)), 18L * 4L)
})
