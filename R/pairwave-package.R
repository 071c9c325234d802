#' @keywords internal
#' @useDynLib pairwave, .registration = TRUE
"_PACKAGE"

# The pronoun of ggplot2's aes().
utils::globalVariables(".data")
