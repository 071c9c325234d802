test_that("the demo's files are drafted, and read at once", {
  path <- draft_in(demo_folder(), c("six_month.zsav", "pre.sav", "post-key.csv", "post.csv",
                                    "attendance.csv"))
  expect_snapshot(writeLines(readLines(path)))
  study <- read_study(path)
  expect_named(study$waves, c("pre", "post", "six_month"))
  expect_identical(study$id$column, "code")
  expect_identical(study$scales$general_self_efficacy$instrument, "gse")
  expect_identical(study$scales$scale_b$items, paste0("b", 1:4))
  expect_identical(vapply(study$demographics, `[[`, "", "column"),
                   c("sex", "year", "fif", "ethnicity"))
  expect_identical(study$attendance$groups, "focus_group")
  cohort <- read_cohort(path)
  exact <- read_cohort(study(
    waves = lapply(demo_cohort()$study$waves, `[`, "file"), id = "code", dir = demo_folder(),
    scales = list(general_self_efficacy = list(instrument = "gse", items = "gse1:gse10")),
    attendance = list(file = "attendance.csv", sessions = paste0("w", 1:5))
  ))
  gse <- cohort$scores[cohort$scores$scale == "general_self_efficacy", ]
  expect_identical(gse$score, exact$scores$score)
})

test_that("each platform's files are drafted, and give the same cohort", {
  people <- function(cohort) {
    cohort$scores$scale <- sub("general_", "", cohort$scores$scale)
    # By their order: REDCap's drafted waves are called by its events.
    names(cohort$surveys) <- c("pre", "post")
    names(cohort$people)[2:3] <- c("pre", "post")
    levels(cohort$scores$wave) <- c("pre", "post")
    out <- people_by_code(cohort)[c("pre", "post", "sex", "year")]
    out <- out[do.call(order, unname(out)), ]
    rownames(out) <- NULL
    out
  }
  expected <- people(read_cohort(platform_file("spss", "study.yml")))
  files <- list(redcap = c("redcap.csv", "dictionary.csv"),
                `limesurvey-syntax` = c("post.sps", "pre.sps", "post.dat", "pre.dat"),
                jisc = c("post.csv", "post-key.csv", "pre.csv", "pre-key.csv"),
                qualtrics = c("post.csv", "post.sps", "pre.csv", "pre.sps"),
                spss = c("post.sav", "pre.sav"))
  for (platform in c("spss", platforms)) {
    path <- draft_in(platform_file(platform), files[[platform]] %||% c("post.csv", "pre.csv"))
    cohort <- read_cohort(path)
    expect_equal(people(cohort), expected, info = platform)
  }
})

test_that("nothing is overwritten without being told, and messages read well", {
  dir <- tempfile()
  dir.create(dir)
  tidy <- function(x) gsub(dir, "<dir>", x, fixed = TRUE)
  at <- function(name) file.path(dir, name)
  writeLines(c("code,q1,q2,q3", "AB12,1,2,3", "CD34,2,2,2", "EF56,3,1,1"), at("pre.csv"))
  writeLines(c("code,q1,q2,q3", "GH12,1,2,3", "IJ34,2,2,2", "KL56,3,1,1"), at("post.csv"))
  writeLines(c("note,mark", "a,1", "a,2"), at("notes.csv"))
  writeLines("mine", at("study.yml"))
  writeLines(c("Variable / Field Name,Form Name,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\"",
               "q1,a,radio,One,\"1, No\""), at("dictionary.csv"))
  expect_snapshot(error = TRUE, transform = tidy, {
    use_study(at("pre.csv"))
    use_study(3)
    use_study(at("prae.csv"))
    use_study(at("pre.csv"), path = 1)
    use_study(at("pre.csv"), existing = "yes")
    use_study(at("attendance.csv"))
    use_study(at("pre.csv"), path = file.path(at("nowhere"), "study.yml"))
  })
  expect_identical(readLines(at("study.yml")), "mine")
  expect_snapshot(error = TRUE, transform = tidy, {
    use_study(at("pre.csv"), title = c("a", "b"), path = at("other.yml"))
    use_study(at("dictionary.csv"), path = at("third.yml"))
  })
  expect_snapshot(transform = tidy, {
    path <- use_study(at(c("pre.csv", "post.csv")), existing = "replace", title = "A: study")
    writeLines(readLines(path))
  })
  expect_s3_class(read_cohort(path), "pairwave_cohort")
})

