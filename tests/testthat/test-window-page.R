# Windows in a real browser, which clicks and types. Needs Chromium, shiny, and the npm
# packages puppeteer-core and axe-core (`sh tools/set-up.sh page`).

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

test_that("windows are read and worked by mouse and keys, and a kill loses no decision", {
  skip_on_cran()
  skip_second_time()
  skip_without_browser()
  folder <- withr::local_tempdir()
  hostile_study(folder)
  windows_of(folder, c("cohort <- read_cohort('study.yml')", "browse(cohort)",
                       "review_links(cohort, window = TRUE)"))
  urls <- file.path(folder, c("url-1", "url-2"))
  foreign <- "http://evil.example"
  ran <- drive_windows(folder, list(
    list("open", urls[1]),
    list("axe"),
    list("asked", "", list(Accept = "*")),
    list("asked", "", list(Host = "evil.example")),
    list("asked", "", list(Origin = foreign)),
    list("asked", "/", list(Accept = "*")),
    list("asked", "/shared/shiny.min.js", list(Accept = "*")),
    list("asked", "/shared/shiny.min.js", list(Host = "evil.example")),
    list("overheard", "", foreign),
    list("overheard", "/websocket/", ""),
    list("overheard", "", "", "participation"),
    # By keys alone: to the fourth button, and pressed.
    list("ask", "document.getElementById('items').focus()"),
    list("key", "Enter"),
    list("wait", "#line", "item_change"),
    list("click", "#people"),
    list("wait", "#line", "demographics"),
    list("choose", "#by", "sex"),
    list("wait", "#line", "by = \"sex\""),
    list("look", TRUE),
    list("axe"),
    list("count", "img, h1, main script, main select"),
    list("leave"),
    list("open", urls[2]),
    list("look", FALSE),
    list("axe"),
    list("until", "s", "#card-title", "Link 2"),
    list("until", "c", "#card", "kt14m"),
    list("until", "d", "#card-title", "Link 3"),
    list("look", TRUE),
    list("axe"),
    list("count", "img, h1, main script"),
    list("until", "u", "#card-title", "Link 2"),
    list("click", "#different"),
    list("wait", "#card-title", "Link 3"),
    list("kill", file.path(folder, "pid")),
    list("wait", "#gone:not([hidden])", "closed")
  ))
  expect_null(ran$failed, info = paste(readLines(file.path(folder, "err")), collapse = "\n"))
  found <- ran$found
  expect_length(found, 36)
  for (at in c(2, 20, 25, 30)) expect_identical(found[[at]], list())
  # Its own page, another host, another origin, another path; a script of its own.
  expect_identical(unlist(found[3:8]), c(200L, 403L, 403L, 404L, 200L, 403L))
  # What a session is told first is what its page shows.
  expect_no_match(unlist(found[9:10]), "participation")
  expect_match(found[[11]], "participation", fixed = TRUE)
  # A heading, and the two lists of the first window.
  expect_identical(found[[21]], 3L)
  expect_identical(found[[31]], 1L)
  expect_identical(unlist(ran$said), NULL)
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
