#' Let a repository check each new cohort
#'
#' Writes a workflow that runs `pairwave check` whenever something is pushed,
#' shows the findings beside the change, and fails when a finding does. On GitHub they
#' are annotations of the files and a summary of the job with every finding and its n;
#' on GitLab a test report (JUnit) and a report of code quality. Where the cohort can't
#' be read, these say so and why. None of them says what anybody answered, nor a count
#' of people that the study's disclosure profile holds back. Answers of respondents
#' belong in a private repository only. The command opens no connection: of a study whose
#' waves are tables of a database it says what a script of R has to do instead.
#'
#' The job may read the repository and nothing else, keeps no credentials, ends after half
#' an hour and runs once for each push. Actions are pinned by their commits.
#'
#' @param path The folder of the repository.
#' @param ... Must be empty.
#' @param study The study file, relative to `path`.
#' @param service `"github"` writes `.github/workflows/pairwave.yml`,
#'   `"gitlab"` writes `pairwave.gitlab-ci.yml`, to be named under `include:`
#'   in `.gitlab-ci.yml`.
#' @param fail_on `"error"` or `"warning"`: which findings fail the job.
#' @param package Where the job installs pairwave from, as the R package pak
#'   writes it, such as `"github::owner/pairwave"` or
#'   `"gitlab::owner/pairwave@v0.1.0"`. `NULL` takes the repository and the commit that
#'   this pairwave was installed from, where its installation has noted them (as pak and
#'   remotes do).
#' @param existing What to do with a workflow that is there already: `"error"`
#'   leaves it, `"replace"` writes it anew.
#' @return The path of the file written, invisibly.
#' @section Errors: `pairwave_error_ci` when the folder or the study file does not
#'   exist or has a name with other characters than letters, digits, blanks and
#'   `. _ / -`, `package` is no package, or not known where it is `NULL`, or the workflow
#'   is there already;
#'   `pairwave_error_write` where it can't be written.
#' @export
#' @examples
#' folder <- tempfile()
#' dir.create(folder)
#' file.copy(system.file("extdata", "demo", "study.yml", package = "pairwave"), folder)
#' path <- use_cohort_ci(folder, package = "github::owner/pairwave")
#' writeLines(readLines(path))
use_cohort_ci <- function(path = ".", ..., study = "study.yml",
                          service = c("github", "gitlab"),
                          fail_on = c("error", "warning"),
                          package = NULL,
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
  package <- package %||% installed_from(utils::packageDescription("pairwave"))
  check_ci_names(study, package)
  target <- file.path(path, switch(
    service, github = file.path(".github", "workflows", "pairwave.yml"),
    gitlab = "pairwave.gitlab-ci.yml"
  ))
  check_not_there(target, "The workflow", existing, topic = "ci")
  dir.create(dirname(target), recursive = TRUE, showWarnings = FALSE)
  template <- readLines(system.file("ci", paste0(service, ".yml"),
                                    package = "pairwave", mustWork = TRUE))
  fill <- c("{{study}}" = study, "{{fail_on}}" = fail_on, "{{package}}" = package)
  for (name in names(fill)) {
    template <- gsub(name, fill[[name]], template, fixed = TRUE)
  }
  write_file(template, target)
}

# The repository that a package was installed from, as pak writes it; an error where its
# description does not say.
installed_from <- function(description, call = rlang::caller_env()) {
  type <- description$RemoteType %||% "none"
  if (type %in% c("github", "gitlab")) {
    at <- description$RemoteSha %||% description$RemoteRef
    return(paste0(type, "::", description$RemoteUsername, "/", description$RemoteRepo,
                  if (length(at)) paste0("@", at)))
  }
  abort_pairwave(
    c("{.arg package} must say where the job installs pairwave from.",
      x = "This pairwave was not installed from a repository, and CRAN does not have it.",
      i = "Such as {.code package = \"github::owner/pairwave\"}."),
    "ci", call = call
  )
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
        i = "Such as {.val github::owner/pairwave} or {.val gitlab::owner/pairwave@v0.1.0}."),
      "ci", call = call
    )
  }
}
