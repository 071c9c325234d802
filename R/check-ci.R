#' Let a repository check each new cohort
#'
#' Writes a workflow that runs `pairwave check` whenever something is pushed,
#' shows the findings beside the change, and fails when a finding does. Answers
#' of respondents belong in a private repository only.
#'
#' @param path The folder of the repository.
#' @param ... Must be empty.
#' @param study The study file, relative to `path`.
#' @param service `"github"` writes `.github/workflows/pairwave.yml`,
#'   `"gitlab"` writes `pairwave.gitlab-ci.yml`, to be named under `include:`
#'   in `.gitlab-ci.yml`.
#' @param fail_on `"error"` or `"warning"`: which findings fail the job.
#' @param package Where the job installs pairwave from, as the R package pak
#'   writes it: `"any::pairwave"` or such as `"github::owner/pairwave"`.
#' @param existing What to do with a workflow that is there already: `"error"`
#'   leaves it, `"replace"` writes it anew.
#' @return The path of the file written, invisibly.
#' @section Errors: `pairwave_error_ci` when the folder or the study file does not
#'   exist, or the workflow is there already.
#' @export
#' @examples
#' folder <- tempfile()
#' dir.create(folder)
#' file.copy(system.file("extdata", "demo", "study.yml", package = "pairwave"), folder)
#' path <- use_cohort_ci(folder)
#' writeLines(readLines(path))
use_cohort_ci <- function(path = ".", ..., study = "study.yml",
                          service = c("github", "gitlab"),
                          fail_on = c("error", "warning"),
                          package = "any::pairwave",
                          existing = c("error", "replace")) {
  rlang::check_dots_empty()
  service <- rlang::arg_match(service)
  fail_on <- rlang::arg_match(fail_on)
  existing <- rlang::arg_match(existing)
  if (!rlang::is_string(path) || !dir.exists(path)) {
    abort_pairwave(
      c("{.arg path} must be a folder.", x = "There is no folder {.file {path}}."),
      "ci"
    )
  }
  if (!rlang::is_string(study) || !file.exists(file.path(path, study))) {
    abort_pairwave(
      c("{.arg study} must be a study file within {.arg path}.",
        x = "There is no {.file {study}}.",
        did_you_mean(study, list.files(path, "[.]ya?ml$"))),
      "ci"
    )
  }
  target <- file.path(path, switch(
    service, github = file.path(".github", "workflows", "pairwave.yml"),
    gitlab = "pairwave.gitlab-ci.yml"
  ))
  if (file.exists(target) && existing == "error") {
    abort_pairwave(
      c("The workflow must not be there already.",
        x = "There is {.file {target}}.",
        i = "Write it anew with {.code existing = \"replace\"}."),
      "ci"
    )
  }
  dir.create(dirname(target), recursive = TRUE, showWarnings = FALSE)
  template <- readLines(system.file("ci", paste0(service, ".yml"),
                                    package = "pairwave", mustWork = TRUE))
  fill <- c("{{study}}" = study, "{{fail_on}}" = fail_on, "{{package}}" = package)
  for (name in names(fill)) {
    template <- gsub(name, fill[[name]], template, fixed = TRUE)
  }
  write_file(template, target)
}
