test_that("knitr gets the table in the format of the document", {
  skip_if_not_installed("knitr")
  keep <- knitr::opts_knit$get("rmarkdown.pandoc.to")
  on.exit(knitr::opts_knit$set(rmarkdown.pandoc.to = keep))
  knit <- function(to) {
    knitr::opts_knit$set(rmarkdown.pandoc.to = to)
    knitr::knit_print(three_people(), options = list())
  }
  expect_s3_class(knit("html"), "knit_asis")
  expect_match(knit("html"), "`````{=html}\n<style>\n.pairwave-box", fixed = TRUE)
  expect_match(knit("latex"), "\\begin{tabular}{llr}", fixed = TRUE)
  expect_match(knit("typst"), "`````{=typst}\n#table(", fixed = TRUE)
  expect_match(knit("odt"), "| Variable |", fixed = TRUE)
})

test_that("a chunk's caption is the table's", {
  skip_if_not_installed("knitr")
  keep <- knitr::opts_knit$get("rmarkdown.pandoc.to")
  on.exit(knitr::opts_knit$set(rmarkdown.pandoc.to = keep))
  knit <- function(to, caption) {
    knitr::opts_knit$set(rmarkdown.pandoc.to = to)
    knitr::knit_print(three_people(), options = list(tab.cap = caption))
  }
  expect_match(knit("html", "Who & when"), "<caption>Who &amp; when</caption>", fixed = TRUE)
  expect_match(knit("latex", "Who & when"), "\\caption{Who \\& when}", fixed = TRUE)
  expect_match(knit("odt", "Who"), "Who", fixed = TRUE)
  expect_no_match(knit("html", NULL), "<caption>", fixed = TRUE)
})

test_that("Word gets a table of flextable", {
  skip_if_not_installed("knitr")
  skip_if_not_installed("flextable")
  keep <- knitr::opts_knit$get("rmarkdown.pandoc.to")
  on.exit(knitr::opts_knit$set(rmarkdown.pandoc.to = keep))
  knitr::opts_knit$set(rmarkdown.pandoc.to = "docx")
  expect_match(knitr::knit_print(three_people()), "{=openxml}", fixed = TRUE)
})

test_that("a fence is longer than any run of backticks within it", {
  for (run in c(0, 1, 4, 5, 6, 9)) {
    inside <- c("a", paste0("x", strrep("`", run), "y"), "`b`")
    fenced <- fence_raw(inside, "html")
    marks <- strsplit(fenced[1], "{", fixed = TRUE)[[1]][1]
    expect_identical(fenced[length(fenced)], marks)
    expect_gt(nchar(marks), max(4, run))
    expect_identical(fenced[-c(1, length(fenced))], inside)
    expect_identical(fenced[1], paste0(marks, "{=html}"))
  }
})

test_that("a raw block has the report's mark where there is one", {
  skip_if_not_installed("knitr")
  block <- c("`````{=html}", "<p>`````{=html}</p>", "`````")
  expect_identical(mark_raw(block), block)
  keep <- knitr::opts_knit$get("pairwave.mark")
  on.exit(knitr::opts_knit$set(pairwave.mark = keep))
  knitr::opts_knit$set(pairwave.mark = "<!--k3-->")
  expect_identical(strsplit(mark_raw(block), "\n")[[1]],
                   c(block[1], "<!--k3-->", block[2:3]))
  expect_identical(mark_raw("plain"), "plain")
})

test_that("what stands above a table is text, whatever is in it", {
  skip_if_not_installed("knitr")
  table <- as_print_table(three_people())
  lines <- strsplit(knit_tables(list(table), "A *note*\nof <b>two</b>", "1. # Heading"), "\n")[[1]]
  lines <- lines[nzchar(lines)]
  expect_identical(lines[1], paste("###", escape_markdown("1. # Heading")))
  expect_identical(lines[2], escape_markdown("A *note* of <b>two</b>"))
  expect_identical(lines[-(1:2)], Filter(nzchar, write_table(table, knit_format())))
  expect_snapshot(knitr::knit_print(three_people(), heading = 1), error = TRUE)
})

test_that("the format is the document's, and Markdown where there is none", {
  skip_if_not_installed("knitr")
  keep <- knitr::opts_knit$get("rmarkdown.pandoc.to")
  on.exit(knitr::opts_knit$set(rmarkdown.pandoc.to = keep))
  found <- vapply(c("html", "html5", "latex", "beamer", "typst", "gfm", "commonmark", "rtf"), function(to) {
    knitr::opts_knit$set(rmarkdown.pandoc.to = to)
    knit_format()
  }, "")
  expect_identical(unname(found), c("html", "html", "latex", "latex", "typst", rep("markdown", 3)))
})
