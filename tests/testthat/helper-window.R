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

# What others than the window's own page ask it for; `shown` is what its page hears first.
foreign_steps <- function(shown) {
  asked <- function(path = "", ...) list("asked", path, list(Accept = "*", ...))
  foreign <- "http://evil.example"
  c(
    list(own = asked(), own_script = asked("/shared/shiny.min.js")),
    list(host = asked(Host = "evil.example"), origin = asked(Origin = foreign),
         null = asked(Origin = "null"), script_host = asked("/shared/shiny.min.js", Host = "evil.example")),
    stats::setNames(lapply(foreign_paths, asked), paste("path", foreign_paths)),
    list(heard_origin = list("overheard", "", foreign), heard_none = list("overheard", "", "none"),
         heard_null = list("overheard", "", "null"), heard_path = list("overheard", "/websocket/", ""),
         heard_own = list("overheard", "", "", shown))
  )
}

# Where another page might look, and ways out of the folders that scripts are served from.
foreign_paths <- c(
  "/", "/index.html", "/websocket/", "/pairwave/../../DESCRIPTION", "/pairwave/%2e%2e/%2e%2e/DESCRIPTION",
  "/pairwave/..%2f..%2fDESCRIPTION", "/pairwave/..\\..\\DESCRIPTION", "/shared/../../../DESCRIPTION",
  "/shared//etc/passwd", "/../../../../../../etc/passwd", "//etc/passwd", "/pairwave", "/pairwave/",
  "/session/x/download/y"
)

expect_refused <- function(found, shown) {
  expect_identical(unlist(found[c("own", "own_script")]), c(own = 200L, own_script = 200L))
  refused <- unlist(found[c("host", "origin", "null", "script_host", paste("path", foreign_paths))])
  expect_true(all(refused %in% c(400L, 403L, 404L)), info = paste(names(refused), refused, collapse = "\n"))
  for (way in c("heard_origin", "heard_none", "heard_null", "heard_path")) {
    expect_no_match(found[[way]], shown, fixed = TRUE)
  }
  expect_match(found$heard_own, shown, fixed = TRUE)
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
