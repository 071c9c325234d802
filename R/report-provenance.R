#' What a result was made from
#'
#' The files that a cohort was read from with a checksum of each, and the
#' versions of R and of the package: what a reader needs to tell whether two
#' reports rest on the same data.
#'
#' @param cohort A cohort, from [read_cohort()].
#' @param ... Must be empty.
#'
#' @return A data frame of class `pairwave_provenance` with one row per source
#'   and the columns `what` (character), `name` (file name without its folder,
#'   or a version) and `md5` (the file's MD5 checksum, `NA` for versions).
#' @export
#' @examples
#' study <- system.file("extdata", "demo", "study.yml", package = "pairwave")
#' provenance(read_cohort(study))
provenance <- function(cohort, ...) {
  rlang::check_dots_empty()
  check_is_cohort(cohort)
  study <- cohort$study
  files <- vapply(study$waves, function(wave) wave$file, character(1))
  names(files) <- paste0("Wave: ", names(files))
  if (!is.null(study$attendance)) {
    files <- c(files, Attendance = study$attendance$file)
  }
  md5 <- unname(tools::md5sum(file.path(study$dir, files)))
  out <- data.frame(
    what = c(names(files), "R", "pairwave"),
    name = c(basename(files), as.character(getRversion()),
             as.character(utils::packageVersion("pairwave"))),
    md5 = c(md5, NA, NA)
  )
  structure(out, class = c("pairwave_provenance", "pairwave_result",
                           "data.frame"))
}

#' @exportS3Method
as_print_table.pairwave_provenance <- function(x, ...) {
  new_print_table(
    body = data.frame(Source = x$what, Name = x$name,
                      MD5 = ifelse(is.na(x$md5), "", x$md5)),
    align = c("l", "l", "l")
  )
}
