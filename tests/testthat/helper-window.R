# Opens windows in an R session of their own, and drives them in a real browser.

# Runs R code in a session of its own that shows its windows to the browser: their addresses
# come to stand in the files url-1, url-2, ... of `folder`, its process in `pid`. Begins
# when there is a file `after`.
windows_of <- function(folder, code, after = NULL) {
  script <- file.path(folder, "windows.R")
  writeLines(c(
    sprintf(".libPaths(%s)", deparse1(.libPaths())), "library(pairwave)",
    sprintf("setwd(%s)", deparse1(folder)), "writeLines(as.character(Sys.getpid()), 'pid')",
    if (!is.null(after)) sprintf("while (!file.exists(%s)) Sys.sleep(0.05)", deparse1(after)),
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

drive_windows <- function(folder, steps) {
  path <- file.path(folder, "steps.json")
  writeLines(jsonlite::toJSON(unname(steps), auto_unbox = TRUE), path)
  said <- system2("node", shQuote(c(
    test_path("drive-window.js"), normalizePath(page_tool("puppeteer-core")),
    page_tool("axe-core", "axe.min.js"), path
  )), stdout = TRUE)
  jsonlite::fromJSON(said, simplifyVector = FALSE)
}

skip_without_browser <- function() {
  for (package in c("shiny", "httpuv", "later", "jsonlite")) skip_if_not_installed(package)
  for (program in c("chromium", "node")) skip_without_program(program)
  page_tool("puppeteer-core", "package.json")
  page_tool("axe-core", "axe.min.js")
}

# Whether all went as the steps say. Gives what they found, by the names of those that have one.
expect_driven <- function(ran, steps, folder) {
  errors <- file.path(folder, "err")
  expect_null(ran$failed, info = paste(unlist(lapply(errors, readLines)), collapse = "\n"))
  expect_length(ran$found, length(steps))
  expect_identical(unlist(ran$said), NULL)
  stats::setNames(ran$found, names(steps))
}
