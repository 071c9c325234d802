ci_folder <- function() {
  folder <- withr::local_tempdir(.local_envir = parent.frame())
  writeLines(c("waves: {pre: {file: a.csv}}", "id: {column: code}"),
             file.path(folder, "study.yml"))
  folder
}

test_that("a workflow is written, filled in, and valid YAML", {
  folder <- ci_folder()
  path <- use_cohort_ci(folder, fail_on = "warning", package = "github::us/pairwave")
  expect_identical(path, file.path(folder, ".github", "workflows", "pairwave.yml"))
  lines <- readLines(path)
  expect_no_match(lines, "[{][{](study|fail_on|package)")
  steps <- yaml::read_yaml(path)$jobs$check$steps
  expect_identical(steps[[4]]$with$packages, "github::us/pairwave")
  expect_match(steps[[2]]$run, "libreadstat-dev")
  expect_match(steps[[5]]$run, "check 'study.yml' --format github --fail-on warning")
  gitlab <- use_cohort_ci(folder, service = "gitlab")
  job <- yaml::read_yaml(gitlab)[["check-cohort"]]
  expect_identical(job$artifacts$reports$junit, "findings.xml")
})

test_that("the command of the workflow is one that pairwave knows", {
  lines <- readLines(use_cohort_ci(ci_folder()))
  line <- grep("\"$command\" check", lines, value = TRUE, fixed = TRUE)
  words <- scan(text = sub(".*\"[$]command\" ", "", line), what = "", quiet = TRUE, quote = "'")
  expect_type(read_command(words), "list")
})

test_that("nothing is overwritten unless told", {
  folder <- ci_folder()
  path <- use_cohort_ci(folder)
  writeLines("mine", path)
  expect_snapshot(error = TRUE, transform = function(x) gsub("'[^']*/", "'", x), {
    use_cohort_ci(folder)
    use_cohort_ci(folder, study = "studdy.yml")
    use_cohort_ci("no-such-folder")
  })
  expect_identical(readLines(path), "mine")
  use_cohort_ci(folder, existing = "replace")
  expect_gt(length(readLines(path)), 10)
})

test_that("names that a shell or YAML would take for more are refused", {
  folder <- ci_folder()
  for (name in c("a'; touch P; '.yml", "a\nb.yml", "$(x).yml", "`x`.yml", "-x.yml", "{{package}}.yml",
                 "a\"b.yml", "${{x}}.yml", "a#b.yml")) {
    file.copy(file.path(folder, "study.yml"), file.path(folder, name))
    for (service in c("github", "gitlab")) {
      expect_error(use_cohort_ci(folder, study = name, service = service),
                   class = "pairwave_error_ci", info = name)
    }
  }
  for (package in list("x\"); system(\"touch P", "a b", "x'y", "$x", "a\n- run: x", 1, c("a", "b"))) {
    expect_error(use_cohort_ci(folder, package = package), class = "pairwave_error_ci")
  }
  expect_false(file.exists(file.path(folder, ".github")))
  expect_snapshot(error = TRUE, {
    use_cohort_ci(folder, study = "a'; touch P; '.yml")
    use_cohort_ci(folder, package = "x\"); system(\"touch P")
    use_cohort_ci(folder, package = 1)
  })
  # A name that the locale can't write is no file there.
  names <- c("my study.yml", if (l10n_info()[["UTF-8"]]) "\u00fcbung.yml", "a_b-c.2.yaml")
  for (name in names) {
    file.copy(file.path(folder, "study.yml"), file.path(folder, name))
    path <- use_cohort_ci(folder, study = name, package = "github::us/pairwave@v1.0#2",
                          existing = "replace")
    expect_match(yaml::read_yaml(path)$jobs$check$steps[[5]]$run, name, fixed = TRUE)
  }
})
