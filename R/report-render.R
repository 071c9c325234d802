#' Knit a cohort into a finished evaluation
#'
#' Fills the R Markdown template that pairwave ships (in RStudio: New File,
#' R Markdown, From Template) with a cohort: who came and who linked, who took
#' part, the change of every scale, and what the report was made from.
#'
#' The report is knitted in a temporary folder and put in place only when it
#' is complete, so a failure leaves an earlier report as it was.
#'
#' @param cohort A cohort, from [read_cohort()].
#' @param path The file to write, ending in `.html`. An existing file is
#'   replaced.
#' @param ... Must be empty.
#' @param title The report's title; by default the study's.
#'
#' @return `path`, invisibly. The page is one file that needs nothing else.
#'
#' Errors: `pairwave_error_argument` when `cohort` is not a cohort or `path` is
#' not a usable `.html` path; `pairwave_error_missing_package` when rmarkdown
#' or pandoc is not installed.
#' @export
#' @examplesIf rmarkdown::pandoc_available()
#' study <- system.file("extdata", "demo", "study.yml", package = "pairwave")
#' cohort <- read_cohort(study)
#' report(cohort, file.path(tempdir(), "evaluation.html"))
report <- function(cohort, path, ..., title = cohort$study$title) {
  rlang::check_dots_empty()
  check_is_cohort(cohort)
  check_report_path(path)
  check_report_tools()

  folder <- tempfile("pairwave-report-")
  dir.create(folder)
  on.exit(unlink(folder, recursive = TRUE))
  skeleton <- system.file("rmarkdown", "templates", "evaluation", "skeleton",
                          package = "pairwave", mustWork = TRUE)
  file.copy(list.files(skeleton, full.names = TRUE), folder)

  made <- rmarkdown::render(
    file.path(folder, "skeleton.Rmd"),
    output_file = "report.html",
    output_options = list(pandoc_args = c("--metadata", paste0("title=", title))),
    params = list(study = cohort),
    envir = new.env(parent = globalenv()),
    quiet = TRUE
  )
  if (!file.copy(made, path, overwrite = TRUE)) {
    abort_pairwave(
      c("The report must be written to a place that can be written to.",
        x = "{.file {path}} can't be written.",
        i = "Close it if it is open elsewhere, or choose another folder."),
      topic = "argument"
    )
  }
  invisible(path)
}

check_is_cohort <- function(cohort, call = rlang::caller_env()) {
  if (!inherits(cohort, "pairwave_cohort")) {
    abort_pairwave(
      c("{.arg cohort} must be a cohort.",
        x = "It is {.obj_type_friendly {cohort}}.",
        i = "Make one with {.code read_cohort(\"study.yml\")}."),
      topic = "argument", call = call
    )
  }
}

check_report_path <- function(path, call = rlang::caller_env()) {
  if (!rlang::is_string(path) || !grepl("\\.html?$", path, ignore.case = TRUE)) {
    abort_pairwave(
      c("{.arg path} must be one file name that ends in {.val .html}.",
        x = "Found {.val {path}}."),
      topic = "argument", call = call
    )
  }
  if (!dir.exists(dirname(path))) {
    abort_pairwave(
      c("The folder of {.arg path} must exist.",
        x = "There is no folder {.file {dirname(path)}}."),
      topic = "argument", call = call
    )
  }
}

check_report_tools <- function(call = rlang::caller_env()) {
  need_package("rmarkdown", "to knit a report", call = call)
  if (!rmarkdown::pandoc_available()) {
    abort_pairwave(
      c("A report needs pandoc, which turns the text into a page.",
        i = "RStudio brings it along; elsewhere install the {.pkg pandoc}
             program of your system."),
      topic = "missing_package", call = call
    )
  }
}
