# The windows that a cohort has, in a real browser: see helper-window.R.

test_that("windows are read and worked by mouse and keys, and a kill loses no decision", {
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

test_that("a study window takes names, labels and codes as text, and is worked by keys in each state", {
  skip_without_browser()
  folder <- withr::local_tempdir()
  hostile_study(folder)
  bad <- "<img src=x onerror=alert(1)>"
  utils::write.csv(data.frame(code = 1:3), file.path(folder, paste0(bad, ".csv")))
  dir.create(file.path(folder, "\"><script>alert(1)<"))
  plan <- open_plan(file.path(folder, "study.yml"))
  windows_of(folder, "use_study(window = TRUE)")
  ran <- drive_windows(folder, list(
    list("open", file.path(folder, "url-1")),
    list("axe"), list("look", TRUE), list("axe"), list("count", "img, main script, h1"),
    list("tab", "button[data-once='study']"), list("key", "Enter"), list("wait", ".file", "version: 1"),
    list("axe"), list("count", "img, main script, h1"),
    # The second wave goes first, and its button keeps the place of the keys.
    list("tab", "[data-decision=waves] li:nth-child(2) button[data-move='-1']"), list("key", "Enter"),
    list("wait", "[data-decision=waves] li:first-child", "post"), list("ask", "document.activeElement.closest('li').dataset.value"),
    list("key", "u"), list("wait", "#said", "Undone"),
    list("tab", "#to_scales"), list("key", "Enter"), list("wait", "h2", "Scales"), list("axe"),
    list("count", "img, main script, h1"), list("size", 390, 844), list("look", FALSE), list("axe"),
    list("ask", "document.documentElement.scrollWidth <= 390"),
    list("tab", "[data-decision='scale:confidence:label']"), list("write", paste0(bad, " \"1\"")),
    list("wait", ".file mark", "\\\"1"), list("axe"),
    list("tab", "#to_people"), list("key", "Enter"), list("wait", "h2", "About people"), list("axe"),
    list("tab", "#to_exclude"), list("key", "Enter"), list("wait", "h2", "Set aside"), list("axe"),
    list("tab", "#to_id"), list("key", "Enter"), list("wait", "h2", "Who is who"), list("axe"),
    list("count", "img, main script, h1"),
    # Nothing that is not in the list is taken.
    list("ask", "Shiny.setInputValue('decide', {id: 'id', value: ['../x']}, {priority: 'event'})"),
    list("wait", "#said", "must be one of what can be chosen"),
    list("key", "s"), list("wait", "#said", "Saved as"), list("tab", "#close"), list("key", "Enter"),
    list("wait", "#gone:not([hidden])", "What was saved is in the study file")
  ))
  expect_null(ran$failed, info = paste(readLines(file.path(folder, "err")), collapse = "\n"))
  found <- ran$found
  expect_identical(unlist(ran$said), NULL)
  expect_identical(sum(vapply(found, identical, NA, list())), 9L)
  expect_identical(unlist(Filter(is.numeric, found[c(5, 10, 21)])), rep(1L, 3))
  expect_identical(found[[14]], "post")
  expect_true(found[[25]])
  changed <- change_plan(plan, "scale:confidence:label", paste0(bad, " \"1\""))
  expect_identical(read_utf8(plan$path, "", "study"), changed$text)
})
