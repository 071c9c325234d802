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
#'   or a version) and `sha256` (64 hexadecimal digits, `NA` for versions and for
#'   a study that was written in R).
#' @export
#' @examples
#' study <- system.file("extdata", "demo", "study.yml", package = "pairwave")
#' provenance(read_cohort(study))
provenance <- function(cohort, ...) {
  rlang::check_dots_empty()
  check_is_cohort(cohort)
  study <- cohort$study
  files <- c(
    if (!is.null(study$file)) c(Study = study$file),
    unlist(lapply(names(study$waves), function(wave) {
      from <- study$waves[[wave]]
      rlang::set_names(c(from$file, from$key), c(
        paste0("Wave: ", wave), if (!is.null(from$key)) paste0("Key: ", wave)
      ))
    })),
    if (!is.null(study$attendance)) c(Attendance = study$attendance$file)
  )
  paths <- vapply(files, study_path, "", dir = study$dir)
  sha256 <- cli::hash_file_sha256(paths)
  out <- data.frame(
    what = c(names(files), "R", "pairwave"),
    name = c(basename(files), as.character(getRversion()),
             as.character(utils::packageVersion("pairwave"))),
    sha256 = c(sha256, NA, NA)
  )
  structure(out, class = c("pairwave_provenance", "pairwave_result",
                           "data.frame"))
}

#' @exportS3Method
as_print_table.pairwave_provenance <- function(x, ...) {
  new_print_table(
    body = data.frame(Source = x$what, Name = x$name,
                      `SHA-256` = ifelse(is.na(x$sha256), "", x$sha256),
                      check.names = FALSE),
    align = c("l", "l", "l")
  )
}
