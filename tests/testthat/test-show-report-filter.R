# A document as knitr could hand it to pandoc if a name had got through as markup:
# `own` has what the report made itself.
filtered <- function(lines, to, env = parent.frame()) {
  folder <- withr::local_tempdir(.local_envir = env)
  dir.create(file.path(folder, "skeleton_files", "figure-html"), recursive = TRUE)
  writeBin(as.raw(1:9), file.path(folder, "skeleton_files", "figure-html", "flow-1.png"))
  writeLines("SECRET-OF-A-FILE", file.path(folder, "secret.txt"))
  path <- file.path(folder, "document.md")
  writeLines(gsub("{S}", file.path(folder, "secret.txt"), lines, fixed = TRUE), path)
  made <- file.path(folder, paste0("made.", sub("latex", "tex", to)))
  convert_filtered(path, to, "markdown+tex_math_single_backslash", made,
                   c("--standalone", if (to == "html") "--self-contained"),
                   look = list(title = "*T* <b> $x$"), mark = "pairwave-mark",
                   format = if (to == "html") "html" else "word")
  made
}

hostile <- c(
  "![]({S}){onerror=alert(1)}", "", "![a](http://127.0.0.1:9/x.png)", "",
  "<script>alert(1)</script>", "", "<img src=\"{S}\">", "", "a <img src=\"{S}\"> b <svg onload=x> c", "",
  "<img src=\"skeleton_files/figure-html/flow-1.png\" onerror=\"alert(1)\" />", "",
  "<img src=\"../skeleton_files/figure-html/flow-1.png\" alt=\"\" />", "",
  "[y](javascript:alert(1)) <http://127.0.0.1:9> [z]{onclick=alert(1)}", "",
  "::: {onclick=alert(1)}", "x", ":::", "", "# Head {onclick=alert(1)}", "",
  "---", "header-includes: <script>alert(2)</script>", "css: '{S}'", "---", "",
  "`<script>alert(3)</script>`{=html} `\\input{{S}}`{=latex}", "", "\\input{{S}}", "",
  "```{=html}", "<script>alert(4)</script>", "```", "", "\\[x^2\\]", "",
  "```{=openxml}", "<w:p><w:r><w:t>raw</w:t></w:r></w:p>", "```"
)

test_that("a page holds what the report made, and nothing else is more than a text", {
  skip_if_not_installed("rmarkdown")
  skip_if_not_installed("xml2")
  skip_if_not(rmarkdown::pandoc_available("2.0"), "pandoc is not installed")
  own <- c(
    "", "`````{=html}", "pairwave-mark", "<table><tr><td>own</td></tr></table>", "`````", "",
    "<img src=\"skeleton_files/figure-html/flow-1.png\" alt=\"A &lt;flow&gt;\" width=\"700\" />", "",
    "![](skeleton_files/figure-html/flow-1.png)<!-- -->", "", "[Contents](#head)", ""
  )
  lines <- readLines(filtered(c(own, hostile), "html"), encoding = "UTF-8")
  page <- paste(lines, collapse = "\n")
  expect_no_match(page, "SECRET-OF-A-FILE|U0VDUkVULU9G|pairwave-mark")
  document <- xml2::read_html(page)
  of <- function(path) xml2::xml_find_all(document, path)
  expect_length(of("//table"), 1)
  expect_length(of("//img"), 2)
  expect_match(xml2::xml_text(of("//@src")), "^data:image/png;base64,AQIDBAUGBwgJ$")
  expect_identical(xml2::xml_text(of("//@href")), "#head")
  expect_length(of("//script | //svg | //iframe"), 0)
  expect_length(grep("^(data-)?on", xml2::xml_name(of("//@*"))), 0)
  expect_identical(xml2::xml_text(of("//head/title")), "*T* <b> $x$")
  expect_match(xml2::xml_text(of("//body")), "<script>alert(1)</script>", fixed = TRUE)
})

test_that("a Word file and LaTeX hold no more", {
  skip_if_not_installed("rmarkdown")
  skip_if_not_installed("xml2")
  skip_if_not(rmarkdown::pandoc_available("2.0"), "pandoc is not installed")
  own <- c("", "```{=openxml}", "pairwave-mark", "<w:p><w:r><w:t>own</w:t></w:r></w:p>", "```", "",
           "![](skeleton_files/figure-html/flow-1.png)", "")
  shape <- shape_docx(suppressWarnings(filtered(c(own, hostile), "docx")))
  expect_length(shape$external, 0)
  expect_identical(shape$media, 1L)
  expect_identical(unname(c(shape$elements[c("hyperlink", "drawing", "oMath")])), c(0L, 1L, 0L))
  own <- c("", "`````{=latex}", "pairwave-mark", "\\begin{center}own\\end{center}", "`````", "",
           "\\includegraphics{skeleton_files/figure-html/flow-1} ", "")
  tex <- readLines(filtered(c(own, hostile), "latex"), encoding = "UTF-8")
  body <- tex[-seq_len(which(tex == "\\begin{document}"))]
  expect_true("\\begin{center}own\\end{center}" %in% body)
  expect_identical(grep("\\includegraphics", body, fixed = TRUE, value = TRUE),
                   "\\includegraphics{skeleton_files/figure-html/flow-1}")
  expect_no_match(body, "\\\\input|\\\\href|\\\\url|\\\\\\[|\\\\\\(")
})

test_that("marks differ, and take nothing from a seed", {
  set.seed(1)
  first <- new_raw_mark()
  expect_match(first, "^pairwave-[0-9a-f]{64}$")
  expect_false(new_raw_mark() == first)
  set.seed(1)
  expect_equal(runif(1), {
    set.seed(1)
    new_raw_mark()
    runif(1)
  })
})
