# From exported files to a report with no code typed: the three journeys of
# test-journeys.R, and an opened study, by mouse and by keys in a real browser. Each ends in
# the files that the functions write, byte for byte.

# A control of a decision, and what stands in the study file once it is changed.
of_decision <- function(id, rest = "") sprintf("[data-decision='%s']%s", id, rest)

# The files that a journey leaves: of the study, the decisions, the report.
journey_files <- function(folder) {
  made <- c("study.yml", "link-decisions.csv", "evaluation.html")
  paths <- file.path(folder, made)
  lapply(stats::setNames(paths, made), function(path) {
    if (file.exists(path)) readBin(path, "raw", file.size(path))
  })
}

# What the functions write, in the place of what the window wrote; without the report
# where `reported` is FALSE.
by_functions <- function(folder, files, changes, same = integer(), reported = TRUE) {
  unlink(file.path(folder, c("study.yml", "link-decisions.csv", "evaluation.html")))
  path <- file.path(folder, "study.yml")
  if (length(changes)) {
    plan <- draft_plan(file.path(folder, files), path)
    for (one in changes) plan <- change_plan(plan, one[[1]], one[[2]])
    save_plan(plan)
  } else {
    suppressMessages(use_study(file.path(folder, files)))
  }
  if (length(same)) review_links(read_cohort(path), same = same)
  if (reported) {
    suppressMessages(report(read_cohort(path), file.path(folder, "evaluation.html")))
  }
  journey_files(folder)
}

