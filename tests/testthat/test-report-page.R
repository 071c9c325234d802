# Reports as pages in a browser, looked at by axe-core, which finds what keeps people out,
# and by their width; and their HTML by html-validate. Needs Chromium and the npm packages
# axe-core and html-validate (`sh tools/set-up.sh page`).

axe_script <- function() page_tool("axe-core", "axe.min.js")

# The reports of a page that a run looks at.
page_reports <- function() {
  c("demo", few_or_many(NULL, c("one_wave", "eight_waves", "coded", "hesa", "unlinked", "years",
                               "german")))
}

test_that("a page is HTML as the standard has it", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  skip_without_program("node")
  validate <- page_tool("html-validate", "bin", "html-validate.js")
  paths <- vapply(page_reports(), report_of, "")
  wrong <- withr::local_tempfile(fileext = ".html", lines = paste0(
    "<!doctype html><html lang='en'><head><title>x</title></head><body><p id='a'></p>",
    "<p id='a'><div></div></p></body></html>"
  ))
  said <- suppressWarnings(system2("node", c(
    shQuote(validate), "--preset", "standard,a11y", "--formatter", "json", shQuote(c(paths, wrong))
  ), stdout = TRUE, stderr = FALSE))
  found <- jsonlite::fromJSON(paste(said, collapse = ""), simplifyVector = FALSE)
  expect_identical(unique(vapply(found, function(one) basename(one$filePath), "")),
                   basename(wrong))
  expect_gt(length(found[[1]]$messages), 1)
})

# What a browser of this width makes of a page: what axe finds, how wide the page is beyond
# its boxes that scroll, and where the brief begins. A browser's own window can't be as
# narrow as a phone: the page stands in a frame.
looked_at <- function(path, width, dark) {
  folder <- withr::local_tempdir()
  page <- paste(readLines(path, encoding = "UTF-8"), collapse = "\n")
  page <- sub("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", page)
  if (dark) page <- gsub("(prefers-color-scheme: dark)", "(min-width: 1px)", page, fixed = TRUE)
  axe <- paste(readLines(axe_script(), encoding = "UTF-8", warn = FALSE), collapse = "\n")
  script <- paste0(
    "<script>", axe, "</script><script>",
    "axe.run(document, {resultTypes: ['violations']}).then(r => {",
    "const wide = [...document.querySelectorAll('main *')].filter(e => ",
    "e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll')).length;",
    "const brief = document.querySelector('.brief');",
    "parent.document.body.dataset.found = JSON.stringify({rules: r.violations.map(v => v.id), ",
    "checked: r.passes.length, wide: wide, ",
    "brief: brief ? brief.getBoundingClientRect().top : null}) })</script></body>"
  )
  writeLines(sub("</body>", script, page, fixed = TRUE), file.path(folder, "page.html"), useBytes = TRUE)
  writeLines(paste0("<!doctype html><body style='margin:0'><iframe src='page.html' style='border:0;width:",
                    width, "px;height:900px'></iframe></body>"), file.path(folder, "frame.html"))
  said <- suppressWarnings(system2("chromium", c(
    "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
    "--window-size=1300,950", "--virtual-time-budget=20000", "--dump-dom",
    paste0("file://", file.path(folder, "frame.html"))
  ), stdout = TRUE, stderr = FALSE))
  found <- regmatches(said, regexpr("data-found=\"[^\"]*\"", said))
  skip_if(!length(found), "the browser does not run here")
  jsonlite::fromJSON(gsub("&quot;", "\"", sub("data-found=\"(.*)\"", "\\1", found[1])))
}

