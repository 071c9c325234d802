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
#'   exist or has a name with other characters than letters, digits, blanks and
#'   `. _ / -`, `package` is no package, or the workflow is there already;
#'   `pairwave_error_write` where it can't be written.
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
  check_dots_empty()
  service <- match_choice(service)
  fail_on <- match_choice(fail_on)
  existing <- match_choice(existing)
  if (!is_text(path) || !dir.exists(path)) {
    abort_pairwave(
      c("{.arg path} must be a folder.", x = "There is no folder {.file {path}}."),
      "ci"
    )
  }
  if (!is_text(study) || !file.exists(file.path(path, study))) {
    abort_pairwave(
      c("{.arg study} must be a study file within {.arg path}.",
        x = "There is no {.file {study}}.",
        did_you_mean(study, list.files(path, "[.]ya?ml$"))),
      "ci"
    )
  }
  check_ci_names(study, package)
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

# The names stand in commands that a shell runs, so they have no quote, no dollar
# sign and no line break.
check_ci_names <- function(study, package, call = rlang::caller_env()) {
  if (!grepl("^[\\p{L}\\p{N}._/][\\p{L}\\p{N}._/ -]*$", study, perl = TRUE)) {
    abort_pairwave(
      c("The name of the study file must be letters, digits, blanks and any of . _ / -",
        x = "It is {.val {study}}.",
        i = "Give the file and its folders such names: the workflow has them in a command."),
      "ci", call = call
    )
  }
  fine <- is_text(package) &&
    grepl("^[A-Za-z0-9][A-Za-z0-9._:/@#=*?+-]*$", package)
  if (!fine) {
    abort_pairwave(
      c("{.arg package} must be one package, as the R package pak writes it.",
        x = if (is_text(package)) "It is {.val {package}}."
            else "It is {.obj_type_friendly {package}}.",
        i = "Such as {.val any::pairwave} or {.val github::owner/pairwave}."),
      "ci", call = call
    )
  }
}
