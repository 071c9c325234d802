# Windows in a real browser, which clicks and types. Needs Chromium, shiny, and the npm
# packages puppeteer-core and axe-core (`sh tools/set-up.sh page`).

# Runs R code in a session of its own that shows its windows to the browser: their addresses
# come to stand in the files url-1, url-2, ... of `folder`, its process in `pid`.
windows_of <- function(folder, code) {
  script <- file.path(folder, "windows.R")
  writeLines(c(
    sprintf(".libPaths(%s)", deparse1(.libPaths())), "library(pairwave)",
    sprintf("setwd(%s)", deparse1(folder)), "writeLines(as.character(Sys.getpid()), 'pid')",
    "n <- 0",
    "options(rlang_interactive = TRUE, viewer = function(url) {",
    "  n <<- n + 1",
    "  writeLines(url, 'url')",
    "  file.rename('url', paste0('url-', n))",
    "})", code
  ), script)
  system2(file.path(R.home("bin"), "Rscript"), c("--no-init-file", shQuote(script)), wait = FALSE,
          stdout = file.path(folder, "out"), stderr = file.path(folder, "err"))
}

# Skips, with a word, where windows can't be driven.
skip_without_browser <- function() {
  skip_on_cran()
  skip_second_time()
  for (package in c("shiny", "httpuv", "later", "jsonlite")) skip_if_not_installed(package)
  for (program in c("chromium", "node")) skip_without_program(program)
  page_tool("puppeteer-core", "package.json")
  page_tool("axe-core", "axe.min.js")
}

drive_windows <- function(folder, steps) {
  path <- file.path(folder, "steps.json")
  writeLines(jsonlite::toJSON(steps, auto_unbox = TRUE), path)
  said <- system2("node", shQuote(c(
    test_path("drive-window.js"), normalizePath(page_tool("puppeteer-core")),
    page_tool("axe-core", "axe.min.js"), path
  )), stdout = TRUE)
  jsonlite::fromJSON(said, simplifyVector = FALSE)
}

# A study whose names and codes are hostile, in a folder of its own.
hostile_study <- function(folder) {
  bad <- "<img src=x onerror=alert(1)>"
  codes <- function(name, code) {
    utils::write.csv(data.frame(code = code, q1 = c(1, 2, 3, 4), q2 = c(2, 2, 3, 4),
                                sex = c("f", "m", "<script>alert(1)</script>", "f")),
                     file.path(folder, name), row.names = FALSE)
  }
  codes("pre.csv", c(paste0(bad, "1"), "kt14m", "lo11s</p><h1>x", "ba02j"))
  codes("post.csv", c(paste0(bad, "2"), "kt15m", "lo12s</p><h1>x", "ba02j"))
  writeLines(c(
    "version: 1", paste0("title: '", bad, "'"), "waves:",
    paste0("  pre: {file: pre.csv, label: 'Before ", bad, "'}"), "  post: {file: post.csv}",
    "id: {column: code, max_edits: 1}",
    paste0("scales: {confidence: {items: [q1, q2], label: 'Confidence ", bad, "', range: [1, 5]}}"),
    "demographics: [{column: sex, label: '</select><script>alert(1)</script>'}]"
  ), file.path(folder, "study.yml"))
}
