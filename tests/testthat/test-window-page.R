# Windows in a real browser, which clicks and types. Needs Chromium, shiny, and the npm
# packages puppeteer-core and axe-core (`sh tools/set-up.sh page`).

test_that("windows are read and worked by mouse and keys, and a kill loses no decision", {
  skip_on_cran()
  skip_second_time()
  skip_without_browser()
  folder <- withr::local_tempdir()
  hostile_study(folder)
  windows_of(folder, c("cohort <- read_cohort('study.yml')", "browse(cohort)",
                       "review_links(cohort, window = TRUE)"))
  urls <- file.path(folder, c("url-1", "url-2"))
  overflow <- "document.documentElement.scrollWidth - window.innerWidth"
  links_foreign <- foreign_steps("card-title")
  names(links_foreign) <- paste("links", names(links_foreign))
  steps <- c(
    list(list("open", urls[1]), browse_light = list("axe")),
    foreign_steps("participation"),
    list(
      # By keys alone: to the fourth button, and pressed.
      list("ask", "document.getElementById('items').focus()"),
      list("key", "Enter"),
      list("wait", "#line", "item_change"),
      list("click", "#people"),
      list("wait", "#line", "demographics"),
      list("choose", "#by", "sex"),
      list("wait", "#line", "by = \"sex\""),
      list("wait", "#line-1", "plot(demographics(cohort, by = \"sex\"))"),
      picture = list("html", "#drawn"),
      picture_light = list("axe"),
      list("look", TRUE),
      browse_dark = list("axe"),
      list("size", 390, 844),
      browse_phone = list("axe"),
      browse_wide = list("ask", overflow),
      list("size", 1000, 800),
      browse_count = list("count", "img, h1, main script, main select"),
      list("leave"),
      list("open", urls[2]),
      list("look", FALSE)
    ),
    links_foreign,
    list(
      links_light = list("axe"),
      list("until", "s", "#card-title", "Link 2"),
      list("until", "c", "#card", "kt14m"),
      list("until", "d", "#card-title", "Link 3"),
      list("look", TRUE),
      links_dark = list("axe"),
      list("size", 390, 844),
      links_phone = list("axe"),
      links_wide = list("ask", overflow),
      list("size", 1000, 800),
      links_count = list("count", "img, h1, main script"),
      list("until", "u", "#card-title", "Link 2"),
      list("click", "#different"),
      list("wait", "#card-title", "Link 3"),
      list("kill", file.path(folder, "pid")),
      list("wait", "#gone:not([hidden])", "closed")
    )
  )
  names(steps)[names(steps) == ""] <- "done"
  found <- expect_driven(drive_windows(folder, steps), steps, folder)
  for (at in c("browse_light", "picture_light", "browse_dark", "browse_phone", "links_light",
               "links_dark", "links_phone")) {
    expect_identical(found[[at]], list(), info = at)
  }
  expect_refused(found, "participation")
  of_links <- found[names(links_foreign)]
  expect_refused(stats::setNames(of_links, sub("^links ", "", names(of_links))), "card-title")
  if (requireNamespace("svglite", quietly = TRUE) && requireNamespace("ggplot2", quietly = TRUE)) {
    expect_match(found$picture, "<svg[^>]* role=\"img\".*<title.*<desc")
  }
  # A heading, and the two lists of the first window.
  expect_identical(found$browse_count, 3L)
  expect_identical(found$links_count, 1L)
  expect_lte(found$browse_wide, 0)
  expect_lte(found$links_wide, 0)
  decided <- file.path(folder, "link-decisions.csv")
  by_window <- readBin(decided, "raw", 1e4)
  unlink(decided)
  review_links(read_cohort(file.path(folder, "study.yml")), same = 1, different = 2)
  expect_identical(by_window, readBin(decided, "raw", 1e4))
  # What was killed claims nothing any more.
  claim <- claim_window(decided)
  expect_true(claim$is_first)
  leave_window(claim)
})

test_that("through RStudio Server a window is seen on the server's page, and on no other", {
  skip_on_cran()
  skip_second_time()
  skip_if_not_installed("rstudioapi")
  skip_without_browser()
  folder <- withr::local_tempdir()
  hostile_study(folder)
  proxy <- file.path(folder, "proxy")
  windows_of(folder, c(
    "Sys.setenv(RSTUDIO_PROGRAM_MODE = 'server')",
    "seen <- function(url, absolute) {",
    "  sub('^http://[0-9.:]+', paste0(readLines('proxy', warn = FALSE), '/p/0a1b2c3d'), url)",
    "}",
    "utils::assignInNamespace('translateLocalUrl', seen, 'rstudioapi')",
    "before <- compiler::enableJIT(-1)",
    "invisible(review_links(read_cohort('study.yml'), window = TRUE))",
    "cat(identical(compiler::enableJIT(-1), before), shiny::getShinyOption('host', 'none'),",
    "    'package:shiny' %in% search())"
  ), after = proxy)
  steps <- list(
    list("proxy", proxy),
    list("open", file.path(folder, "url-1")),
    list("until", "s", "#card-title", "Link 2"),
    direct = list("asked", "", list(Accept = "*")),
    foreign = list("asked", "", list(Host = "evil.example")),
    script = list("asked", "/shared/shiny.min.js", list(Accept = "*")),
    list("click", "#close")
  )
  found <- expect_driven(drive_windows(folder, steps), steps, folder)
  expect_identical(unlist(found[c("direct", "foreign", "script")]),
                   c(direct = 403L, foreign = 403L, script = 403L))
  decided <- read_decisions(file.path(folder, "link-decisions.csv"))
  expect_identical(decided$decision, "same")
  # Closed, it leaves R as it was.
  for (i in 1:100) if (file.size(file.path(folder, "out")) == 0) Sys.sleep(0.1)
  expect_identical(readLines(file.path(folder, "out"), warn = FALSE), "TRUE none FALSE")
})
