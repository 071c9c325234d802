#' @keywords internal
#' @importFrom rlang .data
#' @useDynLib pairwave, .registration = TRUE
"_PACKAGE"
