# A plot as SVG in a page.

skip_if_not_installed("ggplot2")
skip_if_not_installed("svglite")

test_that("letters are text in the page's font, colours the page's, names of one picture its own", {
  made <- ggplot2::autoplot(paired_change(demo_cohort(), scales = "belonging"))
  svg <- paste(svg_of(made, "one"), collapse = "\n")
  expect_match(svg, ">Before to After (n\u00a0=\u00a026)</text>", fixed = TRUE)
  expect_match(svg, ">0.36 [0.15, 0.56]</text>", fixed = TRUE)
  expect_match(svg, "<title id=\"one-title\">Change in points, with 95% intervals</title>",
               fixed = TRUE)
  expect_match(svg, "<desc id=\"one-desc\">Sense of belonging, Before to After (n = 26): 0.36",
               fixed = TRUE)
  tags <- svg_tags(svg)$tag
  expect_false(any(grepl("font-family:[^i]|textLength|#1B1B1B;", tags)))
  expect_true(any(grepl("var(--accent,", tags, fixed = TRUE)))
  expect_true(any(grepl("var(--ink,", tags, fixed = TRUE)))
  other <- svg_of(made, "two")
  ids <- function(lines) {
    unlist(regmatches(lines, gregexpr("\\bid=[\"'][^\"']*", lines)))
  }
  expect_identical(anyDuplicated(c(ids(svg), ids(other))), 0L)
  used <- unique(sub(".*url\\(#([^)]*)\\).*", "\\1", grep("url(#", tags, value = TRUE, fixed = TRUE)))
  expect_true(all(paste0("id='", used) %in% ids(svg)))
  skip_if_not_installed("xml2")
  expect_s3_class(xml2::read_xml(svg), "xml_document")
})

test_that("a label is text, whatever it looks like", {
  hostile <- "</text><script>alert(1)</script> style='fill: #1B1B1B; font-family: x;' & \"q\""
  answers <- data.frame(a = c(1, 2, 4), b = c(2, 4, 5))
  made <- ggplot2::autoplot(paired_change(answers, waves = c("a", "b"), label = hostile))
  svg <- paste(svg_of(made, "x"), collapse = "\n")
  expect_no_match(svg, "<script", fixed = TRUE)
  expect_match(svg, "&lt;script&gt;", fixed = TRUE)
  expect_no_match(paste(svg_tags(svg)$text, collapse = ""), "var(--", fixed = TRUE)
})
