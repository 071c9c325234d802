# What each format shows of texts that are paragraphs of Markdown.
shown <- function(text, from, to) {
  path <- withr::local_tempfile(lines = c(rbind(escape_markdown(text), "")), fileext = ".md")
  out <- withr::local_tempfile()
  rmarkdown::pandoc_convert(path, from = from, to = to, output = out, wd = dirname(path),
                            options = "--wrap=none")
  readLines(out, encoding = "UTF-8")
}

test_that("any text is the same text to each reader of Markdown", {
  skip_if_not_installed("rmarkdown")
  skip_if_not(rmarkdown::pandoc_available("2.0"), "pandoc is not installed")
  texts <- c(
    "[0.87, 3.08]", "M [95% CI]", "\\[x\\] \\(y\\) $z$ \\\\(w\\\\)", "a\\*b\\\\*c\\", "1. one",
    "a) b", "(iv) c", "- item", "+ item", ": term", "Table: caption", "= rule", "---", "a -- b...",
    "javascript:alert(1)", "see https://example.org/x", "www.example.org", ":smile: and :a:b:",
    "![x](y.png){onerror=z}", "`r 1`", "*a* _b_ ~c~ ^d^ ~~e~~", "[^1] and @cite and #tag",
    "<b>&amp;&#91;", "| a |", "x{.y #z}", "\\input{f}", "(@) x", "12:30 and a: b", "'q' \"r\""
  )
  for (from in c("markdown+autolink_bare_uris+tex_math_single_backslash-smart",
                 "markdown+tex_math_double_backslash+emoji-smart", "gfm", "commonmark")) {
    lines <- shown(texts, from, "plain")
    expect_identical(lines[nzchar(lines)], texts, info = from)
    # Nothing but paragraphs of words.
    tree <- paste(shown(texts, from, "native"), collapse = " ")
    expect_no_match(tree, "(?<!\")(Math|Link|Image|Raw|Code|Emph|Strong|Cite|Span|Note|List|Header|Rule|Table)",
                    perl = TRUE, info = from)
  }
})
