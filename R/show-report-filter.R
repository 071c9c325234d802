# A report reads no file and no address that its template did not name, and runs
# no script, whatever stands in the names and answers that it prints.

# The output format of the template, with the title as a text and a filter before
# it that knows the report's own raw blocks by `mark`. A page also tells browsers
# to load and run nothing.
report_output <- function(skeleton, format, title, mark, language = "en") {
  policy <- file.path(dirname(skeleton), "policy.html")
  writeLines(paste0(
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ",
    "img-src data:; style-src 'unsafe-inline'\">"
  ), policy)
  output <- rmarkdown::resolve_output_format(
    skeleton, paste0(format, "_document"),
    if (format == "html") list(
      pandoc_args = c("--include-in-header", policy), section_divs = FALSE,
      template = file.path(dirname(skeleton), "page.html")
    ) else list()
  )
  output$pandoc$convert_fun <- function(input, to, from, output, citeproc, options,
                                        verbose) {
    convert_filtered(input, to, from, output, options, title, mark, format, language)
  }
  output
}

# Markdown as a tree of elements, from which the filter takes what the report did
# not make, and then the tree as a document. In one step pandoc would fetch the
# pictures of a Word file before it filters.
convert_filtered <- function(input, to, from, output, options, title, mark, format,
                             language = "en") {
  tree <- file.path(dirname(normalizePath(input)), "filtered.json")
  filter <- system.file("rmarkdown", "filters", "report.lua", package = "pairwave",
                        mustWork = TRUE)
  filtering <- c("--metadata", paste0("title=", one_line(title)),
                 "--metadata", paste0("pairwave-mark=", mark),
                 "--metadata", paste0("pairwave-format=", format),
                 "--metadata", paste0("pairwave-table=", text_in("Table", language)),
                 "--lua-filter", filter)
  rmarkdown::pandoc_convert(normalizePath(input), to = "json", from = from, output = tree,
                            options = filtering)
  rmarkdown::pandoc_convert(tree, to = to, from = "json", output = output,
                            options = options)
}

# Evaluates `code` while raw blocks bear a mark that nobody can guess.
with_raw_mark <- function(mark, code) {
  before <- knitr::opts_knit$get("pairwave.mark")
  knitr::opts_knit$set(pairwave.mark = mark)
  on.exit(knitr::opts_knit$set(pairwave.mark = before))
  force(code)
}

# 64 hexadecimal digits by the time, the process and the name of a temporary
# file, so that a seed stays what it is.
new_raw_mark <- function() {
  seed <- paste(format(Sys.time(), "%OS6"), Sys.getpid(), tempfile(), proc.time()[[3]])
  paste0("pairwave-", cli::hash_raw_sha256(charToRaw(seed)))
}
