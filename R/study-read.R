#' Read a study file
#'
#' `study.yml` says what is what: the waves and their files, the column with
#' the person's code, the scales and the demographics. It is checked strictly.
#' Every plain word is text: `No`, `on` or `007` as a label or a code stays as
#' it is written.
#'
#' @param path The file, in YAML 1.1, UTF-8, whatever the session's locale is.
#' @return A `pairwave_study`; see [study()] for its elements, and `file`, the
#'   name of the study file. `dir` is the
#'   folder of the file, which the waves' files are relative to.
#' @section Errors: `pairwave_error_study` when the file does not exist, is
#'   not UTF-8 (the line is named), is not YAML, or breaks the rules; an unknown key is answered
#'   with the nearest known one.
#' @export
#' @examples
#' path <- tempfile(fileext = ".yml")
#' writeLines(c(
#'   "waves:",
#'   "  pre:  {file: pre.sav, label: Before}",
#'   "  post: {file: post.csv, label: After}",
#'   "id: {column: code}",
#'   "scales:",
#'   "  self_efficacy: {instrument: gse, items: gse1:gse10, margin: 2}"
#' ), path)
#' read_study(path)
read_study <- function(path) {
  if (!is_text(path)) {
    abort_pairwave("{.arg path} must be the name of one file.", "study")
  }
  if (!file.exists(path) || dir.exists(path)) {
    abort_pairwave(
      c("Can't read the study {.file {basename(path)}}.",
        x = "There is no such file.",
        did_you_mean(basename(path), list.files(dirname(path), "[.]ya?ml$")),
        i = "{.fn use_study} drafts one from the exports."),
      "study"
    )
  }
  raw <- parse_study_yaml(path)
  tryCatch(
    {
      if (!is.list(raw) || !length(raw)) {
        abort_pairwave(
          c("A study must have keys.", i = "At least {.field waves}."),
          "study", call = NULL
        )
      }
      study <- build_study(raw, dir = dirname(path))
      study$file <- basename(path)
      study
    },
    pairwave_error_study = function(cnd) {
      abort_pairwave("Can't use the study {.file {basename(path)}}.", "study",
                     parent = cnd, call = NULL)
    }
  )
}

# Where a file of a study lies: in the study's folder, unless its path is absolute.
study_path <- function(dir, file) {
  absolute <- grepl("^(/|~|[A-Za-z]:|\\\\)", file)
  if (absolute) file else file.path(dir, file)
}
