#' @keywords internal
#' @useDynLib pairwave, .registration = TRUE
"_PACKAGE"
