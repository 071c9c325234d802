test_that("a plan that nobody changed is what use_study() writes, byte for byte", {
  plan <- demo_plan()
  expect_false(file.exists(plan$path))
  save_plan(plan)
  saved <- readBin(plan$path, "raw", 1e5)
  suppressMessages(use_study(file.path(dirname(plan$path), demo_exports), existing = "replace"))
  expect_identical(saved, readBin(plan$path, "raw", 1e5))
})

test_that("what is chosen is what stands, and a study, whatever is chosen in whatever order", {
  skip_second_time()
  withr::local_seed(30)
  plans <- list(demo_plan(), opened_plan(readLines(file.path(demo_folder(), "study.yml"))))
  for (plan in plans) for (i in seq_len(asked_or("PAIRWAVE_DRAWN_PLANS", 3, 100))) {
    decisions <- plan_decisions(plan)
    one <- decisions[[sample(length(decisions), 1)]]
    known <- one$choices$value
    value <- switch(
      one$kind, text = yaml_word(), choice = sample(known, 1), order = known[sample(length(known))],
      ticks = known[stats::runif(length(known)) < 0.6], once = character()
    )
    # Without a text there is no label, and a scale has items.
    if (one$kind == "once" && stats::runif(1) < 0.7) next
    changed <- tryCatch(change_plan(plan, one$id, value), pairwave_error_draft = function(e) NULL)
    if (is.null(changed)) next
    info <- paste(i, one$id, paste(value, collapse = "|"), changed$text, sep = "\n")
    if (one$kind != "once") expect_setequal(decision_of(changed, one$id)$value, value)
    if (one$kind == "order") expect_identical(decision_of(changed, one$id)$value, value, info = info)
    expect_s3_class(plan_study(changed), "pairwave_study")
    plan <- changed
  }
})

test_that("an opened study keeps its comments, its line ends and every line that is not changed", {
  lines <- c(
    "# Our study  ", "", "title:   \"Old\"   # of last year", "waves: # three of them",
    "  pre:  {file: pre.sav, label: Before}   # paper", "  post:", "    file: post.csv", "    platform: jisc # a key",
    "", "id: {column: code, confirm: [sex]}", "scales:", "    belonging: # four items",
    "        items:", "          - b1   # home", "          - b2", "          # the odd one", "          - b3",
    "        range: [1, 5]", "demographics:", "  - column: sex", "    label: Sex", "  # asked once",
    "  - {column: year, label: Year}", "checks: {min_linked: 0.5}"
  )
  for (end in c("\n", "\r\n")) {
    plan <- opened_plan(lines, end = end)
    expect_identical(left_alone(plan), "checks")
    changed <- change_plan(plan, "title", "New: one")
    expect_identical(changed$text, sub("\"Old\"", "\"New: one\"", plan$text, fixed = TRUE))
    changed <- change_plan(plan, "scale:belonging:items", c("b1", "b3", "b4"))
    expect_identical(strsplit(changed$text, end)[[1]], append(lines[-15], "          - b4", 16))
    changed <- change_plan(plan, "demographics", "year")
    expect_identical(strsplit(changed$text, end)[[1]], lines[-(20:21)])
    changed <- change_plan(plan, "waves", c("post", "pre"))
    expect_identical(strsplit(changed$text, end)[[1]], lines[c(1:4, 6:8, 5, 9:24)])
    changed <- change_plan(plan, "slips", "1")
    expect_identical(strsplit(changed$text, end)[[1]],
                     sub("confirm: [sex]}", "confirm: [sex], max_edits: 1}", lines, fixed = TRUE))
    changed <- change_plan(plan, "scale:belonging:better", "lower")
    expect_identical(strsplit(changed$text, end)[[1]], append(lines, "        better: lower", 18))
  }
})

test_that("what can't be chosen, and what no study would come of, is said and changes nothing", {
  plan <- demo_plan()
  expect_snapshot(error = TRUE, {
    change_plan(plan, "colour", "red")
    change_plan(plan, "id", "sessions")
    change_plan(plan, "scale:scale_b:items", c("b1", "q1"))
    change_plan(plan, "scale:scale_b:items", character())
    change_plan(plan, "waves", c("pre", "post"))
    change_plan(plan, "title", c("a", "b"))
    change_plan(plan, "id", "")
  })
})

test_that("what something else wrote is not overwritten, unless it is asked for", {
  plan <- demo_plan()
  writeLines("mine", plan$path)
  tidy <- function(x) gsub(dirname(plan$path), "<dir>", x, fixed = TRUE)
  expect_snapshot(save_plan(plan), error = TRUE, transform = tidy)
  expect_identical(readLines(plan$path), "mine")
  plan <- save_plan(plan, "replace")
  plan <- save_plan(change_plan(plan, "title", "Mine"))
  expect_match(readLines(plan$path), "^title: Mine$", all = FALSE)
  cat("# a note\n", file = plan$path, append = TRUE)
  expect_snapshot(save_plan(change_plan(plan, "title", "Yours")), error = TRUE)
  expect_match(readLines(plan$path), "^# a note$", all = FALSE)
})

test_that("a mark of UTF-8 stays, and what is no study of files is not opened", {
  lines <- readLines(file.path(demo_folder(), "study.yml"), encoding = "UTF-8")
  plan <- opened_plan(c("\ufeffversion: 1", lines[-1]))
  plan <- save_plan(change_plan(plan, "title", "caf\u00e9"))
  written <- readBin(plan$path, "raw", 1e5)
  expect_identical(written[1:3], as.raw(c(0xef, 0xbb, 0xbf)))
  expect_identical(read_study(plan$path)$title, "caf\u00e9")
  path <- file.path(withr::local_tempdir(), "study.yml")
  writeLines(c("sources: {warehouse: {}}", "waves: {pre: {table: pre}}", "id: {column: code}"), path)
  expect_snapshot(open_plan(path), error = TRUE)
})
