#' What a result was made from
#'
#' The files that a cohort was read from with a checksum of each, and the
#' versions of R and of the package: what a reader needs to tell whether two
#' reports rest on the same data. Where the study has a disclosure profile, only the
#' versions: whoever knows all of a small file but one answer could try each answer
#' until the checksum agrees, and a file's name may say whose it is.
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
  check_dots_empty()
  check_is_cohort(cohort)
  study <- cohort$study
  versions <- data.frame(
    what = c("R", "pairwave"),
    name = c(as.character(getRversion()), as.character(utils::packageVersion("pairwave"))),
    path = NA_character_
  )
  sources <- structure(rbind(source_files(study), versions),
                       class = c("pairwave_sources", "data.frame"))
  # Only of files that may be named is anything read.
  sources <- publish(sources, cohort)
  digests <- rep(NA_character_, nrow(sources))
  on_disk <- !is.na(sources$path)
  digests[on_disk] <- cli::hash_file_sha256(sources$path[on_disk])
  with_style_of(
    new_result(data.frame(what = sources$what, name = sources$name, sha256 = digests),
               "pairwave_provenance"),
    cohort
  )
}

# The files that a cohort was read from.
source_files <- function(study) {
  files <- c(
    if (!is.null(study$file)) c(Study = study$file),
    unlist(lapply(names(study$waves), function(wave) {
      from <- study$waves[[wave]]
      stats::setNames(c(from$file, from$key), c(
        paste0("Wave: ", wave), if (!is.null(from$key)) paste0("Key: ", wave)
      ))
    })),
    if (!is.null(study$attendance)) c(Attendance = study$attendance$file),
    unlist(lapply(names(study$codes), function(material) {
      from <- study$codes[[material]]
      files <- c(from$file, unname(from$files))
      stats::setNames(c(files, from$key), c(
        rep(paste0("Codes: ", material), length(files)),
        if (!is.null(from$key)) paste0("Key: ", material)
      ))
    })),
    if (!is.null(study$framework$file)) c(Framework = study$framework$file),
    quote_decisions_file(study)
  )
  paths <- vapply(files, study_path, "", dir = study$dir)
  data.frame(what = names(files), name = unname(basename(files)),
             path = unname(ifelse(dir.exists(paths), file.path(paths, "data.qda"), paths)))
}

# What was decided about quotes, where a study shows any.
quote_decisions_file <- function(study) {
  if (is.null(study$quotes) || !file.exists(quote_decisions_path(study))) return(NULL)
  c(Quotes = study$quotes$decisions %||% quote_decisions_name)
}

# What a file is: a word of ours, and behind it the study's name of it.
source_words <- function(what) {
  parts <- regexec("^([A-Za-z]+)(: .*)?$", what)
  vapply(regmatches(what, parts), function(part) {
    if (part[2] %in% c("R", "pairwave")) part[1] else paste0(in_language(part[2]), part[3])
  }, "")
}

as_print_table.pairwave_provenance <- function(x, ...) {
  new_print_table(
    body = data.frame(Source = source_words(x$what), Name = x$name,
                      `SHA-256` = ifelse(is.na(x$sha256), "", x$sha256),
                      check.names = FALSE),
    align = c("l", "l", "l")
  )
}