test_that("a heading that is repeated is warned of once", {
  path <- text_file("code,q1,q1,q2,q3", "A1,1,2,3,1", "B2,2,2,2,3", "C3,3,3,1,2", name = "pre.csv")
  warned <- testthat::capture_warnings(suppressMessages(use_study(path)))
  expect_length(warned, 1)
})

# A file of columns of every kind that exports have, in any order.
odd_file <- function(people, columns) {
  n <- length(people)
  kinds <- list(
    code = function() sprintf("K%03d", people), number = function() people,
    running = function() seq_len(n), item = function() sample(c(1:5, NA), n, TRUE),
    ten = function() sample(0:10, n, TRUE), text = function() sample(c("Agree", "Neutral", "Disagree"), n, TRUE),
    numbered = function() sample(c("1 (no)", "2", "3 (yes)"), n, TRUE), yes = function() sample(c("Yes", "No", ""), n, TRUE),
    odd = function() sample(c("Mostly", "Hardly", "3", "", NA), n, TRUE), empty = function() rep("", n),
    constant = function() rep("x", n), date = function() sprintf("2026-01-%02d", sample(28, n, TRUE)),
    words = function() replicate(n, paste(sample(letters, 30, TRUE), collapse = "")),
    decimal = function() round(stats::rnorm(n), 3), huge = function() stats::runif(n) * 1e12,
    age = function() sample(18:80, n, TRUE), negative = function() sample(-3:3, n, TRUE)
  )
  drawn <- sample(names(kinds), columns, TRUE)
  out <- as.data.frame(lapply(drawn, function(kind) kinds[[kind]]()))
  labels <- c("How sure are you? [%s]", "Before the course, %s", "Now, %s", "%s_pre", "%s_post", "%s", "Age %s", "%s: a, \"b\" #c")
  named <- sprintf(sample(labels, columns, TRUE), paste0(drawn, sample(9, columns, TRUE)))
  stats::setNames(out, ifelse(stats::runif(columns) < 0.05, "", named))
}

test_that("whatever the files hold, a draft is written that can be read", {
  runs <- asked_or("PAIRWAVE_DRAFTS", 12, 25, again = 5)
  for (i in seq_len(runs)) {
    withr::local_seed(i)
    dir <- withr::local_tempdir()
    names <- c("pre.csv", "post.csv", "later.csv", "last.csv")[seq_len(sample(4, 1))]
    files <- file.path(dir, names)
    columns <- sample(14, 1)
    shape <- odd_file(sample(60, sample(0:40, 1)), columns)
    for (file in files) {
      data <- odd_file(sample(60, sample(0:40, 1)), columns)
      if (stats::runif(1) < 0.7) names(data) <- names(shape)
      write_utf8_csv(data, file)
    }
    path <- tryCatch(suppressWarnings(suppressMessages(use_study(files))),
                     pairwave_error = function(e) if (inherits(e, "pairwave_error_read")) NULL else stop(e))
    if (is.null(path)) next
    study <- read_study(path)
    # What stops the cohort is said of the files, not of the draft.
    cohort <- tryCatch(suppressWarnings(read_cohort(study)), pairwave_error = identity)
    expect_true(inherits(cohort, c("pairwave_cohort", "pairwave_error")), info = i)
    if (inherits(cohort, "error")) expect_false(inherits(cohort, "pairwave_error_study"), info = i)
  }
})