# What a browser hands to a screen reader of a page, in its order: the role and the name of
# each element, and the level of a heading. A table without a name has that of its box.
read_aloud <- function(path) {
  page <- paste(readLines(path, encoding = "UTF-8"), collapse = "\n")
  page <- sub("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", page)
  script <- paste0(
    "<script>document.body.dataset.heard = JSON.stringify([...document.querySelectorAll('h1,h2,h3,h4,h5,h6,table,svg,img,section,main,nav,figure,",
    "details,[role]')]",
    ".filter(e => !e.closest('[role=img] *') && e.computedRole).map(e => ({role: e.computedRole, ",
    "name: e.computedName || (e.tagName == 'TABLE' && e.closest('section[aria-label]') || ",
    "{ariaLabel: ''}).ariaLabel, text: e.tagName == 'TABLE' ? '' : (e.textContent || '').trim()",
    ".slice(0, 80), level: /^H[1-6]$/.test(e.tagName) ? +e.tagName[1] : 0, ",
    "heads: e.tagName == 'TABLE' ? e.querySelectorAll('th[scope=col]').length : 0, ",
    "sides: e.tagName == 'TABLE' ? e.querySelectorAll('th[scope^=row]').length : 0})))",
    "</script></body>"
  )
  heard <- withr::local_tempfile(fileext = ".html")
  writeLines(sub("</body>", script, page, fixed = TRUE), heard, useBytes = TRUE)
  said <- suppressWarnings(system2("chromium", c(
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--enable-blink-features=ComputedAccessibilityInfo", "--dump-dom", paste0("file://", heard)
  ), stdout = TRUE, stderr = FALSE))
  Encoding(said) <- "UTF-8"
  found <- regmatches(said, regexpr("data-heard=\"[^\"]*\"", said))
  skip_if(!length(found), "the browser does not run here")
  found <- gsub("&quot;", "\"", sub("data-heard=\"(.*)\"", "\\1", found[1]))
  found <- gsub("&nbsp;", " ", gsub("&amp;", "&", found, fixed = TRUE), fixed = TRUE)
  jsonlite::fromJSON(found)
}

test_that("headings, tables and figures of a report make sense to those who hear them", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  skip_without_program("chromium")
  skip_if_not_installed("jsonlite")
  skip_if_not_installed("ggplot2")
  for (name in page_reports()) {
    heard <- read_aloud(report_of(name))
    levels <- heard$level[heard$level > 0]
    expect_identical(levels[1], 1L, info = name)
    expect_identical(sum(levels == 1), 1L, info = name)
    # No level is skipped on the way down.
    expect_lte(max(diff(levels)), 1)
    expect_true(all(nzchar(heard$text[heard$level > 0])), info = name)
    tables <- heard[heard$role == "table", ]
    expect_gt(nrow(tables), 1)
    expect_true(all(nzchar(tables$name)), info = paste(name, "tables"))
    expect_true(all(tables$heads > 1 & tables$sides > 0), info = paste(name, "heads"))
    figures <- heard$name[heard$role %in% c("image", "img")]
    expect_gt(length(figures), 0)
    expect_identical(anyDuplicated(figures), 0L, info = name)
    # What it is a picture of, and its figures with their n.
    expect_match(figures, "^[A-Z].{20,}")
    if (name != "german") {
      expect_match(figures, "n = ([0-9]|suppressed|\\[)|[0-9] (linked|not linked|records|of [0-9])|about")
    }
    boxes <- heard[heard$role %in% c("group", "region") & nzchar(heard$name), ]
    expect_true(all(nzchar(boxes$name)))
  }
})

test_that("a page has nothing that keeps people out, wide and narrow, light and dark", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  skip_without_program("chromium")
  skip_if_not_installed("jsonlite")
  axe_script()
  for (name in page_reports()) {
    path <- report_of(name)
    ways <- expand.grid(width = c(390, 1100), dark = c(TRUE, FALSE))
    for (i in few_or_many(c(1, 4), 1:4)) {
      width <- ways$width[i]
      dark <- ways$dark[i]
      found <- looked_at(path, width, dark)
      info <- paste(name, width, dark)
      expect_length(found$rules, 0)
      expect_identical(found$wide, 0L, info = info)
      expect_gt(found$checked, 15)
      # What was found stands on the first screen.
      if (name == "demo") expect_lt(found$brief, 900)
    }
  }
})

test_that("what keeps people out is seen", {
  skip_on_cran()
  skip_second_time()
  skip_without_program("chromium")
  skip_if_not_installed("jsonlite")
  axe_script()
  path <- withr::local_tempfile(fileext = ".html", lines = paste0(
    "<!doctype html><html><head></head><body><main><img src='x.png'><p style='width:2000px'>",
    "wide</p></main></body></html>"
  ))
  found <- looked_at(path, 390, FALSE)
  expect_true(all(c("image-alt", "html-has-lang") %in% found$rules))
  expect_gt(found$wide, 0)
})
