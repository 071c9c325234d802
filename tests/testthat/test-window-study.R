# The window of a study in a real browser: see helper-window.R.

test_that("a study window takes names, labels and codes as text, and is worked by keys in each state", {
  skip_on_cran()
  skip_second_time()
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
    list("reach", "button[data-once='study']"), list("key", "Enter"), list("wait", ".file", "version: 1"),
    list("axe"), list("count", "img, main script, h1"),
    # The second wave goes first, and its button keeps the place of the keys.
    list("reach", "[data-decision=waves] li:nth-child(2) button[data-move='-1']"), list("key", "Enter"),
    list("wait", "[data-decision=waves] li:first-child", "post"), list("ask", "document.activeElement.closest('li').dataset.value"),
    list("key", "u"), list("wait", "#said", "Undone"),
    list("reach", "#to_scales"), list("key", "Enter"), list("wait", "h2", "Scales"), list("axe"),
    list("count", "img, main script, h1"), list("size", 390, 844), list("look", FALSE), list("axe"),
    list("ask", "document.documentElement.scrollWidth <= 390"),
    list("reach", "[data-decision='scale:confidence:label']"), list("fill", paste0(bad, " \"1\"")),
    list("wait", ".file mark", "\\\"1"), list("axe"),
    list("reach", "#to_people"), list("key", "Enter"), list("wait", "h2", "About people"), list("axe"),
    list("reach", "#to_exclude"), list("key", "Enter"), list("wait", "h2", "Set aside"), list("axe"),
    list("reach", "#to_id"), list("key", "Enter"), list("wait", "h2", "Who is who"), list("axe"),
    list("count", "img, main script, h1"),
    # Nothing that is not in the list is taken.
    list("ask", "Shiny.setInputValue('decide', {id: 'id', value: ['../x']}, {priority: 'event'})"),
    list("wait", "#said", "must be one of what can be chosen"),
    list("key", "s"), list("wait", "#said", "Saved as"), list("reach", "#close"), list("key", "Enter"),
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
