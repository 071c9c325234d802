# The window of quotes in a real browser, which clicks and types.

# A study of ten people who were asked why, in a folder of its own. What they said is hostile,
# and has a name, an address, a number and a code.
hostile_quotes_study <- function(folder) {
  write <- function(name, ...) {
    utils::write.csv(data.frame(...), file.path(folder, name), row.names = FALSE)
  }
  code <- sprintf("kt%02dm", 1:10)
  sex <- rep(c("f<b>", "m"), c(7, 3))
  write("pre.csv", code = code, sex = sex, q1 = 1:2)
  write("post.csv", code = code, sex = sex, q1 = 2:3)
  write("said.csv", id = code[1:6], code = "</dd><h1", text = c(
    "Zora <b>sat</b> with me.", "We revised in twos.", "Write to jo@example.org.",
    "I rang 07700 900123.", "It was my code kt-05-m.", "<img src=x onerror=alert(1)> & so on"
  ))
  writeLines(c(
    "waves:", "  pre: {file: pre.csv}", "  post: {file: post.csv}", "id: {column: code}",
    "scales: {confidence: {items: q1, range: [1, 5]}}", "demographics: [{column: sex}]",
    "codes:", "  why: {file: said.csv, wave: post, unit: id, code: code, text: text}",
    "quotes: {attributes: [sex], threshold: 3}"
  ), file.path(folder, "study.yml"))
}

test_that("quotes are read, mended and decided by mouse and keys, and a kill loses no decision", {
  skip_on_cran()
  skip_second_time()
  skip_without_browser()
  folder <- withr::local_tempdir()
  other <- withr::local_tempdir()
  hostile_quotes_study(folder)
  study <- file.path(folder, "study.yml")
  code <- c(sprintf("cohort <- read_cohort(%s)", deparse1(study)),
            "review_quotes(cohort, window = TRUE)")
  windows_of(folder, code)
  overflow <- "document.documentElement.scrollWidth - window.innerWidth"
  by_mouse <- list(
    list("open", file.path(folder, "url-1")),
    light = list("axe"),
    first = list("html", "#card"),
    count_first = list("count", "#card img, #card h1, #card b, #card script"),
    list("type", "#instead", "a friend"),
    list("click", "#replace"),
    list("wait", "#card", "[a friend] <b>sat</b>"),
    list("click", "#release"),
    list("wait", "#card-title", "Quote 2"),
    list("click", "#withhold"),
    list("wait", "#card-title", "Quote 3"),
    address = list("html", "#card blockquote"),
    refused = list("click", "#release"),
    list("wait", "#said", "Not saved"),
    list("click", "#on"),
    list("wait", "#card-title", "Quote 4"),
    number = list("html", "#card blockquote"),
    list("click", "#on"),
    list("wait", "#card-title", "Quote 5"),
    code = list("html", "#card blockquote"),
    list("click", "#on"),
    list("wait", "#card-title", "Quote 6"),
    list("wait", "#card", "<img src=x onerror=alert(1)>"),
    count_last = list("count", "#card img, #card h1, #card b, #card script"),
    list("choose", "#show", "yes"),
    list("wait", "#card-title", "Quote 1"),
    released = list("text", "#card blockquote"),
    list("choose", "#show", "no"),
    list("wait", "#card-title", "Quote 2"),
    list("choose", "#show", "open"),
    list("wait", "#card-title", "Quote 3"),
    list("click", "#undo"),
    list("wait", "#card-title", "Quote 2"),
    list("click", "#undo"),
    list("wait", "#card-title", "Quote 1"),
    undone = list("text", "#progress")
  )
  # Tab leads from the words to what stands for them, to the button, and past it to the keys.
  by_keys <- list(
    list("look", TRUE),
    dark = list("axe"),
    list("size", 390, 844),
    phone = list("axe"),
    wide = list("ask", overflow),
    list("size", 1000, 800),
    list("ask", "document.getElementById('words').focus()"),
    list("key", "Tab"),
    at = list("focus"),
    list("write", "a friend r w u"),
    list("key", "Tab"),
    list("key", "Enter"),
    list("wait", "#card", "[a friend r w u] <b>sat</b>"),
    list("until", "r", "#card-title", "Quote 2"),
    list("until", "ArrowLeft", "#card-title", "Quote 6"),
    list("until", "ArrowRight", "#card-title", "Quote 2"),
    list("until", "w", "#card-title", "Quote 3"),
    list("until", "w", "#card-title", "Quote 4"),
    list("until", "u", "#card-title", "Quote 3"),
    alone = list("count", "p.internal[role=note]")
  )
  # A second session, whose window says that there is another.
  second <- list(
    list("tab", 2),
    list("open", file.path(other, "url-1")),
    told = list("text", "p.internal[role=note]"),
    list("look", FALSE),
    told_axe = list("axe"),
    list("until", "ArrowRight", "#card-title", "Quote 2"),
    list("until", "ArrowRight", "#card-title", "Quote 3"),
    list("until", "w", "#card-title", "Quote 4"),
    # What the first decided is known here now.
    both = list("text", "#progress"),
    list("kill", file.path(folder, "pid")),
    list("tab", 1),
    list("wait", "#gone:not([hidden])", "closed"),
    list("tab", 2),
    list("click", "#undo"),
    list("wait", "#card-title", "Quote 3"),
    list("click", "#close")
  )
  windows_of(other, code, after = file.path(folder, "url-1"))
  steps <- c(by_mouse, foreign_steps("Zora"), by_keys, second)
  found <- expect_driven(drive_windows(folder, steps), steps, c(folder, other))
  for (at in c("light", "dark", "phone", "told_axe")) expect_identical(found[[at]], list(), info = at)
  expect_refused(found, "Zora")
  expect_match(found$first, "<mark>Zora</mark> &lt;b&gt;sat", fixed = TRUE)
  expect_match(found$first, "f&lt;b&gt;, which fits 6 people", fixed = TRUE)
  expect_identical(unlist(found[c("count_first", "count_last")]), c(count_first = 0L, count_last = 0L))
  marked <- c(address = "jo@example.org", number = "07700 900123", code = "kt-05-m")
  for (at in names(marked)) {
    expect_match(found[[at]], paste0("<mark>", marked[[at]], "</mark>"), fixed = TRUE)
  }
  expect_identical(found$released, "[a friend] <b>sat</b> with me.")
  expect_match(found$undone, "0 of 6 decided", fixed = TRUE)
  expect_lte(found$wide, 0)
  expect_identical(found$at, "instead")
  expect_identical(found$alone, 0L)
  expect_match(found$told, "Another window reviews the same")
  expect_match(found$both, "3 of 6 decided", fixed = TRUE)
  decided <- file.path(folder, "quote-decisions.csv")
  by_window <- readBin(decided, "raw", 1e4)
  unlink(decided)
  cohort <- read_cohort(study)
  review_quotes(cohort, yes = 1, replace = c(Zora = "a friend r w u"))
  review_quotes(cohort, no = 2)
  expect_identical(rawToChar(by_window), rawToChar(readBin(decided, "raw", 1e4)))
})
