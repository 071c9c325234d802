repository <- "github::us/pairwave"

ci_folder <- function() {
  folder <- withr::local_tempdir(.local_envir = parent.frame())
  writeLines(c("waves: {pre: {file: a.csv}}", "id: {column: code}"),
             file.path(folder, "study.yml"))
  folder
}

test_that("a workflow is written, filled in, and valid YAML", {
  folder <- ci_folder()
  path <- use_cohort_ci(folder, fail_on = "warning", package = repository)
  expect_identical(path, file.path(folder, ".github", "workflows", "pairwave.yml"))
  expect_no_match(readLines(path), "[{][{](study|fail_on|package)")
  steps <- yaml::read_yaml(path)$jobs$check$steps
  expect_identical(steps[[4]]$with, list(packages = repository, dependencies = "NA"))
  expect_match(steps[[2]]$run, "libreadstat-dev")
  expect_match(steps[[5]]$run, "check 'study.yml' --format github --fail-on warning")
})

test_that("a job on GitHub may read, keeps nothing, ends, and runs once a push", {
  path <- use_cohort_ci(ci_folder(), package = repository)
  # YAML 1.1 takes the key `on` for TRUE.
  flow <- yaml::read_yaml(path, handlers = list("bool#yes" = function(x) if (x == "true") TRUE else x))
  expect_identical(flow$permissions, list(contents = "read"))
  expect_setequal(names(flow$on), c("push", "workflow_dispatch"))
  expect_identical(flow$on$push, list(branches = "**"))
  expect_true(flow$concurrency$`cancel-in-progress`)
  expect_match(flow$concurrency$group, "github.ref", fixed = TRUE)
  job <- flow$jobs$check
  expect_null(job$permissions)
  expect_lte(job$`timeout-minutes`, 30)
  used <- unlist(lapply(job$steps, `[[`, "uses"))
  expect_match(used, "^[a-z-]+/[a-z/-]+@[0-9a-f]{40}$")
  checkout <- job$steps[[which(startsWith(used, "actions/checkout"))[1]]]
  expect_identical(checkout$with, list(`persist-credentials` = FALSE))
  # The release of each action stands beside its commit.
  lines <- grep("uses:", readLines(path), value = TRUE)
  expect_length(lines, length(used))
  expect_match(lines, "@[0-9a-f]{40} # v[0-9]+[.][0-9]+[.][0-9]+$")
  expect_no_match(readLines(path), "secrets[.]|pull_request|github[.](event|head_ref)")
})

test_that("a job on GitLab ends, runs once a push, and keeps both reports", {
  gitlab <- use_cohort_ci(ci_folder(), service = "gitlab", package = repository)
  job <- yaml::read_yaml(gitlab)[["check-cohort"]]
  expect_identical(job$artifacts$reports, list(junit = "findings.xml", codequality = "quality.json"))
  expect_identical(job$artifacts$when, "always")
  expect_match(job$image, ":[0-9.]+$")
  expect_identical(job$timeout, "30 minutes")
  expect_true(job$interruptible)
  conditions <- vapply(job$rules, `[[`, "", "if")
  expect_no_match(conditions, "merge_request")
  expect_match(job$before_script[[3]], repository, fixed = TRUE)
  words <- scan(text = sub(".*\"[$]command\" ", "", job$script[[2]]), what = "", quiet = TRUE, quote = "'")
  expect_identical(read_command(words)$writes, list(
    list(format = "junit", output = "findings.xml"), list(format = "gitlab", output = "quality.json")
  ))
})

test_that("the repository is the one that the package was installed from", {
  from <- function(...) installed_from(list(Package = "pairwave", ...))
  expect_identical(
    from(RemoteType = "github", RemoteUsername = "us", RemoteRepo = "pairwave", RemoteSha = "0a1b"),
    "github::us/pairwave@0a1b"
  )
  expect_identical(
    from(RemoteType = "gitlab", RemoteUsername = "us", RemoteRepo = "pairwave"), "gitlab::us/pairwave"
  )
  expect_snapshot(error = TRUE, installed_from(list(RemoteType = "local")))
})

test_that("the command of the workflow is one that pairwave knows", {
  lines <- readLines(use_cohort_ci(ci_folder(), package = repository))
  line <- grep("\"$command\" check", lines, value = TRUE, fixed = TRUE)
  words <- scan(text = sub(".*\"[$]command\" ", "", line), what = "", quiet = TRUE, quote = "'")
  expect_type(read_command(words), "list")
})

test_that("nothing is overwritten unless told", {
  folder <- ci_folder()
  path <- use_cohort_ci(folder, package = repository)
  writeLines("mine", path)
  expect_snapshot(error = TRUE, transform = function(x) gsub("'[^']*/", "'", x), {
    use_cohort_ci(folder, package = repository)
    use_cohort_ci(folder, study = "studdy.yml")
    use_cohort_ci("no-such-folder")
  })
  expect_identical(readLines(path), "mine")
  use_cohort_ci(folder, package = repository, existing = "replace")
  expect_gt(length(readLines(path)), 10)
})

test_that("names that a shell or YAML would take for more are refused", {
  folder <- ci_folder()
  for (name in c("a'; touch P; '.yml", "a\nb.yml", "$(x).yml", "`x`.yml", "-x.yml", "{{package}}.yml",
                 "a\"b.yml", "${{x}}.yml", "a#b.yml")) {
    file.copy(file.path(folder, "study.yml"), file.path(folder, name))
    for (service in c("github", "gitlab")) {
      expect_error(use_cohort_ci(folder, study = name, service = service, package = repository),
                   class = "pairwave_error_ci", info = name)
    }
  }
  for (package in list("x\"); system(\"touch P", "a b", "x'y", "$x", "a\n- run: x", 1, c("a", "b"))) {
    expect_error(use_cohort_ci(folder, package = package), class = "pairwave_error_ci")
  }
  expect_false(file.exists(file.path(folder, ".github")))
  expect_snapshot(error = TRUE, {
    use_cohort_ci(folder, study = "a'; touch P; '.yml", package = repository)
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
