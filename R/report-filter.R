# A report reads no file and no address that its template did not name, and runs
# no script, whatever stands in the names and answers that it prints.

# What pandoc is told besides the template: the title as a text, and the filter
# that keeps the report's own tables and figures, known by `mark`, and nothing
# else. A page also tells browsers to load and run nothing.
report_pandoc_args <- function(title, mark, format, folder) {
  policy <- file.path(folder, "policy.html")
  writeLines(paste0(
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ",
    "img-src data:; style-src 'unsafe-inline'\">"
  ), policy)
  c(
    "--metadata", paste0("title=", one_line(title)),
    "--metadata", paste0("pairwave-mark=", mark),
    "--lua-filter", system.file("rmarkdown", "filters", "report.lua",
                                package = "pairwave", mustWork = TRUE),
    if (format == "html") c("--include-in-header", policy)
  )
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
  paste0("pairwave-", .Call(pw_call_digest, charToRaw(seed)))
}
