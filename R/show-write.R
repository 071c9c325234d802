# Results as files: the long frame for machines, the printed table for people.

#' Write a result to a file
#'
#' The ending of the file decides. `.csv` and `.json` hold the long frame, one
#' row for each statistic, as [as.data.frame()] gives it; `.md`, `.html`, `.tex`
#' (for a document that loads booktabs, graphicx and longtable), `.typ`, `.txt`, `.docx` and
#' `.xlsx` hold the printed table.
#'
#' A workbook is made for everyone, as the Analysis Function's guidance on accessible
#' spreadsheets asks: title and notes are cells above the table, which is marked as one;
#' numbers are numbers; no cells are merged, and names of groups stand in each row. Of
#' several results each has a sheet, after a first one that lists them and leads to them.
#' It needs no other package.
#'
#' CSV is UTF-8, with a comma between fields, a point in numbers and an empty
#' field for a missing value; text that a spreadsheet would run as a formula is
#' given an apostrophe before it. JSON follows the schema `result.json` in the
#' folder `schema` of the package. What a disclosure profile suppresses is in no
#' file.
#'
#' The file is written whole under another name beside it and then renamed, so a
#' failure, a full disk among them, leaves an earlier file as it was.
#'
#' @param x A result of pairwave, such as that of [demographics()]; for a workbook also a
#'   list of them, whose names are those of the sheets.
#' @param path The file to write. An existing file is replaced.
#' @param ... Not used; must be empty.
#' @return `path`, invisibly.
#' @section Errors: `pairwave_error_input` for what is no result,
#'   `pairwave_error_argument` for an ending that is not known or a folder that
#'   does not exist, `pairwave_error_missing_package` for `.docx` without
#'   flextable, `pairwave_error_write` where there is no room for the file or its
#'   place can't be written to.
#' @export
#' @examples
#' people <- data.frame(sex = c("Female", "Male", "Female"))
#' path <- tempfile(fileext = ".csv")
#' write_result(demographics(people), path)
#' read.csv(path)[c("level_label", "n", "denominator", "percent", "rule")]
#' write_result(list(People = demographics(people)), tempfile(fileext = ".xlsx"))
write_result <- function(x, path, ...) {
  check_dots_empty()
  ending <- check_result_path(path)
  if (ending == "xlsx") return(write_results_workbook(x, path))
  if (!inherits(x, "pairwave_result")) abort_no_result(x)
  if (ending == "docx") {
    need_package("flextable", "to write a Word file")
    write_made_file(function(made) write_word(as_print_table(x), made), path)
  } else {
    write_file(switch(
      ending,
      csv = csv_lines(as.data.frame(x)), json = as_json(result_json(x)),
      html = html_page(as_print_table(x)), htm = html_page(as_print_table(x)),
      write_table(as_print_table(x), switch(
        ending, md = "markdown", tex = "latex", typ = "typst", txt = "console"
      ))
    ), path)
  }
}

result_endings <- c("csv", "json", "md", "html", "htm", "tex", "typ", "txt",
                    "docx", "xlsx")

# One result or several as a workbook.
write_results_workbook <- function(x, path, title = NULL, call = rlang::caller_env()) {
  results <- if (inherits(x, "pairwave_result")) list(x) else x
  if (!is.list(results) || is.data.frame(results) || !length(results)) {
    abort_no_result(x, call = call)
  }
  for (one in results) if (!inherits(one, "pairwave_result")) abort_no_result(one, call = call)
  named <- vapply(results, result_sheet, "")
  given <- names(results) %||% rep("", length(results))
  named[nzchar(given)] <- given[nzchar(given)]
  tables <- stats::setNames(lapply(results, function(x) as_print_table(x)), fit_sheet_names(named))
  write_file(write_tables_workbook(tables, title), path, call = call)
}

# What the sheet of a result is called.
result_sheet <- function(x) {
  substr(capital(gsub("_", " ", sub("^pairwave_", "", class(x)[1]), fixed = TRUE)), 1, 31)
}

check_result_path <- function(path, call = rlang::caller_env()) {
  ending <- if (is_text(path)) file_ending(path)
  if (is.null(ending) || !ending %in% result_endings) {
    abort_pairwave(
      c("{.arg path} must be one file name that ends in
         {.or {.val {paste0('.', result_endings)}}}.",
        x = if (is_text(path)) "It is {.val {path}}."
            else "It is {.obj_type_friendly {path}}."),
      topic = "argument", call = call
    )
  }
  check_folder_of(path, call = call)
  ending
}

# RFC 4180, and no cell that a spreadsheet takes for a formula.
csv_lines <- function(frame) {
  cells <- lapply(frame, function(column) {
    if (is.numeric(column)) {
      text <- vapply(column, format, "", digits = 15, scientific = FALSE,
                     decimal.mark = ".")
    } else {
      text <- sub(formula_start, "'\\1", enc2utf8(as.character(column)), perl = TRUE)
      quote <- grepl("[\",\r\n]", text)
      text[quote] <- paste0("\"", gsub("\"", "\"\"", text[quote], fixed = TRUE), "\"")
    }
    text[is.na(column)] <- ""
    text
  })
  c(paste(names(frame), collapse = ","),
    if (nrow(frame)) do.call(paste, c(unname(cells), sep = ",")))
}

# What spreadsheets, of any language, take for the start of a formula, after
# blanks too.
formula_start <- paste0(
  "^([\\s\ufeff]*[-=+@\uff0b\uff0d\uff1d\uff20",
  "\ufe62\ufe63\ufe66\ufe6b]|[\t\r\n])"
)

result_json <- function(x) {
  table <- as_print_table(x)
  list(
    version = 1L, result = sub("^pairwave_", "", class(x)[1]),
    pairwave = as.character(utils::packageVersion("pairwave")),
    caption = table$caption, notes = as.list(table$notes),
    rows = as.data.frame(x)
  )
}

html_page <- function(table) {
  title <- if (length(table$caption)) table$caption else "Table"
  c(
    "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
    paste0("<title>", escape_html(title), "</title>"),
    "<style>",
    "body { font-family: sans-serif; margin: 2em; }",
    "table { border-collapse: collapse; border-bottom: 2px solid; }",
    "caption { text-align: left; padding-bottom: 0.5em; }",
    "th, td { padding: 0.2em 0.8em; font-weight: normal; }",
    "thead { border-top: 2px solid; border-bottom: 1px solid; }",
    "tfoot { border-top: 2px solid; font-size: 0.85em; }",
    "</style>", "</head>", "<body>", write_table_html(table), "</body>", "</html>"
  )
}

# A table of many columns is on a page that is wider than high.
write_word <- function(table, path) {
  wide <- length(table$body) > 7
  a4 <- c(21, 29.7) / 2.54
  size <- officer::page_size(a4[1], a4[2], orient = if (wide) "landscape" else "portrait")
  flextable::save_as_docx(
    word_table(table, page_width + if (wide) a4[2] - a4[1] else 0), path = path,
    pr_section = officer::prop_section(page_size = size)
  )
}

# Outside a document that is knitted, flextable has to be told how to number.
word_table <- function(table, width) {
  out <- flextable_of(table, width)
  if (!length(table$caption)) return(out)
  flextable::set_caption(
    out, caption = one_line(table$caption),
    autonum = officer::run_autonum(seq_id = "tab", tnd = 0)
  )
}