test_that("three journeys from files to report, by mouse and by keys, write what the functions write", {
  skip_on_cran()
  skip_second_time()
  skip_without_browser()
  skip_if_not_installed("haven")
  skip_if_not(rmarkdown::pandoc_available())
  root <- withr::local_tempdir()
  folders <- file.path(root, c("forms", "google", "spss"))
  for (folder in folders) dir.create(folder)
  withr::local_seed(1)
  journey_forms(folders[1], list(
    words = c("Strongly disagree", "Somewhat disagree", "Neither agree nor disagree", "Somewhat agree", "Strongly agree"),
    heading = identity, ages = sample(18:45, 42, TRUE), code = "Your personal code",
    files = c("Induction survey(1-42).csv", "End of term survey(1-32).csv")
  ))
  # One person slips in the second wave.
  second <- file.path(folders[1], "End of term survey(1-32).csv")
  lines <- readLines(second, encoding = "UTF-8")
  lines[2] <- sub("^((?:\"[^\"]*\",){5}\"[^\"]*)[A-Z]\"", "\\10\"", lines[2], perl = TRUE)
  writeLines(enc2utf8(lines), second, useBytes = TRUE)
  journey_google(folders[2], list(
    words = c("Very unsure", "Quite unsure", "Neither sure nor unsure", "Quite sure", "Very sure"), moved = FALSE,
    heading = function(x) paste0("How sure are you that you can ... [", x, "]"), code = "Your personal code",
    files = paste0(c("Baseline", "Post-course", "Follow-up"), " (Responses) - Form Responses 1.csv")
  ))
  journey_spss(folders[3], list(high = 4, names = paste0("v", c(6, 4, 7, 1, 2, 5, 3)), others = c("ID2", "gender"),
                                beyond = 44, asked = function(x) sub("^I ", "Now I ", x), moved = FALSE))
  files <- lapply(folders, list.files)
  windows_of(root, c(
    "library(pairwave)", "for (folder in c('forms', 'google', 'spss')) use_study(folder, window = TRUE)"
  ))
  urls <- file.path(root, paste0("url-", 1:7))
  tick <- function(files) lapply(files, function(file) list("click", sprintf("input[value='%s']", file)))
  report <- list(list("wait", "#line", "participation"), list("key", "r"),
                 list("wait", "#said", "The report is written", 60), list("wait", "#report-line", "evaluation.html"))
  # Microsoft Forms, by mouse: two scales named, a question left out, a near link decided.
  forms <- c(
    list(list("open", urls[1]), list("wait", "legend", "Files")), tick(files[[1]]),
    list(
      list("click", "#draft"), list("wait", ".file", "waves:"), list("axe"),
      list("click", "#to_scales"), list("wait", "h2", "Scales"),
      list("click", of_decision("scale:scale:label")), list("fill", "Belonging"),
      list("wait", ".file mark", "label: Belonging"),
      list("click", of_decision("scale:scale_2:label")), list("fill", "Worry"),
      list("wait", ".file mark", "label: Worry"), list("axe"), list("look", TRUE), list("axe"),
      list("click", "#to_people"), list("wait", "h2", "About people"),
      list("click", "input[value='how_old_are_you']"), list("gone", ".file mark"),
      list("click", "#open"), list("wait", "#said", "Save it first"),
      list("click", "#save"), list("wait", "#said", "Saved as"), list("click", "#open"),
      list("open", urls[2]), list("wait", "#card-title", "Link 1"),
      list("until", "s", "#card-title", "Everything is decided"), list("click", "#close"),
      list("open", urls[3])
    ),
    report, list(list("axe"), list("click", "#close"))
  )
  # Google Forms, by keys alone: nothing to change.
  google <- c(
    list(list("look", FALSE), list("open", urls[4]), list("wait", "legend", "Files")),
    unlist(lapply(files[[2]], function(file) {
      list(list("reach", sprintf("input[value='%s']", file)), list("key", "Space"))
    }), recursive = FALSE),
    list(list("key", "d"), list("wait", ".file", "waves:"), list("key", "s"), list("wait", "#said", "Saved as"),
         list("key", "o"), list("open", urls[5])),
    report, list(list("reach", "#close"), list("key", "Enter"))
  )
  # SPSS, by keys alone: a code beyond the scale is let count as missing, and the scale used.
  spss <- c(
    list(list("open", urls[6]), list("wait", "legend", "Files")),
    unlist(lapply(files[[3]], function(file) {
      list(list("reach", sprintf("input[value='%s']", file)), list("key", "Space"))
    }), recursive = FALSE),
    list(
      list("key", "d"), list("wait", ".file", "waves:"), list("reach", "#to_scales"), list("key", "Enter"),
      list("wait", "h2", "Scales"), list("reach", "button[data-once='add:scale_s']"), list("key", "Enter"),
      list("wait", ".file mark", "scale_s:"), list("wait", ".card h2", "It can't be read as a cohort yet"), list("axe"),
      list("reach", "#to_people"), list("key", "Enter"), list("wait", "h2", "About people"),
      list("reach", "input[value='44']"), list("key", "Space"), list("wait", ".file mark", "codes: [44]"),
      list("wait", "#said", "Changed."), list("text", "#said"),
      list("key", "s"), list("wait", "#said", "Saved as"), list("key", "o"), list("open", urls[7])
    ),
    report, list(list("key", "Escape"), list("reach", "#close"), list("key", "Enter"))
  )
  ran <- drive_windows(root, c(forms, google, spss))
  expect_null(ran$failed, info = paste(readLines(file.path(root, "err")), collapse = "\n"))
  expect_identical(unlist(ran$said), NULL)
  what <- vapply(c(forms, google, spss), `[[`, "", 1)
  for (one in ran$found[what == "axe"]) expect_identical(one, list())
  expect_match(unlist(ran$found[what == "text"]), "Time1: .* of .* link; .*scale_s: have a score in both")
  made <- lapply(folders, journey_files)
  changes <- list(
    list(list("scale:scale:label", "Belonging"), list("scale:scale_2:label", "Worry"), list("demographics", "which_of_these_describes_your")),
    list(), list(list("add:scale_s", character()), list("undisclosed", "44"))
  )
  # Each report takes some seconds: one by itself is made a second time, or all.
  reported <- few_or_many(1, 3)
  for (i in 1:3) {
    expect_identical(lengths(made[[i]]) > 0, c(study.yml = TRUE, link.csv = i == 1, report = TRUE),
                     ignore_attr = TRUE)
    expected <- by_functions(folders[i], files[[i]], changes[[i]], if (i == 1) 1 else integer(),
                             reported = i <= reported)
    if (i > reported) made[[i]]["evaluation.html"] <- list(NULL)
    expect_identical(made[[i]], expected)
  }
})
