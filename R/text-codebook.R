# Reads a codebook: the codes of a framework without any codings.

#' A coding framework
#'
#' The codes that texts were coded with, each below the one that it is a kind of:
#' as a table it prints with a cell for each branch, in the console, Markdown, HTML
#' (`rowspan`), LaTeX (which then needs multirow), Typst and Word.
#'
#' @section The framework that comes with pairwave:
#' `framework("social-support")` has the structure of Williams, Barclay and Schmied
#' (2004, *Qualitative Health Research* 14(7), 942-960) as adapted in Table 1 of doi
#' 10.5456/WPLL.27.1.153: 16 codes of two categories. The descriptions are pairwave's.
#'
#' @param x Codings ([read_codes()]), whose framework it gives; the path of a
#'   codebook (`.qdc`), of a project, or of a table; a data frame; or the name of a
#'   framework that comes with pairwave.
#' @param ... Not used; must be empty.
#' @param path For a table: its columns, the highest level first. An empty cell ends
#'   the path. One column may hold whole paths, as in `"Support > Advice"`. Without it,
#'   the columns are found: `category`, `subcategory` and `characteristic`, or one of
#'   `code`, `tag`, `name`.
#' @param description For a table: the column that describes a code. Several rows of
#'   one code are several lines of its description.
#' @param levels What stands between the levels of a path in one column.
#' @return A data frame of class `pairwave_framework`, a row for each code and parent,
#'   in order: `code` (the path, with `" > "` between levels), `parent` (`NA` at the
#'   top), `level` (1 at the top), `label` (the name without its parents),
#'   `description`, `codable` (whether it may be given, and is no folder) and `order`.
#' @section Errors: `pairwave_error_codes_file` for a file that has no codes,
#'   `pairwave_error_codes_table` for a table without such columns, and those of
#'   [read_survey()].
#' @examples
#' framework("social-support")
#' framework(data.frame(code = c("Support > Advice", "Support > Company")))
#' @export
framework <- function(x, ..., path = NULL, description = NULL, levels = ">") {
  check_dots_empty()
  call <- rlang::current_env()
  if (inherits(x, "pairwave_framework")) return(x)
  if (inherits(x, "pairwave_codes")) return(attr(x, "framework"))
  if (is.data.frame(x)) return(framework_of_table(x, path, description, levels, call))
  if (!is_text(x)) {
    abort_pairwave(
      c("{.arg x} must be codings, a data frame, a file or the name of a framework.",
        x = "It is {.obj_type_friendly {x}}."),
      "argument", call = call
    )
  }
  shipped <- system.file("frameworks", paste0(x, ".csv"), package = "pairwave")
  if (!file.exists(x) && nzchar(shipped)) {
    return(framework_of_table(read_survey(shipped, platform = "none"), NULL, NULL, levels, call))
  }
  check_framework_file(x, call)
  refuse_closed_project(x, call)
  switch(
    codes_format(x),
    codebook = read_refi_codebook(x, call),
    project = , database = attr(read_codes(x), "framework"),
    framework_of_table(code_table(x, NULL, call), path, description, levels, call)
  )
}

check_framework_file <- function(x, call) {
  if (file.exists(x)) return(check_survey_file(x, call))
  known <- sub("[.]csv$", "", list.files(system.file("frameworks", package = "pairwave")))
  abort_pairwave(
    c("{.arg x} must be a file, or a framework that comes with pairwave.",
      x = "There is no file {.file {x}}.",
      did_you_mean(x, known) %||% c(i = "Those that come with it: {.val {known}}.")),
    "no_file", call = call
  )
}

# Headings of the columns that have codes, and what describes them, as programs
# write their codebooks.
codebook_headings <- list(
  levels = c("category", "subcategory", "characteristic"),
  code = c("code", "tag", "codename", "name"),
  description = c("description", "memo", "comment")
)

framework_of_table <- function(x, path, description, levels, call) {
  heading <- lower_case(squash(names(x)))
  found <- function(names) match(intersect(names, heading), heading)
  path <- path %||% names(x)[found(codebook_headings$levels)]
  if (length(path) == 0) path <- utils::head(names(x)[found(codebook_headings$code)], 1)
  description <- description %||% utils::head(names(x)[found(codebook_headings$description)], 1)
  if (length(path) == 0) {
    abort_pairwave(
      c("A table of codes must have a column of them.",
        x = "It has the columns {.val {names(x)}}.",
        i = "Say which they are, as in {.code path = c(\"{names(x)[1]}\")}."),
      "codes_table", call = call
    )
  }
  check_known(c(path, description), names(x), "Columns of codes must exist.",
              topic = "codes_table", call = call)
  code <- path_of_columns(lapply(x[path], cell_texts), levels)
  text <- rep(NA_character_, length(code))
  if (length(description)) text <- cell_texts(x[[description]])
  text <- text[!is.na(code)]
  code <- code[!is.na(code)]
  lines <- tapply(text, factor(code, unique(code)), function(all) {
    paste_lines(all[!is.na(all)])
  }, simplify = FALSE)
  new_framework(unique(code), unlist(lines, use.names = FALSE))
}

paste_lines <- function(text) {
  if (length(text)) paste(text, collapse = "\n") else NA_character_
}

# The cells of a row as one path, which ends where a cell is empty.
path_of_columns <- function(cells, levels) {
  if (length(cells) == 1) return(code_path(cells[[1]], levels))
  path <- cells[[1]]
  for (cell in cells[-1]) {
    more <- !is.na(cell) & !is.na(path)
    path[more] <- paste(path[more], cell[more], sep = level_mark)
  }
  path
}

# A codebook in the exchange format of programs for coded text (.qdc). Programs
# declare several namespaces for it.
read_refi_codebook <- function(path, call) {
  file <- basename(path)
  markup <- read_markup(readBin(path, "raw", file.size(path)), file, refi_names, call)
  if (!length(elements_called(markup, "CodeBook"))) {
    abort_codes_file(file, c(
      x = "It is XML, though no codebook of REFI-QDA ({.file .qdc}).",
      i = "Give the whole project ({.file .qdpx}), or export the codebook."
    ), call)
  }
  refi_codes(markup, file, call)$framework
}
