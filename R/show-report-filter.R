# A report reads no file and no address that its template did not name, and runs
# no script, whatever stands in the names and answers that it prints.

# The output format of the template in its `look` (the title as a text, the logo, the house's
# own template), with a filter before it that knows the report's own raw blocks by `mark`. A
# page also tells browsers to load and run nothing.
report_output <- function(skeleton, format, look, mark) {
  policy <- file.path(dirname(skeleton), "policy.html")
  writeLines(paste0(
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ",
    "img-src data:; style-src 'unsafe-inline'\">"
  ), policy)
  options <- switch(
    format,
    html = html_options(skeleton, policy, look),
    word = word_options(look),
    pdf = pdf_options(skeleton, look),
    slides = slides_options(dirname(skeleton), look)
  )
  output <- rmarkdown::resolve_output_format(skeleton, pandoc_formats[[format]], options)
  output$pandoc$convert_fun <- function(input, to, from, output, citeproc, options,
                                        verbose) {
    convert_filtered(input, to, from, output, options, look, mark, format)
  }
  output
}

pandoc_formats <- c(html = "html_document", word = "word_document", pdf = "pdf_document",
                    slides = "powerpoint_presentation")

# A page: the house's own style sheet comes last, its own template first.
html_options <- function(skeleton, policy, look) {
  house <- look$template
  css <- identical(if (length(house)) file_ending(house), "css")
  list(
    pandoc_args = c(
      "--include-in-header", policy,
      if (css) c("--css", house),
      if (look$small) c("--variable", "small=true"),
      if (length(look$logo)) {
        c("--variable", paste0("logo=", look$logo$file),
          "--variable", paste0("organisation=", escape_html(look$logo$alt)))
      }
    ),
    section_divs = FALSE,
    template = if (length(house) && !css) house else file.path(dirname(skeleton), "page.html")
  )
}

word_options <- function(look) list(reference_docx = look$reference, fig_width = 6.6)

# Pictures carry the letters that they need, where R can embed them.
pdf_options <- function(skeleton, look) {
  logo <- look$logo
  list(
    latex_engine = latex_engine(), toc = TRUE, fig_crop = FALSE, fig_width = 6.6,
    dev = if (capabilities("cairo")) "cairo_pdf" else "png",
    template = look$template %||% file.path(dirname(skeleton), "page.tex"),
    pandoc_args = c(
      if (length(logo)) c("--variable", paste0("logo=", logo$file)),
      if (look$small) c("--variable", "small=true")
    )
  )
}

# The LaTeX that knows every letter and the fonts of the machine; "" where there is none.
latex_engine <- function() {
  engines <- c("xelatex", "lualatex")
  c(engines[nzchar(Sys.which(engines))], "")[1]
}

# Markdown as a tree of elements, from which the filter takes what the report did
# not make, and then the tree as a document. In one step pandoc would fetch the
# pictures of a Word file before it filters.
convert_filtered <- function(input, to, from, output, options, look, mark, format) {
  tree <- file.path(dirname(normalizePath(input)), "filtered.json")
  filter <- system.file("rmarkdown", "filters", "report.lua", package = "pairwave",
                        mustWork = TRUE)
  filtering <- c("--metadata", paste0("title=", one_line(look$title)),
                 "--metadata", paste0("pairwave-mark=", mark),
                 "--metadata", paste0("pairwave-format=", format),
                 "--metadata", paste0("pairwave-table=", look$words[["table"]]),
                 "--metadata", paste0("pairwave-figure=", look$words[["figure"]]),
                 if (length(look$logo)) {
                   c("--metadata", paste0("pairwave-logo=", look$logo$file),
                     "--metadata", paste0("pairwave-organisation=", look$logo$alt))
                 },
                 if (length(look$caption)) {
                   c("--metadata", paste0("pairwave-caption=", look$caption))
                 }, "--lua-filter", filter)
  rmarkdown::pandoc_convert(normalizePath(input), to = "json", from = from, output = tree,
                            options = filtering)
  rmarkdown::pandoc_convert(tree, to = to, from = "json", output = output,
                            options = options)
}

# Evaluates `code` while raw blocks bear a mark that nobody can guess, and `paper` writes the
# tables (NULL where they are those of any document).
with_raw_mark <- function(mark, code, paper = NULL) {
  before <- knitr::opts_knit$get(c("pairwave.mark", "pairwave.table"))
  knitr::opts_knit$set(pairwave.mark = mark, pairwave.table = paper)
  on.exit(knitr::opts_knit$set(before))
  force(code)
}

# 64 hexadecimal digits by the time, the process and the name of a temporary
# file, so that a seed stays what it is.
new_raw_mark <- function() {
  seed <- paste(format(Sys.time(), "%OS6"), Sys.getpid(), tempfile(), proc.time()[[3]])
  paste0("pairwave-", cli::hash_raw_sha256(charToRaw(seed)))
}
