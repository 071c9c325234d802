# Pictures that know their size, in documents of every format.

skip_if_not_installed("ggplot2")

test_that("a plot knows its size, and more lines need more room", {
  change <- paired_change(demo_cohort())
  all <- plot_size(ggplot2::autoplot(change))
  expect_named(all, c("width", "height"))
  one <- plot_size(ggplot2::autoplot(paired_change(demo_cohort(), scales = "belonging")))
  expect_lt(one[["height"]], all[["height"]])
  long <- change
  attr(long, "wave_labels")[] <- paste(attr(long, "wave_labels"), strrep("of many words ", 8))
  expect_gt(plot_size(ggplot2::autoplot(long))[["height"]], all[["height"]] + 1)
  # What is added to a plot leaves it its size.
  expect_identical(plot_size(ggplot2::autoplot(change) + ggplot2::labs(x = "Other")), all)
  expect_snapshot(plot_size(ggplot2::ggplot()), error = TRUE)
})

# A document with a figure, knitted to Markdown for pandoc's format `to`.
knitted_figure <- function(to, options = "") {
  folder <- withr::local_tempdir()
  withr::local_dir(folder)
  writeLines(c(
    "```{r setup, include = FALSE}", "library(pairwave)",
    "answers <- data.frame(a = c(1, 2, 4, 3), b = c(2, 4, 5, 3))",
    "change <- paired_change(answers, waves = c('a', 'b'))", "```", "",
    paste0("```{r figure-of-change", options, "}"), "ggplot2::autoplot(change)", "```", "",
    "```{r again}", "ggplot2::autoplot(change)", "```"
  ), "doc.Rmd")
  withr::local_options(knitr.in.progress = TRUE)
  before <- knitr::opts_knit$get(c("rmarkdown.pandoc.to", "out.format"))
  knitr::opts_knit$set(rmarkdown.pandoc.to = to)
  withr::defer(knitr::opts_knit$set(before))
  knitr::render_markdown()
  knitr::knit("doc.Rmd", quiet = TRUE, envir = new.env(parent = globalenv()))
  list(text = paste(readLines("doc.md", encoding = "UTF-8"), collapse = "\n"),
       files = vapply(list.files("figure", full.names = TRUE), file.size, 0))
}

test_that("a page has pictures of text in it, and other formats files of their size", {
  skip_on_cran()
  skip_second_time()
  skip_if_not_installed("knitr")
  skip_if_not_installed("svglite")
  page <- knitted_figure("html", ", fig.cap = 'How much changed'")
  expect_match(page$text, "role=\"img\" aria-labelledby=\"figure-1-title figure-1-desc\"",
               fixed = TRUE)
  expect_match(page$text, "figure-2-title", fixed = TRUE)
  expect_match(page$text, "<p class=\"caption\">\nHow much changed", fixed = TRUE)
  expect_length(page$files, 0)
  word <- knitted_figure("docx", ", fig.cap = 'How much changed'")
  expect_match(word$text, "![How much changed](figure/figure-of-change-1.png)", fixed = TRUE)
  expect_length(word$files, 2)
  skip_if_not(capabilities("cairo"))
  paper <- knitted_figure("latex")
  expect_match(names(paper$files)[1], "\\.pdf$")
})
