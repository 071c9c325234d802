# Reads what was coded, from the program that it was coded in.

#' Read what was coded
#'
#' @param path A file.
#' @param ... Must be empty.
#' @export
read_codes <- function(path, ..., unit = NULL, code = NULL, coder = NULL, participant = NULL,
                       wave = NULL, source = NULL, text = NULL, memo = NULL,
                       separator = ";", levels = NULL, uncoded = c("read", "unread"),
                       encoding = NULL) {
  check_dots_empty()
  uncoded <- match_choice(uncoded)
  columns <- list(unit = unit, code = code, coder = coder, participant = participant,
                  wave = wave, source = source, text = text, memo = memo)
  check_survey_file(path)
  table <- read_survey(path, encoding = encoding, na = "")
  read_code_table(table, path, columns, separator, levels %||% ">", uncoded)
}
